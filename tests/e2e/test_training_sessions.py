"""Whoever gives a training keeps its sessions, and who came looks back."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from bruggen.kit.clock import now, today
from bruggen.models import Evaluation, TrainingSession
from bruggen.seeding.accounts import seed_demo_accounts
from tests.conftest import House
from tests.e2e.conftest import Visit, settings_of
from tests.e2e.expertise import fill_registration
from tests.e2e.product import Product, serving
from tests.e2e.sign_in import expect_fault, fill_in, mailed_path
from tests.e2e.visitor import PHONE
from tests.e2e.ways import enter
from tests.make.expertise import make_item

TITLE = "Een klas die luistert"
WAYS_IN = re.compile("^(Schrijf je in|Zet me op de wachtlijst)")
FIRST, SECOND = "oona@school.example", "bram@school.example"


@pytest.fixture(scope="module")
def own_house(make_house: Callable[[str], House]) -> House:
    """A database with accounts, and a training and a gathering without a session."""
    house: House = make_house("sqlite")
    with house.sessions().begin() as session:
        seed_demo_accounts(session)
        make_item(session, "training", title=TITLE)
        make_item(session, "gathering", title="Netwerkmoment over spijbelen")
    return house


@pytest.fixture(scope="module")
def own_site(own_house: House) -> Iterator[Product]:
    with serving(settings_of(own_house) | {"BRUGGEN_DEMO": "true"}) as product:
        yield product


@pytest.fixture
def organizer(visit: Visit, own_site: Product) -> Page:
    """The coordinator, on the page of the trainings."""
    visitor = visit(url=own_site.url)
    enter(visitor, own_site, "coordinator", "/vormingen")
    page: Page = visitor.page
    return page


@pytest.fixture
def teacher(visit: Visit, own_site: Product) -> Page:
    """Somebody with a phone, without an account."""
    page: Page = visit(url=own_site.url, viewport=PHONE, has_touch=True).page
    return page


def title_of(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def plan(page: Page, title: str, **fields: str) -> str:
    """Plan a session in ten days; returns its address."""
    page.get_by_role("link", name=title).click()
    page.get_by_role("link", name="Sessies en inschrijvingen").click()
    page.get_by_role("link", name="Plan een sessie").click()
    expect(page.locator("[name=day]")).to_be_focused()
    fill_in(page, day=str(today() + timedelta(days=10)), **{"from": "13:30", "until": "16:30", "place": "De Krook", **fields})
    page.get_by_role("button", name="Plan de sessie").click()
    expect(title_of(page)).to_have_text(title)
    return page.url


def register(page: Page, name: str, email: str) -> None:
    page.goto("/vormingen")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name=WAYS_IN).click()
    fill_registration(page, name=name, email=email)
    page.get_by_role("button", name=WAYS_IN).click()


def let_pass(house: House) -> None:
    """The sessions were an hour ago."""
    with house.sessions().begin() as session:
        for meeting in session.query(TrainingSession):
            meeting.ends_at = now() - timedelta(hours=1)
            meeting.starts_at = meeting.ends_at - timedelta(hours=3)


class TestATraining:
    def test_is_planned_filled_held_and_looked_back_on(
        self, organizer: Page, teacher: Page, own_house: House, tmp_path: Path
    ) -> None:
        address = plan(organizer, TITLE, capacity="1")
        expect(organizer.get_by_text("Nog niemand is ingeschreven")).to_be_visible()

        register(teacher, "Oona Vermeulen", FIRST)
        expect(title_of(teacher)).to_have_text("Je bent ingeschreven")
        register(teacher, "Bram De Coninck", SECOND)
        expect(title_of(teacher)).to_have_text("Je staat op de wachtlijst")

        organizer.reload()
        rows = organizer.get_by_role("table", name="Inschrijvingen").locator("tbody").get_by_role("row")
        expect(rows.nth(0)).to_contain_text("Oona Vermeulen")
        expect(rows.nth(1)).to_contain_text("Wacht, nummer 1")
        organizer.get_by_role("button", name="Wijzig de sessie").click()
        fill_in(organizer, capacity="2")
        organizer.get_by_role("button", name="Bewaren").click()
        expect(organizer.get_by_role("region", name="Inschrijvingen").get_by_text("2 met een plaats")).to_be_visible()
        expect(organizer.get_by_role("button", name="Ja Oona Vermeulen was er")).to_have_count(0)

        let_pass(own_house)
        organizer.reload()
        organizer.get_by_role("button", name="Ja Bram De Coninck was er").focus()
        organizer.keyboard.press("n")
        expect(organizer.get_by_role("button", name="Ja Oona Vermeulen was er")).to_be_focused()
        organizer.keyboard.press("j")
        expect(organizer.get_by_text("1 was er, 0 nog te noteren")).to_be_visible()
        organizer.reload()
        expect(organizer.get_by_role("button", name="Ja Oona Vermeulen was er")).to_have_attribute("aria-pressed", "true")
        expect(organizer.get_by_role("button", name="Nee Bram De Coninck was er niet")).to_have_attribute("aria-pressed", "true")

        teacher.goto(mailed_path(own_house, FIRST, "/inschrijving"))
        expect(title_of(teacher)).to_have_text("Je was erbij")
        with teacher.expect_response("**/registrationCertificates") as answer, teacher.expect_download() as download:
            teacher.get_by_role("button", name="Download je attest").click()
        assert answer.value.headers["content-type"] == "application/pdf"
        assert download.value.suggested_filename == "attest.pdf"
        download.value.save_as(tmp_path / "attest.pdf")
        content = (tmp_path / "attest.pdf").read_bytes()
        assert content.startswith(b"%PDF") and len(content) > 1000

        teacher.get_by_role("button", name="Verstuur mijn antwoord").click()
        expect_fault(teacher, "Kies hoe goed je het vond.")
        teacher.get_by_label("Heel goed").check()
        fill_in(teacher, useful="De voorbeelden uit de klas.")
        teacher.get_by_role("button", name="Verstuur mijn antwoord").click()
        expect(title_of(teacher)).to_have_text("Dank je wel")
        expect(title_of(teacher)).to_be_focused()
        with own_house.sessions().begin() as session:
            said = session.query(Evaluation).one()
            assert (said.score, said.useful, said.better) == (5, "De voorbeelden uit de klas.", None)

        organizer.goto(address)
        expect(organizer.get_by_text("1 antwoord. Vanaf 5 antwoorden")).to_be_visible()
        with organizer.expect_download() as list_of_names:
            organizer.get_by_role("button", name="CSV").click()
        assert list_of_names.value.suggested_filename == "inschrijvingen.csv"


class TestAGathering:
    def test_is_planned_again_cancelled_and_removed(self, organizer: Page) -> None:
        organizer.goto("/bijeenkomsten")
        plan(organizer, "Netwerkmoment over spijbelen", capacity="12")
        organizer.get_by_role("link", name="Sessies en inschrijvingen").click()
        organizer.get_by_role("link", name=re.compile("^Plan opnieuw")).click()
        expect(organizer.get_by_label("Aantal plaatsen")).to_have_value("12")
        organizer.get_by_role("button", name="Plan de sessie").click()
        expect_fault(organizer, "Kies een dag.")
        fill_in(organizer, day=str(today() + timedelta(days=40)))
        organizer.get_by_role("button", name="Plan de sessie").click()
        expect(organizer.get_by_text("Nog niemand is ingeschreven")).to_be_visible()

        organizer.get_by_role("button", name="Zeg de sessie af").click()
        question = organizer.get_by_role("dialog", name="Wil je deze sessie afzeggen?")
        expect(question).to_contain_text("niemand krijgt een mail")
        question.get_by_role("button", name="Zeg de sessie af").click()
        expect(organizer.get_by_text("Gaat niet door", exact=True)).to_be_visible()

        organizer.get_by_role("link", name="Sessies en inschrijvingen").click()
        ahead = organizer.get_by_role("table", name="Komende sessies").locator("tbody").get_by_role("row")
        expect(ahead).to_have_count(2)
        ahead.first.get_by_role("link").first.click()
        organizer.get_by_role("button", name="Verwijder de sessie").click()
        organizer.get_by_role("dialog").get_by_role("button", name="Verwijder de sessie").click()
        expect(ahead).to_have_count(1)

    def test_is_kept_by_nobody_else(self, visit: Visit, own_site: Product) -> None:
        visitor = visit(url=own_site.url)
        enter(visitor, own_site, "clb", "/bijeenkomsten")
        page: Page = visitor.page
        page.get_by_role("link", name="Netwerkmoment over spijbelen").click()
        expect(page.get_by_role("button", name="Afdrukken")).to_be_visible()
        expect(page.get_by_role("link", name="Sessies en inschrijvingen")).to_have_count(0)
        visitor.expect_complaints("status of 403|Forbidden|forbidden")
        page.goto(f"{page.url}/sessies")
        expect(title_of(page)).not_to_have_text("Sessies en inschrijvingen")
