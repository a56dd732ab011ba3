"""From the opening of the page to the painted picture of 300 networks and 2,000 organizations, in Chromium."""

import statistics
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.arguments import parse, report
from benchmarks.network_rows import fill_networks
from benchmarks.paint import CHROMIUM, FLAGS
from benchmarks.people import database
from benchmarks.product import SEED, empty, served
from benchmarks.servers import FIRST_PORT

PORT = FIRST_PORT + 100
ADDRESS = f"http://127.0.0.1:{PORT}/netwerken/kaart"
NETWORKS, ORGANIZATIONS = 300, 2_000
DRAWN = (Path(__file__).parent / "network_picture.js").read_text("utf-8")
DRAWN_MS = 1_000.0


def main() -> None:
    """Open the page over and over, each time with nothing in the cache."""
    arguments = parse("network_picture", __doc__, offers=0, rounds=9, seconds=0)
    networks, organizations = (30, 200) if arguments.quick else (NETWORKS, ORGANIZATIONS)
    result = report("network_picture", "network-picture", arguments)
    data = empty("networks")
    with database(data) as sessions, sessions.begin() as session:
        fill_networks(session, networks, organizations, SEED)
    with served(data, PORT), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, chromium_sandbox=False)
        _visit(browser, networks + organizations)
        taken = [_visit(browser, networks + organizations) for _ in range(arguments.rounds)]
        result.details = {
            "networks": networks,
            "organizations": organizations,
            "drawn_ms": [round(one) for one in taken],
            "chromium": browser.version,
        }
        browser.close()
    result.figure("picture painted, median", statistics.median(taken), "ms", below=DRAWN_MS)
    result.figure("picture painted, slowest", max(taken), "ms")
    result.finish()


def _visit(browser: Browser, points: int) -> float:
    """Milliseconds from the start of the navigation until the picture was painted, in a context of its own."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        page.add_init_script(f"({DRAWN})({points})")
        page.goto(ADDRESS, wait_until="commit")
        drawn: float | None = page.evaluate(
            "Promise.race([window.__drawn, new Promise((resolve) => setTimeout(resolve, 30000))])"
        )
    finally:
        context.close()
    if drawn is None:
        raise SystemExit("the picture did not come within half a minute")
    return drawn


if __name__ == "__main__":
    main()
