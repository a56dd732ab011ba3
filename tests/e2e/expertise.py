"""The pages of what people learn from each other by, and how to get there."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.product import Product
from tests.e2e.visitor import Visitor
from tests.e2e.ways import Way, answers, goes_to, open_page

PATHS = {
    "networks": "/netwerken",
    "trainings": "/vormingen",
    "gatherings": "/bijeenkomsten",
    "goodPractices": "/praktijken",
    "methods": "/methodieken",
    "expertPosts": "/wie-weet-wat",
    "initiatives": "/initiatieven",
}
"""The API's names, and where the lists are."""


def first_page(site: Product, resource: str, **filters: Any) -> str:
    """The address of the first item's own page."""
    return f"{PATHS[resource]}/{site.ask(resource, pageSize=1, **filters)['items'][0]['id']}"


def first_of(resource: str, **filters: Any) -> Way:
    """The way to an item's own page."""
    return lambda visitor, site: open_page(visitor, first_page(site, resource, **filters))


def fill_registration(page: Page, *, name: str, email: str) -> None:
    """Fill in the form of who wants to come."""
    page.get_by_label("Naam").fill(name)
    page.get_by_label("Mailadres").fill(email)


def session_id(site: Product, resource: str) -> str:
    """A session to come of the first item that has one."""
    found: str = site.ask(resource, upcoming="true", pageSize=1)["items"][0]["nextSession"]["id"]
    return found


def _calendar(visitor: Visitor, site: Product) -> None:
    month = site.ask("trainings", upcoming="true", pageSize=1)["items"][0]["nextSession"]["startsAt"][:7]
    open_page(visitor, f"/vormingen?view=calendar&month={month}")


def _registration(visitor: Visitor, site: Product) -> None:
    open_page(visitor, f"/inschrijven/{session_id(site, 'trainings')}")


def _registration_faulty(visitor: Visitor, site: Product) -> None:
    _registration(visitor, site)
    visitor.page.get_by_role("button", name="Schrijf je in").click()
    expect(visitor.page.get_by_role("alert")).to_be_visible()


def _registered(visitor: Visitor, site: Product) -> None:
    answers(visitor, "/registrations", {"status": "waiting", "placeInLine": 3})
    _registration(visitor, site)
    fill_registration(visitor.page, name="Oona Vermeulen", email="oona@example.org")
    visitor.page.get_by_role("button", name="Schrijf je in").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Je staat op de wachtlijst")


def _own_registration(visitor: Visitor, site: Product) -> None:
    session = site.ask(f"trainingSessions/{session_id(site, 'trainings')}")
    kept = {name: session[name] for name in ("item", "status", "startsAt", "endsAt", "place", "online") if name in session}
    check = {"session": kept, "status": "waiting", "placeInLine": 2, "cancellable": True, "evaluable": False, "certified": False}
    answers(visitor, "/api/v1/registrationChecks", check)
    open_page(visitor, f"/inschrijving#token={'s' * 43}")
    expect(visitor.page.get_by_role("button", name="Zeg af")).to_be_visible()


def _lost_registration(visitor: Visitor, _: Product) -> None:
    visitor.expect_complaints("status of 40[04]")
    open_page(visitor, f"/inschrijving#token={'s' * 43}")


EXPERTISE: dict[str, Way] = {
    "learning": goes_to("/leren"),
    "right-to-learn": goes_to("/recht-op-leren"),
    "networks": goes_to("/netwerken"),
    "network": first_of("networks", q="RADAR"),
    "trainings": goes_to("/vormingen"),
    "training": first_of("trainings", q="schoolweigering"),
    "calendar": _calendar,
    "registration": _registration,
    "registration-faulty": _registration_faulty,
    "registered": _registered,
    "own-registration": _own_registration,
    "lost-registration": _lost_registration,
    "gatherings": goes_to("/bijeenkomsten"),
    "gathering": first_of("gatherings", q="infomoment"),
    "gathering-large": lambda visitor, site: open_page(
        visitor, f"{first_page(site, 'gatherings', q='infomoment')}?view=projection"
    ),
    "practices": goes_to("/praktijken?theme=schoolRefusal"),
    "practice": first_of("goodPractices", q="landing"),
    "methods": goes_to("/methodieken"),
    "method": first_of("methods"),
    "experts": goes_to("/wie-weet-wat"),
    "expert": first_of("expertPosts", theme="schoolRefusal"),
    "initiatives": goes_to("/initiatieven"),
    "initiative": first_of("initiatives", q="tussenklas"),
    "initiative-half": first_of("initiatives", q="avondatelier"),
    "experts-none": goes_to("/wie-weet-wat?q=ruimtevaart"),
}
