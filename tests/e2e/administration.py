"""The ways to every page of administration."""

import re
from functools import cache

import httpx
from playwright.sync_api import Page, Route, expect

from tests.e2e.product import Product
from tests.e2e.sign_in import fill_in
from tests.e2e.visitor import Visitor
from tests.e2e.ways import Way, enter, goes_as

SYSTEM = {
    "id": "01a20c9f-7d1c-7c58-b1a9-0d8f6a3b2c11",
    "href": "/api/v1/apiClients/01a20c9f-7d1c-7c58-b1a9-0d8f6a3b2c11",
    "name": "Website van Arktos",
    "organization": {"id": "01a20c9f-7d1c-7c58-b1a9-0d8f6a3b2c12", "href": "/", "name": "Arktos vzw"},
    "scopes": ["offer:write"],
    "createdAt": "2026-11-24T08:00:00Z",
    "expiresOn": "2027-11-24",
    "secret": "VX0qYwq8mJ2yN5c1y1m8tYV6m0xkT1QyR3o2sJb7w9E",
}


def _faulty_invitation(page: Page) -> None:
    page.get_by_label("Rol", exact=True).select_option(label="Coördinator")
    page.get_by_role("button", name="Verstuur de uitnodiging").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _to_person(page: Page) -> None:
    page.get_by_role("link", name="Beheerder partner (demo)").click()
    expect(page.get_by_role("region", name="Rollen")).to_be_visible()


def _give_role(page: Page) -> None:
    _to_person(page)
    page.get_by_role("button", name="Geef een rol").click()
    page.get_by_label("Rol", exact=True).select_option(label="Coördinator")


def _conflict(visitor: Visitor, site: Product) -> None:
    visitor.expect_complaints("status of 412")
    page = visitor.page
    enter(visitor, site, "beheer", "/beheer/mensen")
    _to_person(page)

    def somebody_else_was_first(route: Route) -> None:
        if route.request.method == "PATCH":
            route.fulfill(status=412, json={"type": "urn:problem-type:belgif:preconditionFailed", "status": 412})
        else:
            person = route.fetch()
            route.fulfill(json=person.json() | {"name": "An Peeters-Vandenbroucke"}, headers={"ETag": '"2.x"'})

    page.get_by_role("button", name="Wijzig de naam").click()
    page.route(re.compile(r"/api/v1/users/[\w-]+$"), somebody_else_was_first)
    page.get_by_label("Naam", exact=True).fill("An Peeters")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("heading", name="Iemand anders heeft dit intussen gewijzigd")).to_be_focused()


def _end_role(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Beëindig")).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


@cache
def _ask(site: Product) -> None:
    """Somebody asks for an account, once."""
    asked = {
        "email": "lena.maes@example.org",
        "name": "Lena Maes",
        "role": "partnerEditor",
        "region": "OVL",
        "organizationName": "Jongerenbegeleidingscentrum Scheldeland",
        "motivation": "Ik houd ons aanbod bij.\nWe starten in januari met twee nieuwe trajecten in Wetteren.",
    }
    httpx.post(f"{site.url}/api/v1/accountRequests", json=asked).raise_for_status()


def _requests(visitor: Visitor, site: Product) -> None:
    _ask(site)
    enter(visitor, site, "coordinator", "/beheer/aanvragen")


def _request(visitor: Visitor, site: Product) -> None:
    _requests(visitor, site)
    visitor.page.get_by_role("link", name="Lena Maes").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Lena Maes")


def _systems(visitor: Visitor, site: Product) -> None:
    shown = {name: value for name, value in SYSTEM.items() if name != "secret"}
    page = {"self": "/", "first": "/", "items": [shown], "total": 1, "page": 1, "pageSize": 25}
    visitor.page.route("**/api/v1/apiClients?*", lambda route: route.fulfill(json=page))
    enter(visitor, site, "partnerbeheer", "/beheer/koppelingen")


def _secret(visitor: Visitor, site: Product) -> None:
    # A real one would leave a system behind at each visit.
    visitor.page.route("**/api/v1/apiClients", lambda route: route.fulfill(status=201, json=SYSTEM))
    enter(visitor, site, "partnerbeheer", "/beheer/koppelingen/nieuw")
    fill_in(visitor.page, name="Website van Arktos")
    visitor.page.get_by_role("checkbox").first.check()
    visitor.page.get_by_role("button", name="Koppel", exact=True).click()
    expect(visitor.page.get_by_role("region", name="Bewaar de sleutel nu")).to_be_visible()


def _forbidden(visitor: Visitor, site: Product) -> None:
    visitor.expect_complaints("status of 403")
    enter(visitor, site, "partner", "/beheer/mensen")


ADMINISTRATION: dict[str, Way] = {
    "administration": goes_as("beheer", "/beheer"),
    "people": goes_as("beheer", "/beheer/mensen"),
    "people-none": goes_as("beheer", "/beheer/mensen?q=zzz"),
    "invitation-faulty": goes_as("beheer", "/beheer/mensen/uitnodigen", _faulty_invitation),
    "person": goes_as("beheer", "/beheer/mensen", _to_person),
    "person-role": goes_as("beheer", "/beheer/mensen", _give_role),
    "person-seen": goes_as("dpo", "/beheer/mensen", _to_person),
    "person-conflict": _conflict,
    "review": goes_as("beheer", "/beheer/rollen"),
    "review-end": goes_as("beheer", "/beheer/rollen", _end_role),
    "role-table": goes_as("beheer", "/beheer/rollen/tabel"),
    "requests": _requests,
    "requests-none": goes_as("coordinator", "/beheer/aanvragen?status=refused"),
    "request": _request,
    "systems": _systems,
    "systems-none": goes_as("partnerbeheer", "/beheer/koppelingen?active=false"),
    "system-new": goes_as("partnerbeheer", "/beheer/koppelingen/nieuw"),
    "system-secret": _secret,
    "audit": goes_as("dpo", "/beheer/audit"),
    "forbidden": _forbidden,
}
