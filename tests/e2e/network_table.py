"""The pages on which somebody runs a network, and the ways there."""

from playwright.sync_api import Page, expect

from tests.e2e.product import Product
from tests.e2e.sign_in import fill_in
from tests.e2e.visitor import Visitor
from tests.e2e.ways import Way, enter


def _in_network(path: str, mailbox: str = "coordinator") -> Way:
    """The way to a page of RADAR."""

    def go(visitor: Visitor, site: Product) -> None:
        (network,) = (one for one in site.ask("networks", pageSize=100)["items"] if one["title"] == "RADAR")
        enter(visitor, site, mailbox, f"/netwerken/{network['id']}{path}")

    return go


def _opens(title: str) -> Way:
    """The way to one of its meetings."""

    def go(visitor: Visitor, site: Product) -> None:
        _in_network("/overleg")(visitor, site)
        visitor.page.get_by_role("link", name=title).click()
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text(title)

    return go


def _faulty(visitor: Visitor, site: Product) -> None:
    _in_network("/overleg/nieuw")(visitor, site)
    fill_in(visitor.page, title="", onlineUrl="teams")
    visitor.page.get_by_role("button", name="Plan het overleg").click()
    expect(visitor.page.get_by_role("alert")).to_be_visible()


def _calling_off(visitor: Visitor, site: Product) -> None:
    _opens("Kernoverleg winter")(visitor, site)
    visitor.page.get_by_role("button", name="Zeg het overleg af").click()
    expect(visitor.page.get_by_role("dialog")).to_be_visible()


def _dialog(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _new_member(visitor: Visitor, site: Product) -> None:
    _in_network("/leden")(visitor, site)
    _dialog(visitor.page, "Nieuw lid")


def _new_task(visitor: Visitor, site: Product) -> None:
    _opens("Kernoverleg najaar")(visitor, site)
    _dialog(visitor.page, "Nieuwe afspraak")


def _none_yet(visitor: Visitor, site: Product) -> None:
    (network,) = (one for one in site.ask("networks", pageSize=100)["items"] if one["title"].startswith("LOP Gent"))
    enter(visitor, site, "coordinator", f"/netwerken/{network['id']}/overleg")


def _own_network(visitor: Visitor, site: Product) -> None:
    _in_network("")(visitor, site)
    expect(visitor.page.get_by_role("link", name="Overleg en leden")).to_be_visible()


NETWORK_TABLE: dict[str, Way] = {
    "network-own": _own_network,
    "meetings": _in_network("/overleg"),
    "meetings-none": _none_yet,
    "meeting-plan": _in_network("/overleg/nieuw"),
    "meeting-faulty": _faulty,
    "meeting-coming": _opens("Kernoverleg winter"),
    "meeting-cancel": _calling_off,
    "meeting-past": _opens("Kernoverleg najaar"),
    "meeting-task": _new_task,
    "members": _in_network("/leden"),
    "member-new": _new_member,
}
