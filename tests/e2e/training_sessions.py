"""The ways to the pages on which sessions are kept, and to what who came can still do."""

from typing import Any

from playwright.sync_api import Route, expect

from tests.e2e.expertise import PATHS
from tests.e2e.product import Product
from tests.e2e.visitor import Visitor
from tests.e2e.ways import Way, answers, enter, open_page

SESSION = "01a20c9f-7d1c-7c58-b1a9-0d8f6a3b2c41"
PAGE = f"/sessies/{SESSION}"


def _item(site: Product) -> dict[str, Any]:
    """A training that is meant for the coordinator's region."""
    found: dict[str, Any] = site.ask("trainings", q="schoolweigering", region="OVL")["items"][0]
    return found


def _session(site: Product, **more: Any) -> dict[str, Any]:
    item = _item(site)
    return {
        "href": f"/api/v1/trainingSessions/{SESSION}",
        "id": SESSION,
        "item": {"kind": "training", "id": item["id"], "href": item["href"], "title": item["title"], "demo": True},
        "status": "planned",
        "startsAt": "2031-03-13T12:30:00Z",
        "endsAt": "2031-03-13T15:30:00Z",
        "place": "De Krook, Miriam Makebaplein 1",
        "municipality": {"nisCode": "44021", "name": "Gent", "region": "OVL"},
        "online": False,
        "sequence": 0,
        "note": "De zaal is op de tweede verdieping. Er is een lift.",
        "registration": "open",
        "registrationOpen": True,
        "places": {"room": "full", "waiting": 2, "capacity": 3},
        "registrationsKeptUntil": "2031-04-12T14:30:00Z",
        **more,
    }


def _registered(number: int, name: str, organization: str, **more: Any) -> dict[str, Any]:
    return {
        "href": f"/api/v1/registrations/{number}",
        "id": str(number),
        "number": number,
        "status": "confirmed",
        "name": name,
        "email": f"{name.split()[0].lower()}@example.org",
        "organization": organization,
        "registeredAt": f"2026-11-{10 + number}T09:30:00Z",
        **more,
    }


REGISTRATIONS = [
    _registered(1, "Oona Vermeulen", "Basisschool De Wilg", came=True),
    _registered(2, "Bram De Coninck", "Vrij CLB Regio Gent", came=False),
    _registered(3, "Yasmina El Amrani", "Atheneum Het Kompas, campus Muide"),
    _registered(4, "Jozefien Van den Berghe", "Jeugdhulp De Brug", status="waiting"),
    _registered(5, "Tuur Maes", "Basisschool De Wilg", status="waiting"),
    _registered(6, "Lies Wouters", "OverKop Gent", status="cancelled"),
]
FEW = {"self": "/", "answers": 2, "needed": 5}
MANY = {
    "self": "/",
    "answers": 12,
    "needed": 5,
    "average": 4.3,
    "scores": {"1": 0, "2": 1, "3": 1, "4": 4, "5": 6},
    "useful": ["De voorbeelden uit de klas.", "Dat we konden oefenen met een gesprek aan de schoolpoort."],
    "better": ["Meer tijd voor vragen."],
}


def _listed(*items: dict[str, Any]) -> dict[str, Any]:
    return {"self": "/", "items": items, "total": len(items), "page": 1, "pageSize": 200, "first": "/", "last": "/"}


def _keeps(visitor: Visitor, site: Product, session: dict[str, Any], evaluations: dict[str, Any], *registrations: Any) -> None:
    def show(route: Route) -> None:
        route.fulfill(json=session, headers={"ETag": '"1.x"'})

    visitor.page.route(f"**/api/v1/trainingSessions/{SESSION}", show)
    answers(visitor, f"/trainingSessions/{SESSION}/registrations?*", _listed(*registrations))
    answers(visitor, f"/trainingSessions/{SESSION}/evaluations", evaluations)
    enter(visitor, site, "coordinator", PAGE)


