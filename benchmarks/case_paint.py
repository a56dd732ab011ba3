"""From a click to painted rows in the table of cases, in Chromium, at 50,000 cases with 2,000,000 lines of timeline."""

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.arguments import parse, report
from benchmarks.cases import CASES, EVENTS, REGIONS, filled
from benchmarks.load import percentiles
from benchmarks.paint import CHROMIUM, FLAGS
from benchmarks.people import database, renewal_cookie
from benchmarks.product import served
from benchmarks.servers import FIRST_PORT

PORT = FIRST_PORT + 90
ORIGIN = f"http://127.0.0.1:{PORT}"
CLICK = (Path(__file__).parent / "case_paint.js").read_text("utf-8")
PAINTED_MS = 200.0
ROWS = "table[aria-rowcount] tbody [data-row] a"
HEADS = "table[aria-rowcount] thead button"
# Values that some case has: beside the others stands no number, and without rows there is no table.
BOXES = "search fieldset label:has(.number) input"
OTHER_VIEW = "Andere weergave"
VIEWS = f"nav[aria-label='{OTHER_VIEW}'] a"


def main() -> None:
    """Sort, filter and change the view, over and over, as somebody at work does."""
    arguments = parse("case_paint", __doc__, offers=0, rounds=25, seconds=0)
    cases, events = (1_000, 2) if arguments.quick else (CASES, EVENTS)
    result = report("case_paint", "case-paint", arguments)
    with filled(cases, events, postgresql=False) as data, served(data, PORT), sync_playwright() as playwright:
        with database(data) as sessions:
            cookie = renewal_cookie(sessions, REGIONS)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, chromium_sandbox=False)
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{**cookie, "domain": "127.0.0.1", "httpOnly": True, "sameSite": "Strict"}])
        page = context.new_page()
        page.goto(f"{ORIGIN}/over")
        page.evaluate("localStorage.setItem('bruggen:signedIn', '')")
        page.goto(f"{ORIGIN}/casussen")
        page.locator(ROWS).first.wait_for()
        result.details["rows in the page"] = page.locator("tbody [data-row]").count()
        for what, taken in _measure(page, arguments.rounds).items():
            seen = percentiles(taken)
            result.figure(f"{what}: rows painted, p50", seen["p50"], "ms")
            result.figure(f"{what}: rows painted, p99", seen["p99"], "ms", below=PAINTED_MS)
        result.details["chromium"] = browser.version
        browser.close()
    result.finish()


def _measure(page: Page, rounds: int) -> dict[str, list[float]]:
    # Once round everything warms it up.
    for number in range(page.locator(HEADS).count()):
        page.evaluate(CLICK, [HEADS, number])
    views = _views_with_cases(page)
    taken: dict[str, list[float]] = {"order": [], "filter": [], "view": []}
    for number in range(rounds):
        # Every view has its own columns.
        taken["order"].append(page.evaluate(CLICK, [HEADS, number % page.locator(HEADS).count()]))
        page.get_by_role("search").get_by_role("button", expanded=False).first.click()
        page.locator(BOXES).first.wait_for()
        box = number % page.locator(BOXES).count()
        # On and off again: whatever comes next begins with all cases.
        taken["filter"] += [page.evaluate(CLICK, [BOXES, box]) for _ in range(2)]
        page.keyboard.press("Escape")
        page.get_by_role("button", name=OTHER_VIEW).click()
        # Never the one that is there already: nothing would be asked.
        taken["view"].append(page.evaluate(CLICK, [VIEWS, views[(number + 1) % len(views)]]))
    return taken


def _views_with_cases(page: Page) -> list[int]:
    """Which of the views there are rows in: a new coordinator has none of their own, and nothing is painted then."""
    page.get_by_role("button", name=OTHER_VIEW).click()
    found = []
    for number in range(page.locator(VIEWS).count()):
        page.locator(VIEWS).nth(number).click()
        page.wait_for_load_state("networkidle")
        if page.locator(ROWS).count():
            found.append(number)
        page.get_by_role("button", name=OTHER_VIEW).click()
    page.locator(VIEWS).nth(found[0]).click()
    page.wait_for_load_state("networkidle")
    return found


if __name__ == "__main__":
    main()
