"""The ways to the search over all kinds, and to the pages on which people share what they know."""

import re
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.e2e.product import Product
from tests.e2e.visitor import Visitor
from tests.e2e.ways import Way, answers, enter, goes_as, goes_to

REVISION = "01a20c9f-7d1c-7c58-b1a9-0d8f6a3b2c22"
PROPOSAL = f"/delen/{REVISION}"
CONTENT = {
    "title": "De zachte landing: terug naar school langs een kleine klas",
    "summary": "Een klas van zes, waar een leerling na maanden thuis opnieuw begint met één uur per dag.",
    "occasion": "Leerlingen die lang thuis waren, kwamen niet verder dan de schoolpoort.",
    "approach": "Elke dag een uur meer. De leerling kiest zelf welk vak eerst komt.\nEen vaste begeleider wacht aan de poort.",
    "practicedOn": "2026-05-12",
    "themes": ["schoolRefusal"],
    "ageBands": ["over12"],
    "levels": [],
    "methods": [],
    "area": {"scope": "regions", "regions": ["OVL"], "municipalities": []},
    "contact": {"post": "Leerlingbegeleiding", "email": "begeleiding@example.org"},
    "links": [{"label": "Het verhaal van de klas", "url": "https://example.org/klas"}],
    "offers": [],
    "related": [],
}

INITIATIVE = {
    "title": "Tussenklas Gent",
    "summary": "Een klas van acht voor leerlingen die maanden thuis waren.",
    "initiativeKind": "offer",
    "phase": "preparing",
    "participants": [{"name": "OverKop Gent", "sector": "mentalHealth"}, {"name": "Onze school", "sector": "education"}],
    "milestones": [
        {"title": "Lokaal gevonden", "dueOn": "2026-10-02", "reachedOn": "2026-10-01"},
        {"title": "Eerste groep start"},
    ],
    "growth": [{"schoolYear": "2026-2027", "youngsters": 4, "places": 8}],
    **{name: CONTENT[name] for name in ("themes", "ageBands", "levels", "area", "contact", "links", "offers", "related")},
}


def proposal(status: str, **more: Any) -> dict[str, Any]:
    """A good practice that somebody proposes, as the API would show it."""
    differences = [{"field": name, "proposed": value, "conflict": False} for name, value in CONTENT.items() if value]
    return {
        "id": REVISION,
        "href": f"/api/v1/expertiseRevisions/{REVISION}",
        "kind": "goodPractice",
        "status": status,
        "region": "OVL",
        "title": CONTENT["title"],
        "own": True,
        "createdAt": "2026-11-20T09:12:00Z",
        "updatedAt": "2026-11-23T13:32:00Z",
        "content": CONTENT,
        "differences": differences,
        "mayPublish": False,
        **({"remark": "Zeg erbij wat het kost, en voor welke leeftijd het werkte."} if status == "returned" else {}),
        **more,
    }


def _seems_to_be(visitor: Visitor, revision: dict[str, Any]) -> None:
    headers = {"ETag": '"1.x"'}
    visitor.page.route(f"**/api/v1/expertiseRevisions/{REVISION}", lambda route: route.fulfill(json=revision, headers=headers))


def _overview(visitor: Visitor, site: Product) -> None:
    def listed(*items: dict[str, Any]) -> dict[str, Any]:
        return {"self": "/", "items": items, "total": len(items), "page": 1, "pageSize": 100, "first": "/", "last": "/"}

    change = {"item": {"id": REVISION, "href": "/", "version": 2, "title": "RADAR"}, "kind": "network", "title": "RADAR"}
    waiting = proposal("inReview", own=False, **change)
    answers(visitor, "/api/v1/expertiseRevisions?*own=true*", listed(proposal("returned")))
    answers(visitor, "/api/v1/expertiseRevisions?*own=false*", listed(waiting))
    enter(visitor, site, "coordinator", "/delen")


def _draft(visitor: Visitor, site: Product) -> None:
    _seems_to_be(visitor, proposal("returned"))
    enter(visitor, site, "clb", PROPOSAL)
    expect(visitor.page.get_by_label("Titel")).to_have_value(CONTENT["title"])


