"""The story everything else hangs on: a teacher, a child that no longer dares to go to school, somebody to call."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.e2e.conftest import Visit
from tests.e2e.product import Product

WORRY = "schoolweigering, Gent, 9 jaar"


class TestATeacherInGent:
    @pytest.fixture
    def teacher(self, visit: Visit, screen: ViewportSize) -> Page:
        return visit(viewport=screen, service_worker=True).page

    def test_finds_an_offer_and_whom_to_call_in_two_clicks(self, teacher: Page, site: Product) -> None:
        found = site.ask("offers", q=WORRY)
        first = site.ask(f"offers/{found['items'][0]['id']}")

        teacher.goto("/")
        teacher.get_by_role("searchbox", name="Waarmee zit je vast?").fill(WORRY)
        teacher.get_by_role("button", name="Zoeken").click()
        expect(teacher.get_by_role("heading", level=2, name=f"{found['total']} mogelijkheden")).to_be_visible()
        chips = teacher.get_by_role("link", name=re.compile(r"^Haal weg"))
        expect(chips).to_have_text(
            ["Haal weg: Zoekwoorden schoolweigering", "Haal weg: Plaats Gent", "Haal weg: Leeftijd 9 jaar"]
        )

        teacher.get_by_role("article").first.get_by_role("heading").get_by_role("link").click()
        expect(teacher.get_by_role("heading", level=1)).to_have_text(first["title"])

        contact = teacher.get_by_role("region", name="Contact")
        for known in first["contacts"]:
            expect(contact).to_contain_text(re.sub(r"^https?://(www\.)?|/$", "", known["value"]))
        expect(contact.get_by_role("link")).to_have_count(len(first["contacts"]))

        help_ = teacher.get_by_role("region", name="Twijfel je?")
        expect(help_.get_by_role("link", name="Oost-Vlaanderen")).to_be_visible()
        mail = help_.get_by_role("link", name="Frederik.declercq@vzwapart.be")
        expect(mail).to_have_attribute("href", "mailto:Frederik.declercq@vzwapart.be")

    def test_sees_that_what_is_shown_is_made_up(self, teacher: Page) -> None:
        teacher.goto(f"/aanbod?q={WORRY}")
        expect(teacher.get_by_role("complementary", name="Demo-gegevens.")).to_contain_text("verzonnen")
        cards = teacher.get_by_role("article")
        expect(cards.first).to_be_visible()
        assert cards.get_by_text("demo", exact=True).count() == cards.count()
        cards.first.get_by_role("heading").get_by_role("link").click()
        expect(teacher.get_by_role("article").locator("header").get_by_text("demo", exact=True)).to_be_visible()

    def test_leaves_no_trace_and_calls_on_nobody_else(self, visit: Visit, site: Product) -> None:
        teacher = visit(service_worker=True)
        cookies: list[str] = []
        teacher.context.on("response", lambda answer: cookies.extend(filter(None, [answer.headers.get("set-cookie")])))
        for path in ("/", f"/aanbod?q={WORRY}", "/regios/OVL", "/over"):
            teacher.page.goto(path)
            expect(teacher.page.get_by_role("heading", level=1)).to_be_visible()
            teacher.page.wait_for_load_state("networkidle")
        assert cookies == []
        assert teacher.context.cookies() == []
        assert teacher.kept() == {}
        assert teacher.hosts == {"127.0.0.1"}
        assert teacher.complaints == []
