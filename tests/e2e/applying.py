"""What who hands in a case does with a page, and their colleague of the other side."""

import re

from playwright.sync_api import Page, expect

from bruggen.seeding.accounts import DOMAIN
from tests.conftest import House
from tests.e2e.casework import field
from tests.e2e.sign_in import mailed_path

OTHER_SIDE = f"jeugdhulp@{DOMAIN}"
JOIN = "/casussen/meedoen"
SUMMARY = "Blijft sinds de herfst thuis van de lagere school"
HOPED = "Dat de maandag weer lukt."


def begin(page: Page) -> str:
    """Begin an application; its address."""
    page.goto("/casussen/nieuw")
    page.get_by_role("button", name="Begin een aanmelding").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(r"Aanmelding ROTS-[A-Z0-9]{4}-[A-Z0-9]{2}"))
    return page.url


def write(page: Page, **texts: str) -> None:
    """Write into fields and wait until it is saved."""
    for name, text in texts.items():
        field(page, name).fill(text)
    expect_saved(page)


def expect_saved(page: Page) -> None:
    """Wait until nothing is left to save."""
    page.evaluate("() => new Promise((done) => setTimeout(done))")
    expect(page.locator("[data-state]")).to_have_attribute("data-state", "saved")


def choose(page: Page, *labels: str) -> None:
    """Tick or choose what is called this."""
    for label in labels:
        page.get_by_label(label, exact=True).check()


def fill_in_all(page: Page) -> None:
    """Fill in what is needed before an application can be handed in."""
    field(page, "domicile").fill("Gent")
    choose(page, "Consult: de coördinatoren denken mee", "Binnen twee weken")
    field(page, "birthYear").fill("2016")
    field(page, "level").select_option("primary")
    field(page, "schooling").select_option("atHome")
    choose(page, "Wachtlijst", "Schoolweigering", "Jongere of ouders weten het")
    field(page, "tried.0.what").fill("Verminderd lesrooster")
    write(page, summary=SUMMARY, blocked="De maandag lukt niet meer.", hopedFor=HOPED)


def invite(page: Page, house: House) -> str:
    """Invite the other side; the path of the link that it gets."""
    field(page, "otherSide").fill(OTHER_SIDE)
    page.get_by_role("button", name="Stuur de uitnodiging").click()
    expect(page.get_by_role("main").get_by_text(f"verstuurd naar {OTHER_SIDE}")).to_be_visible()
    return mailed_path(house, OTHER_SIDE, JOIN)


def join(page: Page, path: str) -> None:
    """Join by this link."""
    page.goto(path)
    page.get_by_role("button", name="Doe mee").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Aanmelding ROTS-")
