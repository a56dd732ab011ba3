"""When the first results are painted, and how much JavaScript came before, in Chromium with a CPU slowed four times."""

import http.client
import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, sync_playwright

from benchmarks.arguments import parse, report
from benchmarks.product import prepare, served
from benchmarks.servers import FIRST_PORT

PORT = FIRST_PORT + 40
ORIGIN = f"http://127.0.0.1:{PORT}"
SLOWED = 4
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
OBSERVE = (Path(__file__).parent / "paint.js").read_text("utf-8")
# A page, and what counts as its first result.
PAGES = {
    "home": ("/", "main a[href^='/regios/']"),
    "directory": ("/aanbod", "main article a[href^='/aanbod/']"),
    "directory, search": ("/aanbod?q=schoolweigering", "main article a[href^='/aanbod/']"),
}


@dataclass(frozen=True)
class Visit:
    """One cold visit: milliseconds since the navigation began, and the scripts loaded until the result was painted."""

    shown: float
    contentful: float
    scripts: tuple[str, ...]


def main() -> None:
    """Visit each page in turns, each time with nothing in the cache."""
    arguments = parse("paint", __doc__, offers=20_000, rounds=9, seconds=0)
    data = prepare(arguments.offers)
    result = report("paint", f"paint-{arguments.offers}", arguments)
    visits: dict[str, list[Visit]] = {name: [] for name in PAGES}
    with served(data, PORT), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, chromium_sandbox=False)
        visit(browser, *PAGES["home"])
        for number in range(arguments.rounds):
            for name, (path, selector) in PAGES.items():
                visits[name].append(visit(browser, path, selector))
                print(f"  round {number + 1}/{arguments.rounds}  {name:<20} {visits[name][-1].shown:>7,.0f} ms", flush=True)
        result.details["chromium"] = browser.version
        browser.close()
        sizes = {script: gzipped(script) for seen in visits.values() for entry in seen for script in entry.scripts}
    for name, seen in visits.items():
        result.figure(
            f"{name}: first results painted, CPU slowed 4x", statistics.median(entry.shown for entry in seen), "ms", below=1000
        )
        result.figure(f"{name}: first contentful paint", statistics.median(entry.contentful for entry in seen), "ms")
        before = max(sum(sizes[script] for script in entry.scripts) for entry in seen)
        result.figure(f"{name}: JavaScript before it, gzipped", before / 1000, "kB", below=100)
        result.details[name] = {
            "shown_ms": [round(entry.shown) for entry in seen],
            "scripts": {urlsplit(script).path: sizes[script] for script in seen[-1].scripts},
        }
    result.finish()


def visit(browser: Browser, path: str, selector: str) -> Visit:
    """Open the page in a context of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    try:
        page = context.new_page()
        session = context.new_cdp_session(page)
        network = _watch_network(session)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        page.add_init_script(f"({OBSERVE})({selector!r})")
        page.goto(ORIGIN + path, wait_until="commit")
        marks = page.evaluate("Promise.race([window.__painted, new Promise((resolve) => setTimeout(resolve, 30000))])")
    finally:
        context.close()
    if not marks:
        raise SystemExit(f"{path} painted nothing that matches {selector} within half a minute")
    # The mark is set when the frame was handed over; nothing was on the screen before the browser's own first paint.
    shown = max(marks["shown"], marks["contentful"])
    scripts = sorted(url for url, finished in network.finished() if finished <= shown)
    return Visit(shown, marks["contentful"], tuple(scripts))


class Network:
    """Which scripts the page loaded, and when after the start of the navigation each was there."""

    def __init__(self) -> None:
        self._began: float | None = None
        self._scripts: dict[str, str] = {}
        self._ended: dict[str, float] = {}

    def asked(self, event: dict[str, Any]) -> None:
        """A request left; the first one is the document's."""
        if self._began is None:
            self._began = event["timestamp"]
        if event.get("type") == "Script" or event["request"]["url"].endswith(".js"):
            self._scripts[event["requestId"]] = event["request"]["url"]

    def ended(self, event: dict[str, Any]) -> None:
        """An answer was complete."""
        self._ended[event["requestId"]] = event["timestamp"]

    def finished(self) -> list[tuple[str, float]]:
        """(URL, milliseconds) of every script that was loaded."""
        began = self._began or 0
        return [(url, (self._ended[key] - began) * 1000) for key, url in self._scripts.items() if key in self._ended]


def _watch_network(session: CDPSession) -> Network:
    network = Network()
    session.on("Network.requestWillBeSent", network.asked)
    session.on("Network.loadingFinished", network.ended)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    return network


def gzipped(url: str) -> int:
    """Bytes of the script as the server sends it to who accepts gzip only; the smallest ones go as they are."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
    connection.request("GET", urlsplit(url).path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    if response.status != 200:
        raise SystemExit(f"{url} was answered with {response.status}")
    return len(body)


if __name__ == "__main__":
    main()