def _ahead(visitor: Visitor, site: Product) -> None:
    ahead = [{name: value for name, value in one.items() if name != "came"} for one in REGISTRATIONS]
    _keeps(visitor, site, _session(site), FEW, *ahead)


def _over(visitor: Visitor, site: Product) -> None:
    past = {
        "startsAt": "2026-03-12T12:30:00Z",
        "endsAt": "2026-03-12T15:30:00Z",
        "registrationsKeptUntil": "2031-04-11T15:30:00Z",
    }
    _keeps(visitor, site, _session(site, **past), MANY, *REGISTRATIONS)


def _nobody(visitor: Visitor, site: Product) -> None:
    _keeps(visitor, site, _session(site, places={"room": "free", "waiting": 0, "capacity": 20}), FEW)


def _changing(visitor: Visitor, site: Product) -> None:
    _ahead(visitor, site)
    visitor.page.get_by_role("button", name="Wijzig de sessie").click()
    expect(visitor.page.get_by_label("Gebouw en adres")).to_be_visible()


def _cancelling(visitor: Visitor, site: Product) -> None:
    _ahead(visitor, site)
    visitor.page.get_by_role("button", name="Zeg de sessie af").click()
    expect(visitor.page.get_by_role("dialog")).to_be_visible()


def _desk(visitor: Visitor, site: Product, search: str = "") -> None:
    item = _item(site)
    past = {"startsAt": "2026-03-12T12:30:00Z", "endsAt": "2026-03-12T15:30:00Z", "registrationOpen": False}
    sessions = [_session(site), _session(site, id="2", **past), _session(site, id="3", **past, status="cancelled")]
    answers(visitor, f"/trainings/{item['id']}/sessions?*", _listed(*sessions))
    enter(visitor, site, "coordinator", f"{PATHS['trainings']}/{item['id']}/sessies{search}")


def _again(visitor: Visitor, site: Product) -> None:
    _desk(visitor, site, f"?plan={SESSION}")
    expect(visitor.page.get_by_label("Gebouw en adres")).to_have_value("De Krook, Miriam Makebaplein 1")


def _plan_faulty(visitor: Visitor, site: Product) -> None:
    _desk(visitor, site, "?plan=new")
    visitor.page.get_by_role("button", name="Plan de sessie").click()
    expect(visitor.page.get_by_role("alert")).to_be_visible()


def _came(visitor: Visitor, site: Product) -> None:
    session = _session(site)
    kept = {name: session[name] for name in ("item", "status", "startsAt", "endsAt", "place", "online")}
    past = {"startsAt": "2026-03-12T12:30:00Z", "endsAt": "2026-03-12T15:30:00Z"}
    check = {"session": kept | past, "status": "confirmed", "cancellable": False, "evaluable": True, "certified": True}
    answers(visitor, "/api/v1/registrationChecks", check)
    visitor.page.route("**/api/v1/evaluations", lambda route: route.fulfill(status=204))
    open_page(visitor, f"/inschrijving#token={'s' * 43}")
    expect(visitor.page.get_by_role("button", name="Download je attest")).to_be_visible()


def _came_faulty(visitor: Visitor, site: Product) -> None:
    _came(visitor, site)
    page = visitor.page
    page.get_by_role("button", name="Verstuur mijn antwoord").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _evaluated(visitor: Visitor, site: Product) -> None:
    _came(visitor, site)
    page = visitor.page
    page.get_by_label("Heel goed").check()
    page.get_by_role("button", name="Verstuur mijn antwoord").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dank je wel")


TRAINING_SESSIONS: dict[str, Way] = {
    "sessions": _desk,
    "sessions-again": _again,
    "sessions-plan-faulty": _plan_faulty,
    "session": _ahead,
    "session-over": _over,
    "session-nobody": _nobody,
    "session-changing": _changing,
    "session-cancelling": _cancelling,
    "came": _came,
    "came-faulty": _came_faulty,
    "evaluated": _evaluated,
}
