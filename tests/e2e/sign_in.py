"""Signing in, as the tests handle it."""

import re
import time
from email import policy
from email.parser import BytesParser

import pyotp
from playwright.sync_api import Locator, Page, expect

from bruggen.access.invitations import invite
from bruggen.kit.clock import today
from bruggen.models import RoleAssignment, User
from tests.conftest import House
from tests.e2e.product import PATIENCE

PASSWORD = "een brug van vier woorden"


def fill_in(page: Page, **fields: str) -> None:
    """Type into the fields of these names."""
    for name, text in fields.items():
        page.locator(f"[name={name}]").fill(text)


def give_password(page: Page, email: str, password: str) -> None:
    """Go through the first step of signing in, from wherever the page is."""
    if not page.url.split("?")[0].endswith("/aanmelden"):
        page.goto("/aanmelden")
    fill_in(page, email=email, password=password)
    page.get_by_role("main").get_by_role("button", name="Aanmelden", exact=True).click()


def give_code(page: Page, code: str, button: str = "Aanmelden") -> None:
    """Give a code and go on."""
    fill_in(page, code=code)
    page.get_by_role("main").get_by_role("button", name=button, exact=True).click()


def code_of(secret: str) -> str:
    """The code that an authenticator app shows now. It is good once."""
    return pyotp.TOTP(secret).now()


def shown_secret(page: Page) -> str:
    """The secret that stands beside the QR code."""
    secret = page.get_by_role("main").locator("code")
    expect(secret).to_be_visible()
    return secret.inner_text().replace(" ", "")


def expect_fault(page: Page, text: str) -> None:
    """Wait until the form says this, with the keyboard on it."""
    summary = page.get_by_role("alert").filter(has_text="Kijk dit even na")
    expect(summary).to_contain_text(text)
    expect(summary).to_be_focused()


def account_button(page: Page, name: str) -> Locator:
    """The menu of the person in the head of the page."""
    return page.get_by_role("banner").get_by_role("button", name=name)


def go_to_profile(page: Page, name: str) -> None:
    """From where the work begins to one's own page."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Vandaag")
    account_button(page, name).click()
    page.get_by_role("link", name="Mijn profiel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn profiel")


def invite_person(house: House, url: str, *, email: str, name: str, **role: str) -> None:
    """Have somebody invited to a role, by mail."""
    with house.sessions().begin() as session:
        user = User(email=email, name=name, roles=[RoleAssignment(valid_from=today(), **role)])
        session.add(user)
        session.flush()
        invite(session, user, public_url=url)


def mailed_path(house: House, email: str, path: str = "/wachtwoord") -> str:
    """The path, secret and all, of the newest link of this kind that was mailed to somebody."""
    link = re.compile(rf"http\S+{path}#(\S+)")
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for file in sorted(house.outbox.glob("*.eml"), reverse=True):
            mail = BytesParser(policy=policy.default).parsebytes(file.read_bytes())
            text = mail.get_body(("plain",))
            found = link.search(text.get_content()) if text and mail["To"] == email else None
            if found:
                file.unlink()
                return f"{path}#{found[1]}"
        time.sleep(0.05)
    raise TimeoutError(f"no link was mailed to {email}")
