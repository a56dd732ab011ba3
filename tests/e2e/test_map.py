"""The map says and does what the list says and does."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.directory import chip, choice, expect_total, open_directory, total_line
from tests.e2e.product import Product


def directory_map(page: Page) -> Locator:
    return page.get_by_role("region", name="Kaart")


def circles(page: Page) -> Locator:
    return directory_map(page).locator("svg a")


def told(circle: str) -> tuple[str, int]:
    place, _, count = circle.rpartition(": ")
    return place, int(count.split()[0])


class TestTheMapBesideTheList:
    def test_holds_a_circle_for_every_municipality_with_its_count(self, page: Page, site: Product) -> None:
        open_directory(page, "?region=OVL")
        expect(circles(page)).not_to_have_count(0)
        names = [circles(page).nth(index).get_attribute("aria-label") or "" for index in range(circles(page).count())]
        assert dict(map(told, names)) == site.facet("locatedIn", region="OVL")

    def test_follows_the_filters(self, page: Page, site: Product) -> None:
        open_directory(page)
        expect(circles(page)).to_have_count(len(site.facet("locatedIn")))
        choice(page, "Soort aanbod", "NAFT").check()
        expect_total(page, site.total(category="naft"))
        expect(circles(page)).to_have_count(len(site.facet("locatedIn", category="naft")))

    def test_tells_the_same_as_a_table(self, page: Page, site: Product) -> None:
        open_directory(page, "?region=OVL")
        directory_map(page).get_by_text("Toon de kaart als tabel").click()
        rows = directory_map(page).get_by_role("row")
        expect(rows).not_to_have_count(0)
        cells = [row.split("\t") for row in rows.all_inner_texts()[1:]]
        assert {place.strip(): int(count) for place, count in cells} == site.facet("locatedIn", region="OVL")

    def test_a_circle_limits_the_list_and_lets_go_again(self, page: Page, site: Product) -> None:
        open_directory(page, "?cost=free")
        circle = circles(page).and_(page.get_by_label(re.compile("^Gent:")))
        circle.click()
        expect_total(page, site.facet("locatedIn", cost="free")["Gent"])
        expect(page).to_have_url(re.compile("locatedIn=44021"))
        expect(chip(page, "Gemeente", "Gent")).to_be_visible()
        expect(circle).to_have_attribute("aria-current", "true")
        circle.click()
        expect_total(page, site.total(cost="free"))

    def test_is_one_stop_for_the_keyboard_and_arrows_walk_through_it(self, page: Page) -> None:
        open_directory(page)
        expect(circles(page)).not_to_have_count(0)
        assert directory_map(page).locator("svg a[tabindex='0']").count() == 1
        directory_map(page).locator("svg a[tabindex='0']").focus()
        start = page.locator(":focus").get_attribute("aria-label")
        page.keyboard.press("ArrowRight")
        there = page.locator(":focus").get_attribute("aria-label") or ""
        assert there != start
        place, count = told(there)
        page.keyboard.press("Enter")
        expect_total(page, count)
        expect(chip(page, "Gemeente", place)).to_be_visible()


class TestTheMapOnATelephone:
    def test_takes_turns_with_the_list(self, phone: Page) -> None:
        open_directory(phone)
        expect(directory_map(phone)).to_have_count(0)
        phone.get_by_role("link", name="Toon kaart").click()
        expect(directory_map(phone)).to_be_visible()
        expect(phone.get_by_role("article").first).to_be_hidden()
        expect(phone).to_have_url(re.compile("view=map"))
        phone.get_by_role("link", name="Toon lijst").click()
        expect(phone.get_by_role("article").first).to_be_visible()
        phone.go_back()
        expect(directory_map(phone)).to_be_visible()

    def test_a_circle_can_be_tapped_and_the_list_then_shows_that_place(self, phone: Page, site: Product) -> None:
        open_directory(phone, "?view=map&region=OVL")
        circles(phone).and_(phone.get_by_label(re.compile("^Gent:"))).tap()
        expect_total(phone, site.facet("locatedIn", region="OVL")["Gent"])
        phone.get_by_role("link", name="Toon lijst").click()
        expect(phone.get_by_role("article").first).to_contain_text("Gent")
        expect(total_line(phone)).to_be_visible()
