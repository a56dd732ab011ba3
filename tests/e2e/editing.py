"""The pages on which people keep their own records, and how to get there: each by a demo account."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from bruggen.seeding.accounts import DOMAIN, PASSWORD
from tests.e2e.product import Product
from tests.e2e.visitor import Visitor

OVERVIEW = "/mijn-organisatie"


def enter(visitor: Visitor, mailbox: str, path: str) -> None:
    """Sign in with a demo account and go on to a page."""
    page = visitor.page
    page.goto(f"/aanmelden?naar={path}")
    page.locator("[name=email]").fill(f"{mailbox}@{DOMAIN}")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("/aanmelden"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def begin_offer(visitor: Visitor, mailbox: str = "partner") -> None:
    """Begin a new offer, which the test takes away again."""
    enter(visitor, mailbox, OVERVIEW)
    visitor.page.get_by_role("button", name="Nieuw aanbod").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Nieuw aanbod")


def withdraw(visitor: Visitor) -> None:
    """Take the proposal away that is open."""
    page = visitor.page
    page.get_by_role("button", name="Trek in").click()
    page.get_by_role("dialog").get_by_role("button", name="Trek in").click()
    expect(page).to_have_url(re.compile(f"{OVERVIEW}(\\?|$)"))


def _overview(visitor: Visitor, _: Product) -> None:
    enter(visitor, "partnerbeheer", OVERVIEW)


def _coordinator(visitor: Visitor, _: Product) -> None:
    enter(visitor, "coordinator", OVERVIEW)


def _new_offer(visitor: Visitor, _: Product) -> None:
    begin_offer(visitor)


def _faulty_offer(visitor: Visitor, _: Product) -> None:
    visitor.expect_complaints("status of 400")
    begin_offer(visitor)
    visitor.page.get_by_role("button", name="Dien in").click()
    expect(visitor.page.get_by_role("alert")).to_be_visible()


def _review(visitor: Visitor, _: Product) -> None:
    enter(visitor, "coordinator", "/nazicht")


def _goes_as(mailbox: str, path: str) -> Callable[[Visitor, Product], None]:
    return lambda visitor, _: enter(visitor, mailbox, path)


EDITING_WAYS = {
    "own-organization": _overview,
    "own-region": _coordinator,
    "offer-new": _new_offer,
    "offer-faulty": _faulty_offer,
    "review": _review,
    "edit-pages": _goes_as("beheer", "/beheer/teksten"),
    "edit-page": _goes_as("beheer", "/beheer/teksten/privacy"),
    "edit-synonyms": _goes_as("beheer", "/beheer/synoniemen"),
    "edit-lists": _goes_as("beheer", "/beheer/codelijsten?lijst=themes"),
}
