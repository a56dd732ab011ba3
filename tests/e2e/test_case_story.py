"""One case from application to closure, with four people signed in at once: each sees their part of it, and no more."""

import re

import pytest
from playwright.sync_api import Page, expect

from bruggen.seeding.accounts import DOMAIN
from tests.conftest import House
from tests.e2e.applying import HOPED, SUMMARY, begin, choose, fill_in_all, invite, join, write
from tests.e2e.casework import button, field, open_case
from tests.e2e.conftest import ComeIn

REFERRER, OTHER_SIDE, COORDINATOR, EXPERT = "clb", "jeugdhulp", "coordinator", "beleid-onderwijs"
EVERYBODY = (REFERRER, OTHER_SIDE, COORDINATOR, EXPERT)
PARTIES = (REFERRER, OTHER_SIDE, COORDINATOR)
SEEN = "Thuis zien wij vooral vermoeidheid."
AMONG_US = "Eerst horen of er plaats is."
WHY = "Kent de stap van thuis naar school."
THINKING_ALONG = "Begin met een uur, op een vaste dag."
ADVICE = "Een vaste begeleider, en klein beginnen."
FEEDBACK = "Er kan iemand aan huis komen, vanaf januari."
# To who reads no cases at all it says so.
NOT_THERE = re.compile("^Deze pagina is (er niet|niet voor jou)$")


