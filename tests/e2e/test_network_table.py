"""A coordinator runs a network: plans a meeting, invites, notes who came, and brings in who is missing."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect
from sqlalchemy import select

from bruggen.kit.clock import now, today
from bruggen.models import MailMessage, MeetingAttendance, Network, NetworkMeeting, NetworkMember, Organization
from bruggen.seeding.accounts import ORGANIZATION, seed_demo_accounts
from bruggen.seeding.expertise import seed_demo_expertise
from tests.conftest import House
from tests.e2e.conftest import Visit, settings_of
from tests.e2e.product import Product, serving
from tests.e2e.sign_in import expect_fault, fill_in
from tests.e2e.visitor import PHONE
from tests.e2e.ways import enter, tab_to

NETWORK = "RADAR"


@pytest.fixture(scope="module")
def own_house(make_house: Callable[[str], House]) -> House:
    """A database that these tests may change."""
    house = make_house("sqlite")
    with house.sessions().begin() as session:
        seed_demo_expertise(session)
        seed_demo_accounts(session)
    return house


@pytest.fixture(scope="module")
def own_site(own_house: House) -> Iterator[Product]:
    with serving(settings_of(own_house) | {"BRUGGEN_DEMO": "true"}) as product:
        yield product


@pytest.fixture
def home(own_house: House) -> str:
    """Where the network is."""
    with own_house.sessions()() as session:
        return f"/netwerken/{session.scalars(select(Network.id).where(Network.title == NETWORK)).one()}"


def _mailed(house: House) -> set[str]:
    with house.sessions()() as session:
        return set(session.scalars(select(MailMessage.recipient)))


def _takes_place(house: House, title: str) -> None:
    """The day comes: the meeting began two hours ago, and is over."""
    with house.sessions().begin() as session:
        meeting = session.scalars(select(NetworkMeeting).where(NetworkMeeting.title == title)).one()
        meeting.starts_at, meeting.ends_at = now() - timedelta(hours=2), now() - timedelta(minutes=5)


def _held(house: House, title: str) -> str:
    """Enter a meeting that is over and about which nobody noted anything; returns its id."""
    with house.sessions().begin() as session:
        network = session.scalars(select(Network).where(Network.title == NETWORK)).one()
        meeting = NetworkMeeting(
            network_id=network.id, title=title, starts_at=now() - timedelta(hours=2), ends_at=now() - timedelta(minutes=5)
        )
        session.add(meeting)
        session.flush()
        for name in ("Zorgcoördinatie", "Onthaal", "Leerlingbegeleiding"):
            session.add(MeetingAttendance(meeting_id=meeting.id, name=name))
            session.flush()
        return str(meeting.id)


def _noted(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name).get_by_role("radio", checked=True)


def _saved(page: Page) -> None:
    expect(page.locator("[data-state=saved]")).to_be_visible()


class TestAMeeting:
    def test_is_planned_told_and_who_came_is_noted(
        self, visit: Visit, own_site: Product, own_house: House, home: str, screen: ViewportSize
    ) -> None:
        visitor = visit(url=own_site.url, viewport=screen, has_touch=screen == PHONE)
        page, title = visitor.page, f"Kernoverleg op {screen['width']}"
        enter(visitor, own_site, "coordinator", home)
        page.get_by_role("link", name="Overleg en leden").click()
        page.get_by_role("link", name="Plan een overleg").click()
        page.get_by_role("button", name="Plan het overleg").click()
        expect_fault(page, "Kies een dag.")
        fill_in(page, title=title, day=(today() + timedelta(days=7)).isoformat(), until="15:30", place="De Krook, Gent")
        page.locator("[name=from]").fill("13:30")
        page.get_by_role("button", name="Plan het overleg").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(page.get_by_text("13:30 tot 15:30")).to_be_visible()

        mailboxes = [f"{name}-{screen['width']}@dienst.example" for name in ("een", "twee")]
        if not page.get_by_role("form", name="Wie komt er?").is_visible():
            page.get_by_role("button", name="Wijzig de lijst").click()
        for number, mailbox in enumerate(mailboxes):
            page.locator(f"[name='attendances.{number}.email']").fill(mailbox)
        page.get_by_role("button", name="Bewaar de lijst").click()
        page.get_by_role("button", name="Nodig uit").click()
        question = page.get_by_role("dialog", name="Uitnodigingen versturen?")
        expect(question).to_contain_text("Geen mail, want nog geen mailadres")
        question.get_by_role("button", name="Verstuur").click()
        expect(page.get_by_role("main").get_by_text("2 uitnodigingen zijn verstuurd.")).to_be_visible()
        assert set(mailboxes) <= _mailed(own_house)

        _takes_place(own_house, title)
        page.reload()
        first, second = (page.get_by_role("group").filter(has=page.locator("[type=radio]")).nth(number) for number in (0, 1))
        first.get_by_label("Was er", exact=False).first.check()
        second.get_by_label("Was er niet").check()
        page.get_by_label("Wat werd er besproken?").fill("We spraken af wie de scholen belt.")
        _saved(page)
        page.get_by_role("button", name="Nieuwe afspraak").click()
        fill_in(page, text="De scholen bellen", owner="CLB")
        page.get_by_role("dialog").get_by_role("button", name="Bewaren").click()
        page.get_by_role("checkbox", name="De scholen bellen").check()
        expect(page.get_by_text("klaar op")).to_be_visible()

        page.reload()
        expect(page.get_by_text(re.compile("^1 van [0-9]+ waren er"))).to_be_visible()
        expect(page.get_by_label("Wat werd er besproken?")).to_have_value("We spraken af wie de scholen belt.")
        page.get_by_role("link", name=f"Overleg van {NETWORK}").click()
        held = page.get_by_role("region", name="Voorbij").or_(page.get_by_role("region", name="Komend"))
        expect(held.get_by_role("article").filter(has_text=title)).to_contain_text("Ging door")

    def test_tells_by_keyboard_alone_who_came_and_loses_nothing(
        self, visit: Visit, own_site: Product, own_house: House, home: str
    ) -> None:
        visitor = visit(url=own_site.url)
        page = visitor.page
        enter(visitor, own_site, "coordinator", f"{home}/overleg/{_held(own_house, 'Met het toetsenbord')}")
        tab_to(page, "came-")
        page.keyboard.press("1")
        page.keyboard.press("Tab")
        page.keyboard.press("2")
        page.keyboard.press("Tab")
        page.keyboard.press("1")
        expect(page.get_by_text("2 van 3 waren er")).to_be_visible()
        # Whatever was pressed is there again, also when nobody waited for it to be saved.
        page.reload()
        _saved(page)
        expect(_noted(page, "Zorgcoördinatie")).to_have_value("yes")
        expect(_noted(page, "Onthaal")).to_have_value("no")
        expect(_noted(page, "Leerlingbegeleiding")).to_have_value("yes")

    def test_puts_forward_who_came_to_the_network_since_it_was_planned(
        self, visit: Visit, own_site: Product, own_house: House, home: str
    ) -> None:
        visitor = visit(url=own_site.url)
        page = visitor.page
        meeting = _held(own_house, "Met wie er nieuw is")
        enter(visitor, own_site, "coordinator", f"{home}/overleg/{meeting}")
        page.get_by_role("button", name="Wijzig de lijst").click()
        page.get_by_role("button", name=re.compile("^Zet erbij: .*Vrij CLB")).click()
        page.get_by_role("button", name="Bewaar de lijst").click()
        expect(page.get_by_role("group", name="Vrij CLB")).to_be_visible()
        expect(page.get_by_text(re.compile("^0 van [0-9]+ waren er"))).to_be_visible()

    def test_is_called_off_after_a_word_on_what_that_does(
        self, visit: Visit, own_site: Product, own_house: House, home: str
    ) -> None:
        visitor = visit(url=own_site.url)
        page = visitor.page
        enter(visitor, own_site, "coordinator", f"{home}/overleg/nieuw")
        fill_in(page, title="Gaat niet door", day=(today() + timedelta(days=9)).isoformat(), until="11:00")
        page.locator("[name=from]").fill("09:00")
        page.get_by_role("button", name="Plan het overleg").click()
        page.get_by_role("button", name="Zeg het overleg af").click()
        question = page.get_by_role("dialog", name="Gaat dit overleg niet door?")
        expect(question).to_contain_text("Niemand krijgt een mail.")
        question.get_by_role("button", name="Zeg het overleg af").click()
        expect(page.get_by_role("main").get_by_text("Het overleg is afgezegd.")).to_be_visible()
        expect(page.get_by_role("button", name="Zeg het overleg af")).to_have_count(0)


class TestTheMembers:
    def test_who_is_missing_takes_part_in_one_step_and_leaves_by_its_last_day(
        self, visit: Visit, own_site: Product, home: str, screen: ViewportSize
    ) -> None:
        visitor = visit(url=own_site.url, viewport=screen)
        page = visitor.page
        enter(visitor, own_site, "coordinator", f"{home}/leden")
        missing = page.get_by_role("region", name=re.compile("^Wie ontbreekt aan tafel"))
        button = missing.get_by_role("button", name=re.compile("^Voeg toe: ")).first
        name = (button.get_attribute("aria-label") or "").removeprefix("Voeg toe: ")
        button.click()
        expect(page.get_by_role("main").get_by_text(f"{name} neemt nu deel.")).to_be_visible()
        expect(missing.get_by_text(name, exact=True)).to_have_count(0)

        page.get_by_role("button", name=f"Wijzig: {name}", exact=True).click()
        fill_in(page, until=today().isoformat(), responsibility="Brengt de vragen van ouders in.")
        page.get_by_role("dialog").get_by_role("button", name="Bewaren").click()
        expect(page.get_by_role("table").first).to_contain_text("Brengt de vragen van ouders in.")

    def test_a_post_takes_part_too_and_nobody_does_twice(self, visit: Visit, own_site: Product, home: str) -> None:
        visitor = visit(url=own_site.url)
        visitor.expect_complaints("status of 409")
        page = visitor.page
        enter(visitor, own_site, "coordinator", f"{home}/leden")
        page.get_by_role("button", name="Nieuw lid").click()
        page.get_by_role("dialog").get_by_role("button", name="Bewaren").click()
        expect_fault(page, "Kies een organisatie, of schrijf een functie of dienst.")
        fill_in(page, post="Ouderwerking")
        page.get_by_role("dialog").get_by_role("button", name="Bewaren").click()
        expect(page.get_by_role("main").get_by_text("Ouderwerking neemt nu deel.")).to_be_visible()
        page.get_by_role("button", name="Nieuw lid").click()
        fill_in(page, post="ouderwerking")
        page.get_by_role("dialog").get_by_role("button", name="Bewaren").click()
        expect_fault(page, "Dit bestaat al.")


class TestSomebodyElse:
    def test_is_offered_nothing_and_told_so(self, visit: Visit, own_site: Product, home: str) -> None:
        visitor = visit(url=own_site.url)
        visitor.expect_complaints("status of 403|Not found: ")
        page = visitor.page
        enter(visitor, own_site, "coordinator-antwerpen", home)
        expect(page.get_by_role("link", name="Stel een wijziging voor")).to_be_visible()
        expect(page.get_by_role("link", name="Overleg en leden")).to_have_count(0)
        page.goto(f"{home}/leden")
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Leden")

    def test_who_takes_part_reads_what_was_noted_and_changes_nothing(
        self, visit: Visit, own_site: Product, own_house: House, home: str
    ) -> None:
        meeting = _held(own_house, "Voor wie deelneemt")
        with own_house.sessions().begin() as session:
            network = session.scalars(select(Network).where(Network.title == NETWORK)).one()
            partner = session.scalars(select(Organization.id).where(Organization.external_id == ORGANIZATION)).one()
            session.add(NetworkMember(network_id=network.id, organization_id=partner, role="member"))
        visitor = visit(url=own_site.url)
        page = visitor.page
        enter(visitor, own_site, "partner", f"{home}/overleg/{meeting}")
        expect(page.get_by_text("Zorgcoördinatie")).to_be_visible()
        expect(page.get_by_role("main").get_by_role("radio")).to_have_count(0)
        expect(page.get_by_role("button", name="Wijzig")).to_have_count(0)
