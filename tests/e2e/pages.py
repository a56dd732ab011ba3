"""Every page in every state worth looking at, and how to get there."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.directory import open_directory
from tests.e2e.product import Product
from tests.e2e.visitor import PHONE, Visitor

Way = Callable[[Visitor, Product], None]

WORRY = "schoolweigering, Gent, 9 jaar"
GONE = "00000000-0000-7000-8000-000000000000"


def _ids(site: Product, count: int) -> list[str]:
    return [offer["id"] for offer in site.ask("offers", q="schoolweigering", pageSize=count)["items"]]


def _goes_to(path: str) -> Way:
    return lambda visitor, _: _open(visitor, path)


def _open(visitor: Visitor, path: str) -> None:
    visitor.page.goto(path)
    expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()


def _filters(visitor: Visitor, _: Product) -> None:
    # Only where there is no room for them beside the results do they open over them.
    visitor.page.set_viewport_size(PHONE)
    open_directory(visitor.page, "?q=spijbelen&availability=free")
    visitor.page.get_by_role("button", name="Filters").click()
    expect(visitor.page.get_by_role("dialog", name="Filters")).to_be_visible()


def _offer(visitor: Visitor, site: Product) -> None:
    _open(visitor, f"/aanbod/{site.ask('offers', q=WORRY)['items'][0]['id']}")


def _own_list(visitor: Visitor, site: Product) -> None:
    # The address is the one way to fill a list that needs no click for each of its offers.
    _open(visitor, f"/lijst?ids={','.join(_ids(site, 3))}")
    visitor.page.get_by_role("button", name="Bewaar in mijn lijst").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Mijn lijst")


def _shared_list(visitor: Visitor, site: Product) -> None:
    _open(visitor, f"/lijst?ids={','.join([*_ids(site, 3), GONE])}")


def _comparison(visitor: Visitor, site: Product) -> None:
    ids = ",".join(_ids(site, 4))
    _open(visitor, f"/lijst?ids={ids}&compare={ids}")


def _missing(visitor: Visitor, _: Product) -> None:
    visitor.expect_complaints("status of 404|Not found: ")
    _open(visitor, "/bestaat-niet")


def _failing(visitor: Visitor, _: Product) -> None:
    visitor.expect_complaints("status of 503")
    visitor.page.route("**/api/v1/offers?*", lambda route: route.fulfill(status=503, json={"status": 503}))
    _open(visitor, "/aanbod")
    expect(visitor.page.get_by_role("button", name="Probeer opnieuw")).to_be_visible()


def _offline(visitor: Visitor, _: Product) -> None:
    visitor.expect_complaints("ERR_INTERNET_DISCONNECTED|Failed to fetch|Unable to preload|Couldn't load preload")
    _open(visitor, "/over")
    visitor.context.set_offline(True)
    visitor.page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Regio's").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Geen verbinding")


WAYS: dict[str, Way] = {
    "home": _goes_to("/"),
    "directory": _goes_to("/aanbod"),
    "search": _goes_to(f"/aanbod?q={WORRY}"),
    "corrected": _goes_to("/aanbod?q=shoolweigering"),
    "map": _goes_to("/aanbod?view=map&region=OVL&locatedIn=44021"),
    "filters": _filters,
    "nothing-found": _goes_to("/aanbod?category=distanceLearning&near=Oostende&radius=5"),
    "offer": _offer,
    "list-empty": _goes_to("/lijst"),
    "list": _own_list,
    "list-shared": _shared_list,
    "comparison": _comparison,
    "regions": _goes_to("/regios"),
    "region": _goes_to("/regios/OVL"),
    "region-half": _goes_to("/regios/WVL"),
    "about": _goes_to("/over"),
    "missing": _missing,
    "failing": _failing,
    "offline": _offline,
}


def go(visitor: Visitor, site: Product, name: str) -> None:
    """Bring the visitor to a page and wait until everything on it has come."""
    WAYS[name](visitor, site)
    visitor.page.wait_for_load_state("networkidle")
    visitor.page.evaluate("() => document.fonts.ready.then(() => true)")
