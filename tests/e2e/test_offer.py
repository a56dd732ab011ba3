"""The sheet of one offer: on the screen, and on the paper one hands to a parent."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.e2e.conftest import Visit
from tests.e2e.product import Product

QUESTIONS = ("Voor wie?", "Hoe kom je erbij?", "Is er plaats?", "Contact", "Waar?", "Twijfel je?", "Wat houdt het in?")


@pytest.fixture
def offer(site: Product) -> dict[str, object]:
    """An offer with a bit of everything."""
    card = site.ask("offers", q="Gent", region="OVL", outOfSchool=True, pageSize=1)["items"][0]
    full: dict[str, object] = site.ask(f"offers/{card['id']}")
    return full


def open_offer(page: Page, offer: dict[str, object]) -> None:
    page.goto(f"/aanbod/{offer['id']}")
    expect(page.get_by_role("heading", level=1)).to_have_text(str(offer["title"]))


class TestOnTheScreen:
    def test_answers_the_questions_of_who_looks_for_help(
        self, visit: Visit, screen: ViewportSize, offer: dict[str, object]
    ) -> None:
        page = visit(viewport=screen).page
        open_offer(page, offer)
        for question in (
            "Voor wie?",
            "Hoe kom je erbij?",
            "Is er plaats?",
            "Contact",
            "Waar?",
            "Twijfel je?",
            "Wat houdt het in?",
        ):
            expect(page.get_by_role("heading", level=2, name=question, exact=True)).to_be_visible()
        expect(page.get_by_text("Moet ik via het CLB?")).to_be_visible()
        expect(page.get_by_text(re.compile(r"nagevraagd op \w\w \d+ \w+ 2026"))).to_be_visible()
        expect(page.get_by_text(re.compile(r"Nagekeken op \w\w \d+ \w+ 2026"))).to_be_visible()

    def test_shows_only_contacts_that_are_public(self, page: Page, site: Product, offer: dict[str, object]) -> None:
        open_offer(page, offer)
        public = site.ask(f"offers/{offer['id']}")["contacts"]
        links = page.get_by_role("region", name="Contact").get_by_role("link")
        expect(links).to_have_count(len(public))
        for index in range(len(public)):
            assert re.match("mailto:|tel:|https?:", links.nth(index).get_attribute("href") or "")

    def test_the_window_carries_its_name(self, page: Page, offer: dict[str, object]) -> None:
        open_offer(page, offer)
        expect(page).to_have_title(f"{offer['title']} – Bruggen")

    def test_an_offer_that_is_not_checked_in_time_says_so(self, page: Page, site: Product, offer: dict[str, object]) -> None:
        page.route(f"**/api/v1/offers/{offer['id']}*", lambda route: route.fulfill(json={**offer, "stale": True}))
        open_offer(page, offer)
        expect(page.get_by_text("Dit is niet op tijd nagekeken.")).to_be_visible()


class TestOnPaper:
    @pytest.fixture
    def sheet(self, page: Page, offer: dict[str, object]) -> Page:
        open_offer(page, offer)
        page.emulate_media(media="print")
        return page

    def test_holds_what_a_parent_needs_and_nothing_to_click(self, sheet: Page, offer: dict[str, object]) -> None:
        for gone in ("banner", "navigation", "button", "search"):
            expect(sheet.get_by_role(gone)).to_have_count(0)
        expect(sheet.get_by_role("link", name="Snel weg")).to_have_count(0)
        expect(sheet.get_by_role("heading", level=1)).to_have_text(str(offer["title"]))
        expect(sheet.get_by_role("region", name="Contact").get_by_role("link").first).to_be_visible()
        expect(sheet.get_by_role("article").locator("header").get_by_text("demo", exact=True)).to_be_visible()
        expect(sheet.get_by_role("contentinfo").get_by_text("1712")).to_be_visible()

    def test_leads_back_by_a_code_and_an_address(self, sheet: Page) -> None:
        code = sheet.get_by_role("img", name="QR-code van deze pagina")
        expect(code).to_be_visible()
        box = code.bounding_box()
        assert box is not None
        assert box["width"] == box["height"] > 100
        expect(sheet.get_by_text(sheet.url)).to_be_visible()

    def test_stays_black_on_white_for_who_reads_in_the_dark(self, sheet: Page) -> None:
        sheet.emulate_media(media="print", color_scheme="dark")
        colours = sheet.evaluate(
            "() => [getComputedStyle(document.body).color, getComputedStyle(document.documentElement).backgroundColor]"
        )
        assert colours[0] == "rgb(0, 0, 0)"
        assert colours[1] in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}

    def test_becomes_a_pdf_of_at_most_two_pages(self, sheet: Page) -> None:
        pdf = sheet.pdf(format="A4")
        assert pdf.startswith(b"%PDF-")
        assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2
