"""Somebody with a browser, and everything the browser complained about or fetched from elsewhere on the way."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Playwright, ViewportSize, WebError

PHONE = ViewportSize(width=375, height=812)
DESKTOP = ViewportSize(width=1440, height=900)
NARROWEST = ViewportSize(width=320, height=640)

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing but the tests' own servers has an address.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
PATIENCE_MS = 10_000


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The machine's own Chromium, headless."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        raise RuntimeError("there is no Chromium on this machine; tools/need.sh chromium installs it")
    browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
    yield browser
    browser.close()


class Visitor:
    """One browser profile, fresh: no cookie, nothing kept. The pages' service worker is off unless it is asked for."""

    def __init__(self, browser: Browser, site: str, *, service_worker: bool = False, **options: Any) -> None:
        workers = "allow" if service_worker else "block"
        self.context: BrowserContext = browser.new_context(
            base_url=site, service_workers=workers, locale="nl-BE", **{"viewport": DESKTOP, **options}
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.on("request", lambda request: self._note_host(request.url))
        self.context.on("console", self._note_console)
        self.context.on("weberror", self._note_error)
        self.hosts: set[str] = set()
        self.known_hosts = {"127.0.0.1"}
        self.complaints: list[str] = []
        self.expected: re.Pattern[str] | None = None
        self._farewells: list[Callable[[], None]] = []
        self.page: Page = self.context.new_page()

    def expect_complaints(self, pattern: str) -> None:
        """Errors in the console that match are what the test is about."""
        self.expected = re.compile(pattern)

    def _note_host(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"}:
            self.hosts.add(parts.hostname or url)

    def _note_console(self, message: ConsoleMessage) -> None:
        # Where the service worker is off, the one who switched it off says so.
        if message.type in {"error", "warning"} and "blocked by Playwright" not in message.text:
            self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def _note_error(self, error: WebError) -> None:
        self.complaints.append(f"uncaught: {error.error}")

    @property
    def unexpected(self) -> list[str]:
        """Complaints of the browser that the test did not ask for."""
        return [one for one in self.complaints if not (self.expected and self.expected.search(one))]

    @property
    def foreign_hosts(self) -> set[str]:
        """Hosts that the pages had no business with."""
        return self.hosts - self.known_hosts

    def kept(self) -> dict[str, str]:
        """Everything that the pages keep in the browser's local storage."""
        return cast("dict[str, str]", self.page.evaluate("() => ({...localStorage})"))

    def focused(self) -> Locator:
        """What has the keyboard."""
        return self.page.locator(":focus")

    def before_leaving(self, farewell: Callable[[], None]) -> None:
        """Do this when the visit ends, while the profile is still there."""
        self._farewells.append(farewell)

    def leave(self) -> None:
        """Close the browser profile."""
        for farewell in self._farewells:
            farewell()
        self.context.close()