class Room:
    """Four browsers, and the case that they are about."""

    def __init__(self, come_in: ComeIn) -> None:
        self.pages: dict[str, Page] = {who: come_in("/profiel", who) for who in EVERYBODY}
        self.address = ""

    def __getitem__(self, who: str) -> Page:
        return self.pages[who]

    def open(self, who: str) -> Page:
        """The case in somebody's browser, as it is now, with all that stands around it."""
        page = self.pages[who]
        page.goto(self.address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_load_state("networkidle")
        return page

    def expect_readers(self, *who: str) -> None:
        """These may open the case; to the others it is not there."""
        for one in EVERYBODY:
            expect(self.open(one).get_by_role("heading", level=1)).to_have_text(SUMMARY if one in who else NOT_THERE)

    def expect_read(self, text: str, *who: str) -> None:
        """These read this in the case; the others do not, wherever they look."""
        for one in EVERYBODY:
            main = self.open(one).get_by_role("main")
            (expect(main).to_contain_text if one in who else expect(main).not_to_contain_text)(text)

    def expect_state(self, state: str, *who: str) -> None:
        """To these the case has come this far."""
        for one in who:
            expect(self.open(one).get_by_role("list", name="Waar deze casus staat")).to_contain_text(state)


@pytest.fixture
def room(come_in: ComeIn) -> Room:
    return Room(come_in)


def apply(room: Room, house: House) -> None:
    """The referrer begins, the other side joins and confirms, the referrer hands in."""
    clb, other = room[REFERRER], room[OTHER_SIDE]
    room.address = begin(clb).removesuffix("/aanmelding")
    fill_in_all(clb)
    for who in (OTHER_SIDE, COORDINATOR, EXPERT):
        expect(room.open(who).get_by_role("heading", level=1)).to_have_text(NOT_THERE)
    join(other, invite(clb, house))
    expect(field(other, "summary")).to_have_value(SUMMARY)
    write(other, otherSideView=SEEN)
    expect(other.get_by_role("button", name="Dien de aanmelding in")).to_have_count(0)
    other.get_by_role("button", name="Ik bevestig dat ook wij vastzitten").click()
    expect(other.get_by_text("Je hebt bevestigd dat ook jullie vastzitten.")).to_be_visible()
    expect(room.open(COORDINATOR).get_by_role("heading", level=1)).to_have_text(NOT_THERE)
    clb.get_by_role("button", name="Dien de aanmelding in").click()
    expect(clb.get_by_role("heading", level=1)).to_have_text("Je aanmelding is ingediend")


def plan(page: Page) -> None:
    """The coordinator finds it among what is new, takes it in and plans the consult."""
    page.goto("/vandaag")
    page.get_by_role("link", name=re.compile("nieuwe aanmelding")).click()
    open_case(page, SUMMARY)
    button(page, "Opnemen voor screening").click()
    button(page, "Consult plannen").click()
    field(page, "consultAt").fill("2026-12-01")
    field(page, "consultAt.time").fill("14:00")
    page.get_by_role("dialog").get_by_role("button", name="Consult plannen").click()
    expect(page.get_by_role("main")).to_contain_text("di 1 dec 2026, 14:00")


def say_among_coordinators(page: Page, text: str) -> None:
    """Say something that is for the tandem alone."""
    page.get_by_label("Alleen onder coördinatoren").check()
    field(page, "text").fill(text)
    button(page, "Verstuur aan coördinatoren").click()
    expect(page.get_by_role("listitem").filter(has_text=text)).to_be_visible()


def say(page: Page, text: str) -> None:
    """Say something to everyone at the case."""
    field(page, "text").fill(text)
    button(page, "Verstuur").click()
    expect(page.get_by_role("listitem").filter(has_text=text)).to_be_visible()


def ask_expert(page: Page) -> None:
    """Let the expert think along."""
    button(page, "Vraag een expert").click()
    field(page, "email").fill(f"{EXPERT}@{DOMAIN}")
    field(page, "reason").fill(WHY)
    button(page, "Vraag").click()
    expect(page.get_by_role("button", name=re.compile("^Stop de toegang van"))).to_be_visible()


def write_down(page: Page, step: str, name: str, text: str) -> None:
    """Take a step that asks for a text."""
    button(page, step).click()
    dialog = page.get_by_role("dialog")
    dialog.locator(f"[name={name}]").fill(text)
    dialog.get_by_role("button", name=step).click()
    expect(dialog).to_have_count(0)


def judge(page: Page) -> None:
    """Say how useful it was."""
    choose(page, "Heel nuttig")
    button(page, "Bewaar mijn oordeel").click()
    expect(page.get_by_role("main").get_by_text("Bewaard", exact=True)).to_be_visible()


def close(page: Page) -> None:
    """Say what became of it."""
    button(page, "Afsluiten").click()
    dialog = page.get_by_role("dialog")
    field(page, "outcome").select_option(label="Terug naar school")
    dialog.get_by_role("button", name="Afsluiten").click()
    expect(button(page, "Heropenen")).to_be_visible()


def test_a_case_goes_from_application_to_closure_and_each_sees_their_part(room: Room, work_house: House) -> None:
    apply(room, work_house)
    room.expect_readers(*PARTIES)
    room.expect_state("Aangemeld", *PARTIES)
    for text in (HOPED, SEEN):
        room.expect_read(text, *PARTIES)

    plan(room[COORDINATOR])
    room.expect_state("Consult gepland", *PARTIES)
    say_among_coordinators(room[COORDINATOR], AMONG_US)
    ask_expert(room[COORDINATOR])
    room.expect_readers(*EVERYBODY)
    for text in (AMONG_US, WHY):
        room.expect_read(text, COORDINATOR)
    say(room[EXPERT], THINKING_ALONG)
    for text in (SEEN, THINKING_ALONG):
        room.expect_read(text, *EVERYBODY)

    write_down(room[COORDINATOR], "Consult vastleggen", "advice", ADVICE)
    room.expect_state("Consult gehouden", *EVERYBODY)
    room.expect_read(ADVICE, COORDINATOR)
    write_down(room[COORDINATOR], "Terugkoppelen", "feedback", FEEDBACK)
    room.expect_read(FEEDBACK, *EVERYBODY)
    room.expect_read(ADVICE, COORDINATOR)
    judge(room[REFERRER])
    expect(button(room[OTHER_SIDE], "Bewaar mijn oordeel")).to_be_visible()
    expect(button(room[EXPERT], "Bewaar mijn oordeel")).to_have_count(0)

    close(room[COORDINATOR])
    room.expect_state("Afgesloten", *EVERYBODY)
    for who in EVERYBODY:
        expect(field(room[who], "text")).to_have_count(0)
        expect(button(room[who], "Heropenen")).to_have_count(1 if who == COORDINATOR else 0)
    room[COORDINATOR].get_by_role("button", name=re.compile("^Stop de toegang van")).click()
    expect(room[COORDINATOR].get_by_text("voorbij", exact=True)).to_be_visible()
    room.expect_readers(*PARTIES)
