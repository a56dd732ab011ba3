"""The tandem works through its table of cases by keyboard, keeps views of it, and takes back what it did to many at once."""

import re

from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.casework import LEAD, NEW, WITH_ADVICE, button, field, open_case, rows
from tests.e2e.conftest import ComeIn
from tests.e2e.test_case_application import KEPT_IN_THE_BROWSER
from tests.e2e.visitor import PHONE

MANY = 50_000


def cell(page: Page, summary: str, column: str) -> Locator:
    """What a row of the table says under a column."""
    heads = page.locator("thead th")
    place = [head.inner_text().strip() for head in heads.all()].index(column)
    return rows(page).filter(has_text=summary).locator("> *").nth(place)


class TestTheTable:
    def test_is_worked_through_by_keyboard(self, come_in: ComeIn) -> None:
        page = come_in()
        expect(rows(page).nth(2)).to_be_visible()
        page.keyboard.press("j")
        expect(rows(page).nth(0).get_by_role("link")).to_be_focused()
        page.keyboard.press("j")
        page.keyboard.press("x")
        expect(page.get_by_text("1 casus gekozen")).to_be_visible()
        page.keyboard.press("k")
        page.keyboard.press("x")
        expect(page.get_by_text("2 casussen gekozen")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_text("casussen gekozen")).to_have_count(0)
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox")).to_be_focused()
        page.keyboard.type("uitgesloten")
        expect(rows(page)).to_have_count(1)
        page.keyboard.press("Tab")
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Werken met het toetsenbord")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(WITH_ADVICE)
        page.go_back()
        expect(rows(page)).to_have_count(1)
        expect(page.get_by_role("searchbox")).to_have_value("uitgesloten")

    def test_keys_can_be_switched_off(self, come_in: ComeIn) -> None:
        page = come_in()
        button(page, "Toetsen").click()
        page.get_by_label("Deze toetsen doen iets").uncheck()
        button(page, "Sluiten").click()
        page.keyboard.press("?")
        page.keyboard.press("j")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(rows(page).first.get_by_role("link")).not_to_be_focused()

    def test_is_sorted_by_several_columns_and_shows_the_columns_one_chose(self, come_in: ComeIn) -> None:
        page = come_in()
        head = page.get_by_role("columnheader", name="Dringend")
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", "ascending")
        other = page.get_by_role("columnheader", name="Stand")
        other.get_by_role("button").click(modifiers=["Shift"])
        expect(other).to_have_attribute("aria-sort", "ascending")
        expect(head).to_have_attribute("aria-sort", "ascending")
        expect(rows(page).first).to_contain_text("Dringend")
        button(page, "Kolommen").click()
        page.get_by_role("checkbox", name="Thema's").check()
        expect(page.get_by_role("columnheader", name="Thema's")).to_be_visible()

    def test_filters_with_counts_and_says_what_is_on(self, come_in: ComeIn) -> None:
        page = come_in()
        page.get_by_role("group", name="Filters").get_by_role("button", name="Dringend").click()
        box = page.get_by_role("checkbox", name="Dringend")
        expect(page.get_by_role("group", name="Dringend").locator(".number").first).to_have_text(re.compile(r"\d+"))
        box.check()
        page.keyboard.press("Escape")
        expect(rows(page)).to_have_count(1)
        page.get_by_role("button", name="Haal weg: Dringend: Dringend").click()
        expect(rows(page).nth(3)).to_be_visible()

    def test_gives_cases_to_somebody_and_takes_that_back(self, come_in: ComeIn) -> None:
        page = come_in()
        page.get_by_role("checkbox", name="Kies alle casussen van deze lijst").check()
        expect(cell(page, NEW, "Coördinator")).to_have_text("Nog niemand")
        button(page, "Geef aan").click()
        page.get_by_role("listitem").get_by_role("button", name=LEAD).first.click()
        toast = page.get_by_role("status").filter(has_text="zijn nu van")
        expect(toast).to_be_visible()
        expect(cell(page, NEW, "Coördinator")).to_have_text(LEAD)
        toast.get_by_role("button", name="Ongedaan maken").click()
        expect(page.get_by_role("status").filter(has_text="weer zoals voorheen")).to_be_visible()
        expect(cell(page, NEW, "Coördinator")).to_have_text("Nog niemand")
        button(page, "Herinner").click()
        expect(page.get_by_role("status").filter(has_text="herinner")).to_be_visible()
        with page.expect_download() as download:
            button(page, "Naar Excel").click()
        assert download.value.suggested_filename.endswith(".xlsx")

    def test_a_view_is_kept_shared_and_holds_no_words(self, come_in: ComeIn) -> None:
        page = come_in()
        page.get_by_role("searchbox").fill("therapie")
        button(page, "Van niemand").click()
        expect(rows(page)).to_have_count(1)
        button(page, "Bewaar als weergave").click()
        field(page, "name").fill("Nog te verdelen")
        field(page, "region").select_option("OVL")
        button(page, "Bewaar").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Nog te verdelen")
        expect(page).to_have_url(re.compile(r"\?weergave=[0-9a-f-]{36}$"))
        expect(page.get_by_role("searchbox")).to_have_value("")
        colleague = come_in(mailbox="coordinator-sts")
        button(colleague, "Andere weergave").click()
        colleague.get_by_role("link", name="Nog te verdelen").click()
        expect(colleague.get_by_role("heading", level=1)).to_have_text("Nog te verdelen")
        expect(button(colleague, "Van niemand")).to_have_attribute("aria-pressed", "true")
        assert "therapie" not in page.evaluate(KEPT_IN_THE_BROWSER)

    def test_holds_no_more_rows_than_are_seen_of_fifty_thousand(self, come_in: ComeIn) -> None:
        page = come_in("/vandaag")

        def pretend(route: Route) -> None:
            asked = route.request.post_data_json or {}
            answer = route.fetch(post_data={**asked, "page": 1})
            body = answer.json()
            size, begin = asked["pageSize"], (asked.get("page", 1) - 1) * asked["pageSize"]
            some = body["items"]
            many = [
                {**some[index % len(some)], "id": f"00000000-0000-0000-0000-{index:012}", "code": f"ROTS-{index:04}-XX"}
                for index in range(begin, begin + size)
            ]
            route.fulfill(json={**body, "items": many, "total": MANY})

        page.route("**/caseConsultations/query", pretend)
        page.get_by_role("main").get_by_role("link", name="Casussen", exact=True).click()
        expect(page.get_by_text(f"{MANY} casussen", exact=True).first).to_be_visible()
        assert page.locator("tbody tr").count() < 60
        page.locator(".scroller").evaluate("one => { one.scrollTop = one.scrollHeight / 2 }")
        expect(page.locator("[data-row='25000'] a")).to_have_text("ROTS-25000-XX")
        assert page.locator("tbody tr").count() < 60
        assert page.evaluate("() => document.querySelectorAll('*').length") < 2000
        page.get_by_role("checkbox", name="Kies alle casussen van deze lijst").check()
        chosen = page.get_by_role("group", name="Met wat je koos")
        expect(chosen).to_contain_text(f"De eerste 500 van {MANY} casussen gekozen: meer kan niet in één keer")

    def test_is_a_list_of_cards_on_a_phone(self, come_in: ComeIn) -> None:
        page = come_in(viewport=PHONE, has_touch=True)
        expect(rows(page).nth(3)).to_be_visible()
        page.get_by_text("Filters (1)").click()
        button(page, "Van niemand").click()
        expect(page.get_by_role("button", name="Haal weg: Van niemand")).to_be_visible()
        open_case(page, NEW)
