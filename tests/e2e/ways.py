"""Ways to a page: what every list of them is made of."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from bruggen.seeding.accounts import DOMAIN, PASSWORD
from tests.e2e.product import Product
from tests.e2e.sign_in import give_password
from tests.e2e.visitor import Visitor

Way = Callable[[Visitor, Product], None]


def open_page(visitor: Visitor, path: str) -> None:
    """Go to a page and wait for its heading."""
    visitor.page.goto(path)
    expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()


def goes_to(path: str) -> Way:
    """The way of anybody."""
    return lambda visitor, _: open_page(visitor, path)


# The cookies of whoever signed in, by site and mailbox: how often somebody may sign in is bounded, and so each does it once.
_cookies: dict[tuple[str, str], Any] = {}


def sign_in(page: Page, mailbox: str, path: str) -> None:
    """Sign in as one of the demo's people, on the way to a page."""
    page.goto(f"/aanmelden?naar={path}")
    give_password(page, f"{mailbox}@{DOMAIN}", PASSWORD)
    page.wait_for_url(lambda url: "/aanmelden" not in url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def stay_signed_in(visitor: Visitor, cookies: Any, path: str) -> None:
    """Come to a page with the cookies that somebody had who signed in before."""
    visitor.context.add_cookies(cookies)
    visitor.page.goto("/config.json")
    visitor.page.evaluate("() => localStorage.setItem('bruggen:signedIn', '')")
    open_page(visitor, path)


def enter(visitor: Visitor, site: Product, mailbox: str, path: str) -> None:
    """Come to a page as one of the demo's people, who stays signed in from visit to visit."""
    key = site.url, mailbox
    if key in _cookies:
        stay_signed_in(visitor, _cookies[key], path)
    else:
        sign_in(visitor.page, mailbox, path)

    def keep() -> None:
        # A page that is still renewing has used its cookie up, and has no other yet.
        for page in visitor.context.pages:
            page.wait_for_load_state("networkidle")
        _cookies[key] = visitor.context.cookies()

    # As they are in the end: the one that renews is good once, and each page that loads uses it.
    visitor.before_leaving(keep)


def goes_as(mailbox: str, path: str, *steps: Callable[[Page], object]) -> Way:
    """The way of one of the demo's people, and what they do when they are there."""

    def go(visitor: Visitor, site: Product) -> None:
        enter(visitor, site, mailbox, path)
        for step in steps:
            step(visitor.page)

    return go


def tab_to(page: Page, name: str) -> None:
    """Go on with the keyboard until a control of this name has it."""
    for _ in range(40):
        if page.evaluate("() => document.activeElement.name || document.activeElement.ariaLabel || ''").startswith(name):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never came to {name}")


def answers(visitor: Visitor, path: str, body: dict[str, Any]) -> None:
    """From now on the API says this, to whatever is asked there."""
    visitor.page.route(f"**{path}", lambda route: route.fulfill(json=body))
