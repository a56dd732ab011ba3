"""The ways to the pages on which people keep their own records; what is proposed there, the API only seems to know."""

import re
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.e2e.product import Product
from tests.e2e.visitor import Visitor
from tests.e2e.ways import Way, answers, enter, goes_as, sign_in

OVERVIEW = "/mijn-organisatie"
REVISION = "01a20c9f-7d1c-7c58-b1a9-0d8f6a3b2c21"
PROPOSAL = f"{OVERVIEW}/voorstellen/{REVISION}"
# What a content says under another name or form than the offer's page.
NOT_WRITTEN = {"href", "id", "status", "ageBands", "stale", "demo", "updatedAt"}


def begin_offer(page: Page, mailbox: str = "partner") -> None:
    """Begin a new offer, which the test takes away again."""
    sign_in(page, mailbox, OVERVIEW)
    page.get_by_role("button", name="Nieuw aanbod").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nieuw aanbod")


def withdraw(page: Page) -> None:
    """Take the proposal away that is open."""
    page.get_by_role("button", name="Trek in").click()
    page.get_by_role("dialog").get_by_role("button", name="Trek in").click()
    expect(page).to_have_url(re.compile(rf"{OVERVIEW}(\?|$)"))


def _content(offer: dict[str, Any]) -> dict[str, Any]:
    content = {name: value for name, value in offer.items() if name not in NOT_WRITTEN}
    area = offer["catchment"]
    codes = [{"nisCode": one["nisCode"]} for one in area["municipalities"]]
    content["catchment"] = {**area, "regions": area["regions"] if area["scope"] == "regions" else [], "municipalities": codes}
    for name in ("providers", "locations"):
        content[name] = [{"id": one["id"]} for one in offer[name]]
    content["contacts"] = [{**one, "visibility": "public"} for one in offer["contacts"]]
    return content


def proposal(site: Product, status: str, *, conflict: bool = False) -> dict[str, Any]:
    """A change of a public offer, as the API would show it."""
    organization = site.ask("organizations", q="Arktos")["items"][0]
    offer = site.ask(f"offers/{site.ask('offers', organization=organization['id'], q='conflict')['items'][0]['id']}")
    content = _content(offer)
    changed = {
        "title": "Samen aan tafel na een zwaar conflict op school",
        "summary": "Een rustig gesprek met iedereen erbij, begeleid door iemand van buiten de school.",
        "availability": {"status": "waitingList", "waitingWeeks": 6},
        "themes": content["themes"][:1],
        "conditions": "Iedereen komt uit vrije wil.\nWie twijfelt, praat eerst met de begeleider.",
    }
    differences = [
        {"field": name, "proposed": value, "conflict": conflict and name == "summary", **_live(content, name)}
        for name, value in changed.items()
    ]
    return {
        "id": REVISION,
        "href": f"/api/v1/offerRevisions/{REVISION}",
        "status": status,
        "organization": {"id": organization["id"], "href": organization["href"], "name": organization["name"]},
        "offer": {"id": offer["id"], "href": offer["href"], "version": 3, "title": offer["title"]},
        "title": changed["title"],
        "createdAt": "2026-11-20T09:12:00Z",
        "updatedAt": "2026-11-23T13:32:00Z",
        "content": content | changed,
        "differences": differences,
        "mayPublish": status == "inReview",
        **({"remark": "Zeg erbij vanaf welke leeftijd het kan."} if status == "returned" else {}),
    }


def _live(content: dict[str, Any], name: str) -> dict[str, Any]:
    return {"live": content[name]} if name in content else {}


def _seems_to_be(visitor: Visitor, revision: dict[str, Any]) -> None:
    headers = {"ETag": '"1.x"'}
    visitor.page.route(f"**/api/v1/offerRevisions/{REVISION}", lambda route: route.fulfill(json=revision, headers=headers))
    items = {name: value for name, value in revision.items() if name not in {"content", "differences", "mayPublish"}}
    page = {"self": "/", "items": [items], "total": 1, "page": 1, "pageSize": 100, "first": "/", "last": "/"}
    answers(visitor, "/api/v1/offerRevisions?*", page)


def _overview(visitor: Visitor, site: Product) -> None:
    _seems_to_be(visitor, proposal(site, "returned"))
    enter(visitor, site, "partnerbeheer", OVERVIEW)


def _change(visitor: Visitor, site: Product) -> None:
    _seems_to_be(visitor, proposal(site, "returned"))
    enter(visitor, site, "partner", PROPOSAL)
    visitor.page.get_by_text("Wat verandert er?").click()
    expect(visitor.page.get_by_role("table")).to_be_visible()


def _faulty(visitor: Visitor, site: Product) -> None:
    visitor.expect_complaints("status of 400")
    names = ("title", "category", "addressees", "catchment.rules", "contacts", "contacts.0.value")
    issues = [{"type": "urn:problem-type:belgif:input-validation:invalidInput", "name": f"content.{name}"} for name in names]

    def refuse(route: Route) -> None:
        route.fulfill(status=400, json={"type": "urn:problem-type:belgif:badRequest", "status": 400, "issues": issues})

    _seems_to_be(visitor, proposal(site, "draft"))
    visitor.page.route("**/submissions", refuse)
    enter(visitor, site, "partner", PROPOSAL)
    visitor.page.get_by_role("button", name="Dien in").click()
    expect(visitor.page.get_by_role("alert")).to_be_visible()


def _clash(visitor: Visitor, site: Product) -> None:
    _seems_to_be(visitor, proposal(site, "draft", conflict=True))
    enter(visitor, site, "partner", PROPOSAL)
    expect(visitor.page.get_by_role("button", name="Bewaar mijn keuze")).to_be_visible()


def _review_list(visitor: Visitor, site: Product) -> None:
    _seems_to_be(visitor, proposal(site, "inReview"))
    enter(visitor, site, "coordinator", "/nazicht")


def _review(visitor: Visitor, site: Product) -> None:
    _seems_to_be(visitor, proposal(site, "inReview", conflict=True))
    enter(visitor, site, "coordinator", PROPOSAL)
    visitor.page.get_by_role("button", name="Stuur terug").click()
    expect(visitor.page.get_by_role("textbox")).to_be_focused()


def _press(name: str) -> Any:
    return lambda page: page.get_by_role("button", name=name).first.click()


EDITING: dict[str, Way] = {
    "own-organization": _overview,
    "own-region": goes_as("coordinator", OVERVIEW),
    "offer-change": _change,
    "offer-faulty": _faulty,
    "offer-clash": _clash,
    "review-list": _review_list,
    "review": _review,
    "edit-pages": goes_as("beheer", "/beheer/teksten"),
    "edit-page": goes_as("beheer", "/beheer/teksten/privacy"),
    "edit-synonyms": goes_as("beheer", "/beheer/synoniemen", _press("Wijzig")),
    "edit-lists": goes_as("beheer", "/beheer/codelijsten?lijst=themes", _press("Wijzig")),
    "edit-region": goes_as("coordinator", "/regios/OVL", _press("Schrijf iets over deze regio")),
}
