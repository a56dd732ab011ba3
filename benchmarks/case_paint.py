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
    heads = page.locator(HEADS).count()
    # Once round everything warms it up.
    for number in range(heads):
        page.evaluate(CLICK, [HEADS, number])
    taken: dict[str, list[float]] = {"order": [], "filter": [], "view": []}
    for number in range(rounds):
        taken["order"].append(page.evaluate(CLICK, [HEADS, number % heads]))
        page.get_by_role("search").get_by_role("button", expanded=False).first.click()
        boxes = "search fieldset input"
        taken["filter"].append(page.evaluate(CLICK, [boxes, number % page.locator(boxes).count()]))
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Andere weergave").click()
        views = "nav[aria-label='Andere weergave'] a"
        taken["view"].append(page.evaluate(CLICK, [views, number % page.locator(views).count()]))
    return taken


if __name__ == "__main__":
    main()
