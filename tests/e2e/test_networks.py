"""The picture of who hangs together with whom, by keyboard and by hand; and what is new, by mail."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.conftest import House
from tests.e2e.conftest import Visit
from tests.e2e.networks import node
from tests.e2e.product import Product
from tests.e2e.sign_in import mailed_path
from tests.e2e.visitor import PHONE


def title_of(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


class TestThePictureOfNetworks:
    def test_is_walked_by_keyboard_lights_up_what_is_tied_and_opens(self, page: Page, site: Product) -> None:
        picture = site.ask("networkPictures")
        network = next(one for one in picture["networks"] if one["title"] == "RADAR")
        page.goto("/netwerken")
        page.get_by_role("link", name="Bekijk hoe netwerken samenhangen").click()
        lit = page.locator("svg .lit")
        expect(title_of(page)).to_have_text("Wie hangt met wie samen?")
        expect(lit).to_have_count(0)

        assert "Oost-Vlaanderen" in node(page, "RADAR")
        # Itself, its members, and the ring around it.
        expect(lit.locator("circle")).to_have_count(len(network["members"]) + 2)
        page.keyboard.press("ArrowDown")
        here = page.locator("svg :focus")
        expect(here).not_to_have_attribute("aria-label", re.compile("^RADAR"))
        page.keyboard.press("Escape")
        expect(lit).to_have_count(0)
        page.keyboard.press("ArrowUp")
        expect(lit).to_have_count(1)

        node(page, "RADAR")
        page.keyboard.press("Enter")
        expect(title_of(page)).to_have_text("RADAR")

    def test_is_one_stop_on_the_way_through_the_page(self, page: Page) -> None:
        page.goto("/netwerken/kaart")
        points = page.locator("svg [data-node]")
        expect(points.first).to_be_visible()
        expect(page.locator("svg [data-node][tabindex='0']")).to_have_count(1)
        node(page, "RADAR")
        page.keyboard.press("Tab")
        expect(page.locator("svg :focus")).to_have_count(0)

    def test_opens_at_the_second_press_of_a_pointer(self, page: Page) -> None:
        page.goto("/netwerken/kaart")
        point = page.locator("svg a.network[aria-label^='RADAR'] circle")
        point.click()
        expect(page.locator("svg .lit")).to_have_count(1)
        expect(page).to_have_url(re.compile("/netwerken/kaart$"))
        point.click()
        expect(title_of(page)).to_have_text("RADAR")

    def test_says_the_same_in_a_table_that_can_be_filtered_and_sorted(self, page: Page, site: Product) -> None:
        picture = site.ask("networkPictures", region="OVL")
        seats = [place for one in picture["networks"] for place in one["members"]]
        linking = {place for place in seats if seats.count(place) > 1}
        page.goto("/netwerken/kaart")
        page.get_by_role("combobox", name="Regio").select_option(label="Oost-Vlaanderen")
        expect(page.get_by_role("link", name=f"Netwerken ({len(picture['networks'])})")).to_be_visible()
        page.get_by_role("link", name=f"Organisaties in meer dan één netwerk ({len(linking)})").click()
        expect(page.get_by_role("table").locator("tbody tr")).to_have_count(min(25, len(linking)))
        page.get_by_role("button", name="Netwerken").click()
        expect(page.get_by_role("columnheader", name="Netwerken", exact=True)).to_have_attribute("aria-sort", "ascending")
        page.get_by_role("searchbox", name="Netwerk of organisatie").fill("radar")
        expect(page).to_have_url(re.compile("q=radar"))

    def test_leads_with_the_list_on_a_phone(self, phone: Page) -> None:
        phone.goto("/netwerken/kaart")
        expect(phone.get_by_role("table")).to_be_visible()
        expect(phone.get_by_role("img", name="Hoeveel netwerken er zijn in elke regio.")).to_be_visible()
        expect(phone.locator("svg [data-node]")).to_have_count(0)


class TestTheDigest:
    def test_is_asked_for_confirmed_by_the_link_and_stopped(self, visit: Visit, own_house: House, own_site: Product) -> None:
        page = visit(url=own_site.url, viewport=PHONE, has_touch=True).page
        page.goto("/nieuw?region=OVL")
        page.get_by_role("link", name="Krijg het per mail").click()
        expect(page.get_by_label("Oost-Vlaanderen")).to_be_checked()
        page.get_by_label("Mailadres").fill("juf@school.example")
        page.get_by_role("button", name="Stuur me de link").click()
        expect(title_of(page)).to_have_text("Kijk in je mailbox")

        link = mailed_path(own_house, "juf@school.example", "/nieuwsbrief")
        page.goto(link)
        expect(title_of(page)).to_have_text("Wil je nieuws per mail?")
        expect(page).to_have_url(f"{own_site.url}/nieuwsbrief")
        expect(page.get_by_role("definition").first).to_have_text("Oost-Vlaanderen")
        page.get_by_role("button", name="Ja, stuur me nieuws").click()
        expect(title_of(page)).to_have_text("Je krijgt nieuws per mail")
        expect(title_of(page)).to_be_focused()

        again = visit(url=own_site.url).page
        again.goto(link)
        expect(title_of(again)).to_have_text("Je nieuws per mail")
        again.get_by_role("button", name="Stop de mails").click()
        expect(title_of(again)).to_have_text("Je krijgt geen mails meer")
        again.get_by_role("link", name="Vraag het opnieuw aan").click()
        expect(title_of(again)).to_have_text("Nieuws per mail")

    def test_keeps_what_is_looked_at_in_the_feeds(self, page: Page) -> None:
        page.goto("/nieuw")
        page.get_by_label("Soort").select_option(label="Goede praktijken")
        expect(page).to_have_url(re.compile(r"\?kind=goodPractice$"))
        expect(page.get_by_role("link", name="RSS")).to_have_attribute(
            "href", re.compile(r"/feeds/novelties\.rss\?kind=goodPractice$")
        )
