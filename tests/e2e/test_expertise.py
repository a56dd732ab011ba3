"""Learning from each other: what a visitor finds, and a teacher who registers from a phone."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from bruggen.kit.clock import now
from bruggen.models import TrainingSession
from tests.conftest import House
from tests.e2e.conftest import Visit
from tests.e2e.expertise import fill_registration, first_page
from tests.e2e.product import Product
from tests.e2e.sign_in import mailed_path
from tests.e2e.visitor import PHONE
from tests.make.expertise import make_item

WAYS_IN = re.compile("^(Schrijf je in|Zet me op de wachtlijst)")


def title_of(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def cancel(page: Page) -> None:
    """Take the registration back that the page shows."""
    page.get_by_role("button", name="Zeg af").click()
    page.get_by_role("dialog", name="Wil je afzeggen?").get_by_role("button", name="Zeg af").click()
    expect(title_of(page)).to_have_text("Je bent afgemeld")
    expect(title_of(page)).to_be_focused()


class TestAVisitor:
    def test_finds_a_network_of_the_region_and_who_takes_part(self, page: Page, site: Product) -> None:
        network = site.ask("networks", region="OVL", networkKind="mentalHealthNetwork")["items"][0]
        members = site.ask(f"networks/{network['id']}/members")["items"]

        page.goto("/")
        page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Leren").click()
        page.get_by_role("heading", name="Netwerken").get_by_role("link").click()
        page.get_by_label("Regio").select_option(label="Oost-Vlaanderen")
        expect(page).to_have_url(re.compile(r"\?region=OVL$"))
        page.get_by_label("Soort netwerk").select_option(label="Netwerk geestelijke gezondheid")
        expect(page).to_have_url(re.compile(r"\?region=OVL&networkKind=mentalHealthNetwork$"))
        page.get_by_role("article").get_by_role("link", name=network["title"]).click()

        expect(page.get_by_role("heading", level=1)).to_have_text(network["title"])
        rows = page.get_by_role("table", name="Leden van het netwerk").locator("tbody").get_by_role("row")
        expect(rows).to_have_count(len(members))
        expect(rows.filter(has_text="Trekker")).to_contain_text(network["organization"]["name"])

    def test_finds_a_practice_by_its_words_and_reads_what_did_not_work_too(self, page: Page, site: Product) -> None:
        total = site.ask("goodPractices", q="landing")["total"]
        page.goto("/praktijken")
        page.get_by_label("Zoekwoorden").fill("landing")
        expect(page.locator("h2#results")).to_have_text("1 goede praktijk" if total == 1 else f"{total} goede praktijken")
        page.get_by_role("article").first.get_by_role("heading").get_by_role("link").click()
        for title in ("Wat was de aanleiding?", "Wat werkt?", "Waar loopt het soms fout?"):
            expect(page.get_by_role("heading", level=2, name=title)).to_be_visible()
        page.get_by_role("link", name="Stap voor stap terug naar de klas").click()
        expect(page).to_have_url(re.compile("/aanbod/"))
        page.go_back()
        page.get_by_role("link", name="Goede praktijken").first.click()
        expect(page.get_by_label("Zoekwoorden")).to_have_value("landing")

    def test_sees_the_months_and_keeps_the_theme_from_list_to_calendar(self, page: Page, site: Product) -> None:
        session = site.ask("trainingSessions", theme="schoolRefusal", kind="training")["items"][0]
        page.goto("/vormingen?theme=schoolRefusal")
        page.get_by_role("link", name="Kalender").click()
        expect(page.get_by_label("Thema")).to_have_value("schoolRefusal")
        found = page.get_by_role("table").get_by_role("link", name=session["item"]["title"])
        while not found.count():
            heading = page.locator("h2#month").inner_text()
            page.get_by_role("navigation", name="Andere maanden").get_by_role("link").last.click()
            expect(page.locator("h2#month")).not_to_have_text(heading)
        found.first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(session["item"]["title"])

    def test_shows_a_gathering_in_a_hall_with_all_that_belongs_to_it(self, page: Page, site: Product) -> None:
        page.goto(first_page(site, "gatherings", q="infomoment"))
        size = page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)")
        page.get_by_role("link", name="Toon groot").click()
        expect(page.get_by_role("banner")).to_be_hidden()
        assert page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)") > size * 1.4
        for title in ("Programma", "Goede praktijken", "Aanbod"):
            expect(page.get_by_role("heading", level=2, name=title, exact=True)).to_be_visible()
        page.get_by_role("link", name="Toon gewoon").click()
        expect(page.get_by_role("banner")).to_be_visible()

    def test_sees_what_is_being_set_up_with_whom_and_how_it_grows(self, page: Page, site: Product) -> None:
        found = site.ask("initiatives", region="OVL", initiativeKind="offer")["items"][0]
        initiative = site.ask(f"initiatives/{found['id']}")
        page.goto("/leren")
        page.get_by_role("heading", name="Initiatieven in opbouw").get_by_role("link").click()
        page.get_by_label("Regio").select_option(label="Oost-Vlaanderen")
        page.get_by_role("article").get_by_role("link", name=initiative["title"]).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(initiative["title"])
        for milestone in initiative["milestones"]:
            shown = page.get_by_role("listitem").filter(has_text=milestone["title"])
            expect(shown).to_contain_text("Bereikt op" if "reachedOn" in milestone else re.compile("Tegen|gepland"))
        for partner in initiative["participants"]:
            expect(page.get_by_role("definition").filter(has_text=partner["name"]).first).to_be_visible()
        rows = page.get_by_role("table", name="Groei per schooljaar").locator("tbody").get_by_role("row")
        expect(rows).to_have_count(len(initiative["growth"]))

    def test_finds_what_a_region_learns_from_on_its_page(self, page: Page, site: Product) -> None:
        total = site.ask("trainings", region="LIM", pageSize=1)["total"]
        page.goto("/regios/LIM")
        learning = page.get_by_role("region", name="Leren van elkaar")
        learning.get_by_role("link", name=re.compile(r"vorming(en)?$")).last.click()
        expect(page.locator("h2#results")).to_have_text("1 vorming" if total == 1 else f"{total} vormingen")
        expect(page.get_by_label("Regio")).to_have_value("LIM")


class TestATeacherWithAPhone:
    @pytest.fixture(autouse=True)
    def full_but_for_one(self, own_house: House) -> None:
        """A training with a session of one place."""
        with own_house.sessions().begin() as session:
            training = make_item(session, "training", title="Rots en Water")
            begin = now() + timedelta(days=10)
            end = begin + timedelta(hours=3)
            session.add(TrainingSession(item_id=training.id, starts_at=begin, ends_at=end, place="De Krook", capacity=1))

    def register(self, page: Page, email: str) -> None:
        page.goto("/vormingen")
        page.get_by_role("link", name="Rots en Water").click()
        page.get_by_role("link", name=WAYS_IN).click()
        fill_registration(page, name="Oona Vermeulen", email=email)
        page.get_by_role("button", name=WAYS_IN).click()

    def test_lands_on_the_waiting_list_moves_up_and_cancels_by_the_link(
        self, visit: Visit, own_house: House, own_site: Product
    ) -> None:
        def phone() -> Page:
            page: Page = visit(url=own_site.url, viewport=PHONE, has_touch=True).page
            return page

        colleague, teacher = phone(), phone()
        self.register(colleague, "collega@school.example")
        expect(title_of(colleague)).to_have_text("Je bent ingeschreven")
        self.register(teacher, "juf@school.example")
        expect(title_of(teacher)).to_have_text("Je staat op de wachtlijst")
        expect(teacher.get_by_text("Je bent nummer 1 in de rij.")).to_be_visible()

        teacher.goto(mailed_path(own_house, "juf@school.example", "/inschrijving"))
        expect(title_of(teacher)).to_have_text("Je staat op de wachtlijst")
        expect(teacher).to_have_url(f"{own_site.url}/inschrijving")

        colleague.goto(mailed_path(own_house, "collega@school.example", "/inschrijving"))
        cancel(colleague)
        teacher.goto(mailed_path(own_house, "juf@school.example", "/inschrijving"))
        expect(title_of(teacher)).to_have_text("Je bent ingeschreven")

        cancel(teacher)
        teacher.reload()
        expect(title_of(teacher)).to_have_text("We vinden deze inschrijving niet")
        teacher.goto("/vormingen")
        teacher.get_by_role("link", name="Rots en Water").click()
        expect(teacher.get_by_text("Nog enkele plaatsen")).to_be_visible()

    def test_is_told_what_is_missing_beside_the_field(self, visit: Visit, own_site: Product) -> None:
        page = visit(url=own_site.url, viewport=PHONE, has_touch=True).page
        page.goto("/vormingen")
        page.get_by_role("link", name="Rots en Water").first.click()
        page.get_by_role("link", name=WAYS_IN).click()
        page.get_by_label("Naam").fill("Oona Vermeulen")
        page.get_by_role("button", name=WAYS_IN).click()
        expect(page.get_by_role("alert")).to_be_focused()
        page.get_by_role("alert").get_by_role("link").click()
        expect(page.get_by_label("Mailadres")).to_be_focused()
