"""The ways of who hands in a case, and of the other side: to the demo's cases, in which these visits change nothing."""

import json
import re

from playwright.sync_api import Page, Route, expect

from tests.e2e.product import Product
from tests.e2e.visitor import Visitor
from tests.e2e.ways import Way, answers, enter, goes_as

DESK = "/casussen"
JOIN = "/casussen/meedoen"
DRAFT = "Blijft weg op maandag en dinsdag"
TO_COMPLETE = "Nieuw in Vlaanderen, nergens ingeschreven"
WITH_FEEDBACK = "School en ouders zijn het niet eens over de terugkeer"
CLOSED = "Gestopt met NAFT, wil werken"
FOR_THE_OTHER_SIDE = "Kan nog twee halve dagen naar school, de leefgroep vangt de rest op"
WRITTEN = "Sinds de start van het jaar komt Lotte niet meer op maandag. Ook 85.07.30-033.28 hoort hier niet."
NEVER_THERE = "s" * 43


def open_case(page: Page, summary: str) -> None:
    """Open one of the cases on the desk."""
    page.get_by_role("link", name=summary).click()
    expect(page).to_have_url(re.compile(r"/casussen/[0-9a-f-]{36}"))
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Casussen")


def _to(summary: str, mailbox: str = "clb") -> Way:
    return goes_as(mailbox, DESK, lambda page: open_case(page, summary))


def _keeps_nothing(page: Page) -> None:
    """From now on what is written in the case that is open seems to be saved, and is not."""
    path = page.url.split("/casussen/")[1].split("/")[0]

    def pretend(route: Route) -> None:
        if route.request.method != "PATCH":
            route.continue_()
            return
        headers = {"If-Match": route.request.headers["if-match"], "authorization": route.request.headers["authorization"]}
        answer = route.fetch(method="GET", headers=headers, post_data="")
        route.fulfill(response=answer, json={**answer.json(), **json.loads(route.request.post_data or "{}")})

    page.route(f"**/api/v1/caseConsultations/{path}", pretend)


def _checked(visitor: Visitor, site: Product) -> None:
    _to(DRAFT)(visitor, site)
    page = visitor.page
    _keeps_nothing(page)
    page.locator("[name=blocked]").fill(WRITTEN)
    page.get_by_role("button", name="Mag blijven: Lotte").click()
    expect(page.get_by_text("Dit mag er nooit in staan.")).to_be_visible()


def _faulty(visitor: Visitor, site: Product) -> None:
    visitor.expect_complaints("status of 409")
    _to(DRAFT)(visitor, site)
    visitor.page.get_by_role("button", name="Dien de aanmelding in").click()
    expect(visitor.page.get_by_role("alert").filter(has_text="Kijk dit even na")).to_be_visible()


def _clash(visitor: Visitor, site: Product) -> None:
    visitor.expect_complaints("status of 412")
    _to(DRAFT)(visitor, site)
    page = visitor.page
    path = page.url.split("/casussen/")[1].split("/")[0]

    def theirs(route: Route) -> None:
        if route.request.method == "PATCH":
            route.fulfill(status=412, json={"type": "urn:problem-type:bruggen:preconditionFailed", "status": 412})
            return
        answer = route.fetch()
        changes = {"hopedFor": "Elke dag een halve dag naar school.", "level": "nursery"}
        route.fulfill(response=answer, json={**answer.json(), **changes})

    page.route(f"**/api/v1/caseConsultations/{path}", theirs)
    page.locator("[name=hopedFor]").fill("Dat de maandag weer lukt.")
    expect(page.get_by_role("button", name="Bewaar mijn keuze")).to_be_visible()


def _sent(visitor: Visitor, site: Product) -> None:
    _to(DRAFT)(visitor, site)
    page = visitor.page

    def take(route: Route) -> None:
        path = route.request.url.removesuffix("/submissions")
        headers = {"authorization": route.request.headers["authorization"]}
        route.fulfill(response=route.fetch(url=path, method="GET", headers=headers, post_data=""))

    page.route("**/submissions", take)
    page.get_by_role("button", name="Dien de aanmelding in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je aanmelding is ingediend")


def _join(visitor: Visitor, site: Product) -> None:
    enter(visitor, site, "jeugdhulp", JOIN)
    # As a link does that is opened in the same tab: a page that is loaded anew would spend the session of the next visit.
    visitor.page.evaluate("secret => { location.hash = secret }", NEVER_THERE)
    expect(visitor.page.get_by_role("button", name="Doe mee")).to_be_visible()


def _joins(visitor: Visitor, site: Product, status: int) -> None:
    visitor.expect_complaints(f"status of {status}")
    _join(visitor, site)
    visitor.page.route("**/api/v1/otherSides", lambda route: route.fulfill(status=status, json={"status": status}))
    visitor.page.get_by_role("button", name="Doe mee").click()
    expect(visitor.page.get_by_role("button", name="Doe mee")).to_have_count(0)


def _empty_desk(visitor: Visitor, site: Product) -> None:
    page = {"self": "/", "items": [], "total": 0, "page": 1, "pageSize": 100, "first": "/", "last": "/"}
    answers(visitor, "/api/v1/caseConsultations?*", page)
    enter(visitor, site, "clb", DESK)


APPLICATIONS: dict[str, Way] = {
    "case-desk": goes_as("clb", DESK),
    "case-desk-empty": _empty_desk,
    "case-new": goes_as("clb", "/casussen/nieuw"),
    "case-form": _to(DRAFT),
    "case-form-checked": _checked,
    "case-form-faulty": _faulty,
    "case-form-clash": _clash,
    "case-sent": _sent,
    "case-join": _join,
    "case-join-without": goes_as("jeugdhulp", JOIN),
    "case-join-spent": lambda visitor, site: _joins(visitor, site, 404),
    "case-join-forbidden": lambda visitor, site: _joins(visitor, site, 403),
    "case-of-referrer": _to(WITH_FEEDBACK),
    "case-of-other-side": _to(FOR_THE_OTHER_SIDE),
    "case-to-complete": _to(TO_COMPLETE, "jeugdhulp"),
    "case-ended": _to(CLOSED),
}
