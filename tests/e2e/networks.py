"""The picture of who hangs together with whom, what is new, and the digest: the pages, and how to get there."""

from playwright.sync_api import Page, expect

from tests.e2e.product import Product
from tests.e2e.visitor import Visitor
from tests.e2e.ways import Way, answers, goes_to, open_page

SECRET = "s" * 43


def node(page: Page, name: str, kind: str = "netwerk") -> str:
    """Bring the keyboard to a point of the picture; returns its whole name."""
    point = page.get_by_role("group", name="Netwerken, organisaties en regio's").get_by_role("link", name=f"{name}, {kind}")
    point.first.focus()
    return point.first.get_attribute("aria-label") or ""


def _chosen(visitor: Visitor, _: Product) -> None:
    open_page(visitor, "/netwerken/kaart")
    # On a telephone the list stands for the picture.
    if visitor.page.evaluate("() => matchMedia('(width >= 60rem)').matches"):
        node(visitor.page, "RADAR")


def _digest(status: str) -> Way:
    def go(visitor: Visitor, _: Product) -> None:
        answers(visitor, "/api/v1/digestChecks", {"status": status, "regions": ["OVL", "BRU"], "themes": ["schoolRefusal"]})
        open_page(visitor, f"/nieuwsbrief#{SECRET}")

    return go


def _digest_lost(visitor: Visitor, _: Product) -> None:
    visitor.expect_complaints("status of 40[04]")
    open_page(visitor, f"/nieuwsbrief#{SECRET}")


def _digest_faulty(visitor: Visitor, _: Product) -> None:
    open_page(visitor, "/nieuwsbrief?region=OVL")
    visitor.page.get_by_role("button", name="Stuur me de link").click()
    expect(visitor.page.get_by_role("alert")).to_be_visible()


NETWORKS: dict[str, Way] = {
    "picture": goes_to("/netwerken/kaart"),
    "picture-chosen": _chosen,
    "picture-links": goes_to("/netwerken/kaart?table=links&sort=-ties"),
    "picture-none": goes_to("/netwerken/kaart?q=ruimtevaart"),
    "novelties": goes_to("/nieuw"),
    "novelties-none": goes_to("/nieuw?kind=network&region=LIM&theme=bullying"),
    "digest": goes_to("/nieuwsbrief"),
    "digest-faulty": _digest_faulty,
    "digest-asked": _digest("asked"),
    "digest-active": _digest("active"),
    "digest-ended": _digest("ended"),
    "digest-lost": _digest_lost,
}