def _initiative(visitor: Visitor, site: Product) -> None:
    _seems_to_be(visitor, proposal("draft", kind="initiative", title=INITIATIVE["title"], content=INITIATIVE))
    enter(visitor, site, "clb", PROPOSAL)
    visitor.page.get_by_role("group", name="Wie bouwt mee?").scroll_into_view_if_needed()


def _faulty(visitor: Visitor, site: Product) -> None:
    visitor.expect_complaints("status of 400")
    names = ("title", "occasion", "area.scope", "contact.email", "links.0.url")
    issues = [{"type": "urn:problem-type:belgif:input-validation:invalidInput", "name": f"content.{name}"} for name in names]

    def refuse(route: Route) -> None:
        route.fulfill(status=400, json={"type": "urn:problem-type:belgif:badRequest", "status": 400, "issues": issues})

    _seems_to_be(visitor, proposal("draft"))
    visitor.page.route("**/submissions", refuse)
    enter(visitor, site, "clb", PROPOSAL)
    visitor.page.get_by_role("button", name="Dien in").click()
    expect(visitor.page.get_by_role("alert")).to_be_visible()


def _review(visitor: Visitor, site: Product) -> None:
    _seems_to_be(visitor, proposal("inReview", own=False, mayPublish=True))
    enter(visitor, site, "coordinator", PROPOSAL)
    visitor.page.get_by_role("button", name="Stuur terug").click()
    expect(visitor.page.get_by_role("textbox")).to_be_focused()


def _begin_without_a_kind(page: Page) -> None:
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _asked(text: str, **more: Any) -> dict[str, Any]:
    return {
        "href": "/",
        "id": text,
        "region": "OVL",
        "text": text,
        "askedOn": "2026-11-19",
        "sector": "education",
        "themes": [],
        "ageBands": [],
        "outcome": "open",
        "mayChange": True,
        **more,
    }


QUESTIONS = [
    _asked("Welke school neemt midden in het jaar een leerling op die lang thuis was?", themes=["schoolRefusal"]),
    _asked(
        "Waar kan een klas terecht na een overlijden?",
        outcome="answered",
        answer="Vraag de rouwkoffer aan. Er komt iemand langs die met de klas praat.",
        post="Het OverKop-huis",
        themes=["homeSituation"],
        ageBands=["over12"],
    ),
    _asked("Is er een time-out in het Meetjesland voor kinderen van de lagere school?", outcome="unmet", mayChange=False),
]


def _has_questions(visitor: Visitor, site: Product) -> None:
    page = {"self": "/", "items": QUESTIONS, "total": 3, "page": 1, "pageSize": 25, "first": "/", "last": "/"}
    answers(visitor, "/api/v1/questions?*", page)
    enter(visitor, site, "coordinator", "/op-vraag")


def _typed_question(visitor: Visitor, site: Product) -> None:
    _has_questions(visitor, site)
    page = visitor.page
    page.get_by_label("Wat is de vraag?").fill("Een leerling verloor haar moeder. Wie komt er langs na een overlijden?")
    expect(page.get_by_role("heading", name="3 vragen lijken hierop")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Neem dit antwoord over")).click()
    page.get_by_role("button", name="Bewaar").scroll_into_view_if_needed()


def _question_about_somebody(page: Page) -> None:
    page.get_by_label("Wat is de vraag?").fill("Waar kan Jan Peeters uit de Kerkstraat 12 terecht?")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _asks_about_somebody(visitor: Visitor, site: Product) -> None:
    visitor.expect_complaints("status of 400")
    goes_as("coordinator", "/op-vraag", _question_about_somebody)(visitor, site)


EXPERTISE_WORK: dict[str, Way] = {
    "find": goes_to("/zoeken?q=schoolweigering, Gent"),
    "find-kind": goes_to("/zoeken?q=netwerk&kind=network"),
    "find-nothing": goes_to("/zoeken?q=walvisvangst, Gent"),
    "find-start": goes_to("/zoeken"),
    "share": _overview,
    "share-nothing-yet": goes_as("clb", "/delen"),
    "share-begin": goes_as("clb", "/delen/nieuw?soort=goodPractice"),
    "share-begin-faulty": goes_as("partner", "/delen/nieuw", _begin_without_a_kind),
    "share-draft": _draft,
    "share-initiative": _initiative,
    "share-faulty": _faulty,
    "share-review": _review,
    "questions": _has_questions,
    "question-typed": _typed_question,
    "question-about-somebody": _asks_about_somebody,
}
