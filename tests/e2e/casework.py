"""The ways of the tandem: to its table of cases, a case, the phone and what waits today. These visits change nothing."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.e2e.product import Product
from tests.e2e.visitor import Visitor
from tests.e2e.ways import Way, answers, goes_as

TABLE = "/casussen"
PHONE_INTAKE = "/casussen/telefoon"
TODAY = "/vandaag"
WITH_ADVICE = "Definitief uitgesloten, vier scholen weigerden"
NEW = "Zit sinds de herfstvakantie thuis, wacht op therapie"
NEVER = "00000000-0000-7000-8000-000000000000"
LEAD = "Coördinator (demo)"
WITH_CONSULT = "Kan nog twee halve dagen naar school, de leefgroep vangt de rest op"


def rows(page: Page) -> Locator:
    """The cases in the table, or the cards that stand for them."""
    return page.locator("[data-row]:has(a), main ol > li:has(a)")


def open_case(page: Page, summary: str) -> None:
    """Open the case of this summary from the table, or from the cards."""
    rows(page).filter(has_text=summary).get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/casussen/[0-9a-f-]{36}"))
    expect(page.get_by_role("heading", level=1)).to_have_text(summary)


def button(page: Page, name: str) -> Locator:
    """The button of this name, in what is open."""
    return page.get_by_role("button", name=name, exact=True)


def field(page: Page, name: str) -> Locator:
    """The field of this name, in what is open."""
    return page.locator(f"[name='{name}']")


def _steps_on(page: Page) -> None:
    open_case(page, WITH_ADVICE)
    button(page, "Terugkoppelen").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _is_wide(page: Page) -> bool:
    return bool(page.evaluate("() => matchMedia('(width >= 60rem)').matches"))


def _choose(page: Page) -> None:
    expect(rows(page).first).to_be_visible()
    page.get_by_role("checkbox", name="Kies ").first.check()
    expect(page.get_by_role("group", name="Met wat je koos")).to_be_visible()


def _show_filters(page: Page) -> None:
    if not _is_wide(page):
        page.get_by_text(re.compile(r"^Filters")).click()
    button(page, "Meer").click()


def _press_wide(name: str) -> Callable[[Page], None]:
    """Presses a button that is there where there is room for a table."""

    def press(page: Page) -> None:
        expect(rows(page).first).to_be_visible()
        if _is_wide(page):
            button(page, name).click()

    return press


def _edit_part(page: Page) -> None:
    open_case(page, WITH_CONSULT)
    button(page, "Wat loopt vast?").click()
    expect(page.locator("[name=blocked]")).to_be_visible()


def _handed(**became: str) -> Way:
    """The way to a case that another region was asked to take over, and what became of that."""
    asked = {"href": "", "id": NEVER, "case": {"id": NEVER, "code": "ROTS-7KQ4-M2"}, "createdAt": "2026-11-23T09:00:00Z"}
    one = {**asked, "fromRegion": "OVL", "toRegion": "ANT", **became}
    page = {"self": "", "items": [one], "total": 1, "page": 1, "pageSize": 1, "first": "", "last": ""}

    def go(visitor: Visitor, site: Product) -> None:
        answers(visitor, "/api/v1/caseHandovers?*", page)
        goes_as("coordinator", TABLE, lambda page: open_case(page, WITH_ADVICE))(visitor, site)
        expect(visitor.page.get_by_role("region", name="Overdragen")).to_contain_text("regio Antwerpen", ignore_case=True)

    return go


CASEWORK: dict[str, Way] = {
    "cases": goes_as("coordinator", TABLE),
    "cases-filter": goes_as("coordinator", TABLE, _show_filters),
    "cases-columns": goes_as("coordinator", TABLE, _press_wide("Kolommen")),
    "cases-views": goes_as("coordinator", TABLE, lambda page: button(page, "Andere weergave").click()),
    "cases-chosen": goes_as("coordinator", TABLE, _choose),
    "cases-none": goes_as("coordinator", f"{TABLE}?weergave=gevolgd"),
    "cases-keys": goes_as("coordinator", TABLE, _press_wide("Toetsen")),
    "case-work": goes_as("coordinator", TABLE, lambda page: open_case(page, WITH_ADVICE)),
    "case-step": goes_as("coordinator", TABLE, _steps_on),
    "case-edit": goes_as("coordinator", TABLE, _edit_part),
    "case-handed": _handed(status="proposed"),
    "case-handed-refused": _handed(
        status="refused", decidedAt="2026-11-24T09:00:00Z", answer="De school blijft voorlopig dezelfde."
    ),
    "case-phone": goes_as("coordinator", PHONE_INTAKE),
    "today": goes_as("coordinator", TODAY),
    "today-referrer": goes_as("clb", TODAY),
}
