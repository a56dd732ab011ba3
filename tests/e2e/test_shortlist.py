"""The list somebody makes: kept in the browser, laid side by side, handed on, taken along as a file."""

import csv
import io
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.directory import open_directory, titles
from tests.e2e.product import Product
from tests.e2e.visitor import PHONE, Visitor

SAVE = re.compile("^Bewaard? ?:")


def save(page: Page, count: int) -> list[str]:
    """Save the first results of the directory and open the list; gives the titles saved."""
    open_directory(page, "?sort=title")
    for index in range(count):
        page.get_by_role("article").nth(index).get_by_role("button", name=SAVE).click()
    chosen = titles(page)[:count]
    page.get_by_role("link", name="Mijn lijst").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn lijst")
    return chosen


class TestTheList:
    def test_keeps_what_was_saved_in_this_browser_only(self, visit: Visit) -> None:
        visitor = visit()
        chosen = save(visitor.page, 3)
        visitor.page.reload()
        expect(visitor.page.get_by_role("article")).to_have_count(3)
        assert titles(visitor.page) == chosen
        assert set(visitor.kept()) == {"bruggen.shortlist"}
        assert visitor.context.cookies() == []

        stranger = visit().page
        stranger.goto("/lijst")
        expect(stranger.get_by_role("heading", name="Je lijst is nog leeg")).to_be_visible()

    def test_says_aloud_and_counts_what_is_saved(self, page: Page) -> None:
        open_directory(page, "?sort=title")
        button = page.get_by_role("article").first.get_by_role("button", name=SAVE)
        expect(button).to_have_attribute("aria-pressed", "false")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(page.locator("[aria-live=polite]")).to_have_text(f"{titles(page)[0]} staat op je lijst")
        expect(page.get_by_label("1 bewaard")).to_be_visible()
        button.click()
        expect(page.get_by_label("1 bewaard")).to_have_count(0)

    def test_what_is_taken_off_leaves_at_once(self, page: Page) -> None:
        chosen = save(page, 2)
        page.get_by_role("article").first.get_by_role("button", name=SAVE).click()
        expect(page.get_by_role("article")).to_have_count(1)
        assert titles(page) == chosen[1:]

    def test_emptying_it_can_be_taken_back(self, page: Page) -> None:
        chosen = save(page, 2)
        page.get_by_role("button", name="Lijst leegmaken").click()
        expect(page.get_by_role("article")).to_have_count(0)
        page.get_by_role("button", name="Zet terug").click()
        expect(page.get_by_role("article")).to_have_count(2)
        assert titles(page) == chosen

    def test_tells_when_something_of_it_is_no_more(self, page: Page, site: Product) -> None:
        known = site.ask("offers", pageSize=1)["items"][0]["id"]
        page.goto(f"/lijst?ids={known},00000000-0000-7000-8000-000000000000")
        expect(page.get_by_text("Eén aanbod van deze lijst bestaat niet meer.")).to_be_visible()
        expect(page.get_by_role("article")).to_have_count(1)


class TestComparing:
    def pick(self, page: Page, count: int) -> None:
        for index in range(count):
            page.get_by_role("article").nth(index).get_by_role("checkbox").check()

    @pytest.mark.parametrize("count", [2, 4])
    def test_lays_two_to_four_side_by_side(self, page: Page, count: int) -> None:
        chosen = save(page, count)
        self.pick(page, count)
        page.get_by_role("button", name=f"Vergelijk ({count})").click()
        table = page.get_by_role("region", name="Naast elkaar").get_by_role("table")
        expect(table.get_by_role("columnheader").get_by_role("link")).to_have_text(chosen)
        for row in ("Leeftijd", "Is er plaats?", "Hoe kom je erbij?", "Kosten", "Aanbieder"):
            expect(table.get_by_role("rowheader", name=row, exact=True)).to_be_visible()
        expect(page).to_have_url(re.compile(r"/lijst\?compare="))
        page.reload()
        expect(table.get_by_role("columnheader").get_by_role("link")).to_have_text(chosen)

    def test_takes_no_fewer_than_two_and_no_more_than_four(self, page: Page) -> None:
        save(page, 5)
        start = page.get_by_role("button", name=re.compile(r"^Vergelijk \("))
        expect(start).to_be_disabled()
        self.pick(page, 1)
        expect(start).to_be_disabled()
        self.pick(page, 4)
        expect(start).to_be_enabled()
        expect(page.get_by_role("article").nth(4).get_by_role("checkbox")).to_be_disabled()
        page.get_by_role("article").first.get_by_role("checkbox").uncheck()
        expect(page.get_by_role("article").nth(4).get_by_role("checkbox")).to_be_enabled()

    def test_scrolls_by_itself_on_a_telephone(self, phone: Page) -> None:
        save(phone, 3)
        self.pick(phone, 3)
        phone.get_by_role("button", name="Vergelijk (3)").click()
        expect(phone.get_by_role("columnheader")).to_have_count(3)
        assert phone.evaluate("() => document.documentElement.scrollWidth") == PHONE["width"]


class TestHandingItOn:
    def share(self, visitor: Visitor) -> str:
        visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visitor.page.get_by_role("button", name="Delen").click()
        expect(visitor.page.get_by_role("button", name="Link gekopieerd")).to_be_visible()
        link: str = visitor.page.evaluate("() => navigator.clipboard.readText()")
        return link

    def test_a_link_shows_the_list_to_somebody_else_who_can_keep_it(self, visit: Visit) -> None:
        giver = visit()
        chosen = save(giver.page, 3)
        link = self.share(giver)

        taker = visit()
        taker.page.goto(link)
        expect(taker.page.get_by_role("heading", level=1)).to_have_text("Gedeelde lijst")
        assert titles(taker.page) == chosen
        assert taker.kept() == {}
        taker.page.get_by_role("button", name="Bewaar in mijn lijst").click()
        expect(taker.page.get_by_role("heading", level=1)).to_have_text("Mijn lijst")
        assert titles(taker.page) == chosen
        assert set(taker.kept()) == {"bruggen.shortlist"}

    def test_csv_holds_these_offers_and_says_that_they_are_demo(self, page: Page) -> None:
        chosen = save(page, 3)
        with page.expect_download() as download:
            page.get_by_role("link", name="CSV").click()
        assert download.value.suggested_filename.endswith(".csv")
        text = Path(download.value.path()).read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert sorted(row["title"] for row in rows) == sorted(chosen)
        assert {row["demo"].lower() for row in rows} == {"true"}

    def test_excel_holds_these_offers(self, page: Page) -> None:
        chosen = save(page, 2)
        with page.expect_download() as download:
            page.get_by_role("link", name="Excel").click()
        sheet = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes())).active
        assert sheet is not None
        header, *rows = sheet.iter_rows(values_only=True)
        assert sorted(str(row[header.index("title")]) for row in rows) == sorted(chosen)
