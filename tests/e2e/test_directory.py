"""Filters, their counts, and the address that holds them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.directory import chip, choice, counts, expect_total, facet, open_directory, result, titles, total_line
from tests.e2e.product import Product

FACETS = {
    "Is er plaats?": "availability",
    "Onderwijsniveau": "level",
    "Soort aanbod": "category",
    "Thema": "theme",
    "Hoe kom je erbij?": "accessRoute",
    "Kosten": "cost",
    "Regio": "region",
}


class TestFacets:
    @pytest.mark.parametrize("filters", [{}, {"q": "schoolweigering, Gent"}, {"availability": "free", "level": "secondary"}])
    def test_counts_are_those_of_the_api(self, page: Page, site: Product, filters: dict[str, str]) -> None:
        open_directory(page, "?" + "&".join(f"{name}={value}" for name, value in filters.items()))
        expect_total(page, site.total(**filters))
        shown = {title: counts(page, title) for title in FACETS}
        assert shown == {title: site.facet(name, **filters) for title, name in FACETS.items()}

    def test_a_count_is_what_choosing_it_gives(self, page: Page) -> None:
        open_directory(page, "?region=OVL")
        promised = counts(page, "Thema")["Pesten"]
        choice(page, "Thema", "Pesten").check()
        expect_total(page, promised)
        expect(page).to_have_url(re.compile(r"/aanbod\?region=OVL&theme=bullying$"))

    def test_a_facet_does_not_restrict_itself_but_does_restrict_the_others(self, page: Page, site: Product) -> None:
        open_directory(page)
        before = counts(page, "Regio")
        choice(page, "Regio", "Limburg").check()
        expect_total(page, before["Limburg"])
        assert counts(page, "Regio") == before
        assert counts(page, "Thema") == site.facet("theme", region="LIM")

    def test_two_values_of_one_facet_widen_and_two_facets_narrow(self, page: Page, site: Product) -> None:
        open_directory(page)
        choice(page, "Soort aanbod", "Zorgboerderij").check()
        expect_total(page, site.total(category="careFarm"))
        choice(page, "Soort aanbod", "NAFT").check()
        expect_total(page, site.total(category=["careFarm", "naft"]))
        choice(page, "Is er plaats?", "Plaats vrij").check()
        expect_total(page, site.total(category=["careFarm", "naft"], availability="free"))

    def test_younger_than_twelve_older_and_an_exact_age_are_choices(self, page: Page, site: Product) -> None:
        open_directory(page)
        page.get_by_role("checkbox", name=re.compile("^-12")).check()
        expect_total(page, site.total(ageBand="under12"))
        page.get_by_role("spinbutton", name="Of precies").fill("16")
        page.keyboard.press("Enter")
        expect_total(page, site.total(ageBand="under12", age=16))
        expect(chip(page, "Leeftijd", "16 jaar")).to_be_visible()

    def test_a_place_and_its_radius_bring_the_nearest_first(self, page: Page, site: Product) -> None:
        open_directory(page)
        page.get_by_role("combobox", name="Gemeente of postcode").fill("9700")
        page.keyboard.press("Enter")
        expect_total(page, site.total(near="9700"))
        expect(page.get_by_role("combobox", name="Volgorde")).to_have_value("distance")
        page.get_by_role("combobox", name="Tot").select_option("5 km")
        expect_total(page, site.total(near="9700", radius=5))
        nearest = site.ask("offers", near="9700", radius=5, sort="distance")["items"]
        assert titles(page) == [one["title"] for one in nearest]
        expect(chip(page, "Plaats", "9700, tot 5 km")).to_be_visible()

    def test_suggests_municipalities_while_typing(self, page: Page) -> None:
        open_directory(page)
        page.get_by_role("combobox", name="Gemeente of postcode").press_sequentially("Borsb")
        expect(page.locator("datalist option")).not_to_have_count(0)


class TestTheAddress:
    def test_back_and_forward_bring_every_state_again(self, page: Page, site: Product) -> None:
        open_directory(page)
        choice(page, "Is er plaats?", "Plaats vrij").check()
        expect_total(page, site.total(availability="free"))
        choice(page, "Kosten", "Gratis").check()
        expect_total(page, site.total(availability="free", cost="free"))

        page.go_back()
        expect_total(page, site.total(availability="free"))
        expect(choice(page, "Kosten", "Gratis")).not_to_be_checked()
        page.go_back()
        expect_total(page, site.total())
        expect(choice(page, "Is er plaats?", "Plaats vrij")).not_to_be_checked()
        page.go_forward()
        page.go_forward()
        expect_total(page, site.total(availability="free", cost="free"))
        expect(choice(page, "Kosten", "Gratis")).to_be_checked()
        expect(choice(page, "Is er plaats?", "Plaats vrij")).to_be_checked()

    def test_loading_the_page_again_changes_nothing(self, page: Page) -> None:
        open_directory(page, "?q=spijbelen&level=secondary&sort=title")
        before = (total_line(page).inner_text(), titles(page))
        page.reload()
        expect(total_line(page)).to_have_text(before[0])
        assert titles(page) == before[1]
        expect(choice(page, "Onderwijsniveau", "Secundair onderwijs")).to_be_checked()
        expect(page.get_by_role("searchbox")).to_have_value("spijbelen")
        expect(page.get_by_role("combobox", name="Volgorde")).to_have_value("title")

    def test_the_way_back_from_an_offer_keeps_the_search(self, page: Page, site: Product) -> None:
        open_directory(page, "?q=spijbelen&level=secondary")
        result(page, 0).click()
        page.get_by_role("link", name="Terug naar het aanbod").click()
        expect(page).to_have_url(re.compile(r"\?q=spijbelen&level=secondary$"))
        expect_total(page, site.total(q="spijbelen", level="secondary"))

    def test_pages_follow_each_other_without_repeating(self, page: Page, site: Product) -> None:
        open_directory(page, "?sort=title")
        first = titles(page)
        page.get_by_role("link", name="Volgende").click()
        expect(page.get_by_text("Pagina 2 van")).to_be_visible()
        expect(page.get_by_role("article").first.get_by_role("heading")).not_to_have_text(first[0])
        assert first + titles(page) == [one["title"] for one in site.ask("offers", sort="title", pageSize=40)["items"]]

    def test_the_title_of_the_window_says_what_is_on(self, page: Page) -> None:
        open_directory(page, "?q=spijbelen&region=WVL")
        expect(page).to_have_title("spijbelen, West-Vlaanderen – Bruggen")

    @pytest.mark.parametrize("path", ["/aanbod?age=9999", "/aanbod?level=moon"])
    def test_an_address_that_makes_no_sense_is_explained(self, visit: Visit, path: str) -> None:
        visitor = visit()
        visitor.expect_complaints("status of 400")
        visitor.page.goto(path)
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Deze zoekvraag klopt niet")
        expect(visitor.page.get_by_role("main").get_by_role("listitem")).not_to_have_count(0)
        visitor.page.get_by_role("link", name="Naar het aanbod").click()
        expect(total_line(visitor.page)).to_be_visible()


class TestChips:
    def test_taking_one_away_widens(self, page: Page, site: Product) -> None:
        open_directory(page, "?q=schoolweigering, Gent, 9 jaar&availability=free")
        expect_total(page, site.total(q="schoolweigering, Gent, 9 jaar", availability="free"))
        chip(page, "Is er plaats?", "Plaats vrij").click()
        expect_total(page, site.total(q="schoolweigering, Gent, 9 jaar"))
        chip(page, "Leeftijd", "9 jaar").click()
        expect_total(page, site.total(q="schoolweigering, Gent"))
        expect(page.get_by_role("searchbox")).to_have_value("schoolweigering, Gent")
        chip(page, "Zoekwoorden", "schoolweigering").click()
        expect_total(page, site.total(q="Gent"))

    def test_all_go_at_once(self, page: Page, site: Product) -> None:
        open_directory(page, "?q=Gent&cost=free&theme=truancy")
        page.get_by_role("link", name="Alles wissen").click()
        expect_total(page, site.total())
        expect(page).to_have_url(re.compile("/aanbod$"))
        expect(page.get_by_role("link", name=re.compile("^Haal weg"))).to_have_count(0)


class TestNothingFound:
    def test_tells_which_filter_to_drop_and_what_that_gives(self, page: Page, site: Product) -> None:
        open_directory(page, "?category=distanceLearning&level=secondary&near=Oostende&radius=5")
        expect_total(page, 0)
        expect(page.get_by_role("heading", name="Niets gevonden met al deze filters")).to_be_visible()
        ways = page.get_by_role("main").get_by_role("link", name=re.compile("^Zonder"))
        expect(ways).not_to_have_count(0)
        without_place = site.total(category="distanceLearning", level="secondary")
        row = page.get_by_role("listitem").filter(has_text="Zonder “Oostende, tot 5 km”")
        expect(row).to_contain_text(f"{without_place} mogelijk")
        row.get_by_role("link").click()
        expect_total(page, without_place)

    def test_where_one_filter_does_not_help_says_so(self, page: Page, site: Product) -> None:
        open_directory(page, "?q=paardrijdende&category=careFarm&region=WVL&availability=closed&cost=paidBySchool")
        expect_total(page, 0)
        expect(page.get_by_text("Er moeten er meerdere weg")).to_be_visible()
        page.get_by_role("link", name="Toon het hele aanbod").click()
        expect_total(page, site.total())

    def test_still_leads_to_somebody_to_call(self, page: Page) -> None:
        open_directory(page, "?q=xqzvwk")
        expect_total(page, 0)
        page.get_by_role("link", name="Bekijk wie je kan bellen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Regio's")


class TestOnATelephone:
    def test_filters_open_over_the_results_and_close_with_the_number_found(self, phone: Page, site: Product) -> None:
        open_directory(phone)
        phone.get_by_role("button", name="Filters").click()
        dialog = phone.get_by_role("dialog", name="Filters")
        dialog.locator("label", has_text="Plaats vrij").click()
        free = site.total(availability="free")
        dialog.get_by_role("button", name=f"Toon {free} mogelijkheden").click()
        expect(dialog).to_be_hidden()
        expect_total(phone, free)
        expect(phone.get_by_role("button", name="Filters (1)")).to_be_focused()

    def test_escape_closes_the_filters(self, phone: Page) -> None:
        open_directory(phone)
        phone.get_by_role("button", name="Filters").click()
        expect(facet(phone, "Thema")).to_be_visible()
        phone.keyboard.press("Escape")
        expect(phone.get_by_role("dialog")).to_be_hidden()
