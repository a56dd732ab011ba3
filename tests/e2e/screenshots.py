"""Pictures of every page for people to look at: python -m tests.e2e.screenshots [page ...]"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e.pages import WAYS, go
from tests.e2e.product import ROOT, Product, run, serving
from tests.e2e.visitor import DESKTOP, PATIENCE_MS, PHONE, Visitor, chromium

FOLDER = ROOT / "var" / "screenshots"


def photograph(browser: Browser, site: Product, name: str) -> None:
    """A page as a whole, on a telephone and on a desk, in the light and in the dark, and an offer as printed."""
    for size in (PHONE, DESKTOP):
        visitor = Visitor(browser, site.url, viewport=size, reduced_motion="reduce")
        go(visitor, site, name)
        for scheme in ("light", "dark"):
            visitor.page.emulate_media(color_scheme=scheme)
            # The colours are there at once, their picture a frame later.
            visitor.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            visitor.page.screenshot(path=FOLDER / f"{name}-{size['width']}-{scheme}.png", full_page=True)
        if size == DESKTOP:
            visitor.page.pdf(path=FOLDER / f"{name}.pdf", format="A4")
        visitor.leave()


def main(names: list[str]) -> None:
    """Take the pictures of these pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=PATIENCE_MS)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = {
            "BRUGGEN_DATABASE_URL": f"sqlite:///{home / 'bruggen.sqlite3'}",
            "BRUGGEN_DIRECTORY_PATH": str(home / "directory"),
            "BRUGGEN_CASE_KEYS": f"file:{home / 'case-keys.json'}",
            "BRUGGEN_MAIL_URL": f"outbox:{home / 'outbox'}",
            "BRUGGEN_DEMO": "true",
        }
        run("migrate", settings=settings)
        run("seed", settings=settings)
        with serving(settings) as site, sync_playwright() as playwright, chromium(playwright) as browser:
            for name in names:
                photograph(browser, site, name)
                print(f"{FOLDER.relative_to(ROOT)}/{name}-*.png")


if __name__ == "__main__":
    main(sys.argv[1:] or list(WAYS))
