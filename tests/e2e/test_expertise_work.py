"""People share what works, coordinators judge it, and the one search box finds it."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from bruggen.seeding.accounts import seed_demo_accounts
from bruggen.seeding.expertise import seed_demo_expertise
from tests.conftest import House
from tests.e2e.conftest import Visit, settings_of
from tests.e2e.product import Product, serving
from tests.e2e.sign_in import expect_fault, fill_in
from tests.e2e.visitor import Visitor
from tests.e2e.ways import sign_in, tab_to

# A word that no other record has.
TITLE = "De veerman haalt je af"


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
def come_in(visit: Visit, own_site: Product) -> Callable[[], Visitor]:
    """Brings in somebody with a browser of their own."""

    def bring() -> Visitor:
        visitor = visit(url=own_site.url)
        visitor.expect_complaints("status of 400")
        return visitor

    return bring


ComeIn = Callable[[], Visitor]


def _begin_practice(page: Page) -> None:
    sign_in(page, "clb", "/delen")
    page.get_by_role("link", name="Deel een goede praktijk").click()
    expect(page.get_by_label("Regio")).to_have_value("OVL")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nieuw: Goede praktijk")


def _saved(page: Page) -> None:
    expect(page.get_by_text("Bewaard om")).to_be_visible()


def _judge(page: Page) -> None:
    page.goto("/delen")
    page.get_by_role("region", name="Na te kijken").get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", name="Wat komt erbij?")).to_be_visible()


class TestAGoodPractice:
    def test_goes_from_a_referrer_over_the_coordinator_and_back_until_everybody_finds_it(self, come_in: ComeIn) -> None:
        referrer, coordinator = come_in().page, come_in().page
        _begin_practice(referrer)
        fill_in(
            referrer,
            title=TITLE,
            summary="Een vaste begeleider haalt de leerling thuis op.",
            approach="Elke ochtend om acht uur.",
        )
        referrer.get_by_role("button", name="Dien in").click()
        expect_fault(referrer, "Vul nog in: Wat was de aanleiding?")
        fill_in(referrer, occasion="De weg naar school was te lang om alleen te gaan.")
        referrer.get_by_role("button", name="Dien in").click()
        expect(referrer.get_by_text("Wacht op nazicht")).to_be_visible()

        sign_in(coordinator, "coordinator", "/delen")
        _judge(coordinator)
        coordinator.get_by_role("button", name="Stuur terug").click()
        fill_in(coordinator, remark="Wat kost het?")
        coordinator.get_by_role("button", name="Stuur terug met deze opmerking").click()
        expect(coordinator.get_by_role("heading", level=1)).to_have_text("Delen")

        referrer.goto("/delen")
        expect(referrer.get_by_text("Wat kost het?")).to_be_visible()
        referrer.get_by_role("link", name=TITLE).click()
        fill_in(referrer, costNote="Het loon van een begeleider.")
        _saved(referrer)
        referrer.get_by_role("button", name="Dien in").click()
        expect(referrer.get_by_text("Wacht op nazicht")).to_be_visible()

        _judge(coordinator)
        coordinator.get_by_role("button", name="Publiceer").click()
        expect(coordinator.get_by_role("heading", level=1)).to_have_text(TITLE)
        expect(coordinator).to_have_url(re.compile("/praktijken/"))
        expect(coordinator.get_by_role("link", name="Stel een wijziging voor")).to_be_visible()

        visitor = come_in().page
        _find(visitor, "veerman")
        visitor.get_by_role("region", name="Goede praktijken (1)").get_by_role("link", name=TITLE).click()
        expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)
        expect(visitor.get_by_role("link", name="Stel een wijziging voor")).to_have_count(0)

    def test_is_kept_while_it_is_written_and_found_again(self, come_in: ComeIn) -> None:
        page = come_in().page
        _begin_practice(page)
        fill_in(page, title="De stille start")
        _saved(page)
        page.reload()
        expect(page.get_by_label("Titel")).to_have_value("De stille start")
        page.get_by_role("button", name="Trek in").click()
        page.get_by_role("dialog").get_by_role("button", name="Trek in").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Delen")
        expect(page.get_by_role("link", name="De stille start")).to_have_count(0)


class TestWhoDoesItToo:
    EXPERIENCE = "De leerling kwam vaker, maar het vraagt een vaste begeleider."

    def test_tells_so_and_everybody_reads_it_once_a_coordinator_did(self, come_in: ComeIn, own_site: Product) -> None:
        referrer, coordinator, visitor = come_in().page, come_in().page, come_in().page
        practice = f"/praktijken/{own_site.ask('goodPractices', pageSize=1, region='OVL')['items'][0]['id']}"
        sign_in(referrer, "clb", practice)
        referrer.get_by_role("button", name="Wij doen dit ook").click()
        form = referrer.get_by_role("dialog")
        form.get_by_role("button", name="Versturen").click()
        expect_fault(referrer, "Zeg waar jullie zo werken.")
        form.get_by_label("Naam van de school of dienst").fill("De Veerschool, Wetteren")
        form.get_by_label("Wat ondervond je?").fill(self.EXPERIENCE)
        form.get_by_role("button", name="Versturen").click()
        expect(referrer.get_by_text("Bedankt.")).to_be_visible()
        expect(referrer.get_by_text("Wacht op een coördinator")).to_be_visible()

        visitor.goto(practice)
        expect(visitor.get_by_role("heading", level=1)).to_be_visible()
        expect(visitor.get_by_text(self.EXPERIENCE)).to_have_count(0)

        sign_in(coordinator, "coordinator", practice)
        coordinator.get_by_role("button", name="Maak zichtbaar voor iedereen").click()
        expect(coordinator.get_by_text("Wacht op een coördinator")).to_have_count(0)
        visitor.reload()
        expect(visitor.get_by_role("heading", name="De Veerschool, Wetteren")).to_be_visible()
        expect(visitor.get_by_text(self.EXPERIENCE)).to_be_visible()
        expect(visitor.get_by_role("button", name="Haal weg")).to_have_count(0)


class TestAnInitiative:
    def test_is_built_row_by_row_and_everybody_sees_how_far_it_is(self, come_in: ComeIn) -> None:
        page = come_in().page
        sign_in(page, "coordinator", "/delen/nieuw")
        page.get_by_label("Initiatief in opbouw").check()
        page.get_by_role("button", name="Begin").click()
        fill_in(page, title="De lange aanloop", summary="Een klas waar je langzaam weer begint.")
        page.get_by_label("Wat komt er?").select_option("offer")
        page.get_by_label("Hoe ver staat het?").select_option("preparing")

        page.get_by_role("button", name="Nog een partner").click()
        partner = page.get_by_role("group", name="Partner 1")
        partner.get_by_label("Of een andere naam").fill("Basisschool De Sluis")
        partner.get_by_label("Sector").select_option(label="Onderwijs en CLB")
        expect(page.get_by_text("Nog geen partner uit: jeugdhulp en welzijn.")).to_be_visible()
        for _ in range(2):
            page.get_by_role("button", name="Nog een mijlpaal").click()
        page.get_by_role("button", name="Haal weg: Mijlpaal 2").click()
        expect(page.get_by_role("button", name="Nog een mijlpaal")).to_be_focused()
        page.get_by_role("button", name="Nog een schooljaar").click()
        year = page.get_by_role("group", name="Schooljaar 1")
        year.get_by_label("Schooljaar", exact=True).select_option("2025-2026")
        year.get_by_label("Plaatsen").fill("8")

        page.get_by_role("button", name="Publiceer").click()
        expect_fault(page, "Zeg wat er dan klaar is.")
        page.get_by_label("Wat is er dan klaar?").fill("Het lokaal is klaar")
        page.get_by_role("button", name="Publiceer").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("De lange aanloop")
        expect(page).to_have_url(re.compile("/initiatieven/"))
        expect(page.get_by_role("listitem").filter(has_text="Het lokaal is klaar")).to_contain_text("Nog zonder datum")
        expect(page.get_by_text("Basisschool De Sluis")).to_be_visible()
        expect(page.get_by_text("Nog geen partner uit: jeugdhulp en welzijn.")).to_be_visible()
        row = page.get_by_role("table", name="Groei per schooljaar").get_by_role("row", name=re.compile("2025-2026"))
        expect(row).to_contain_text("8")


def _find(page: Page, words: str) -> None:
    """Search until it is found: a change takes a second to reach the index."""
    page.goto(f"/zoeken?q={words}")
    counted = page.get_by_role("main").get_by_text(re.compile(r"^\d+ resulta(at|ten)$"))
    for _ in range(10):
        counted.wait_for()
        if counted.inner_text() == "1 resultaat":
            return
        page.wait_for_timeout(500)
        page.reload()
    expect(counted).to_have_text("1 resultaat")


class TestTheOneSearchBox:
    def test_narrows_to_a_kind_and_keeps_all_in_the_address(self, visit: Visit) -> None:
        page = visit().page
        page.goto("/zoeken")
        page.get_by_role("searchbox").fill("netwerk")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/zoeken\?q=netwerk"))
        kinds = page.get_by_role("navigation", name="Soorten resultaten")
        kinds.get_by_role("link", name=re.compile("^Netwerken")).click()
        expect(page).to_have_url(re.compile("kind=network"))
        expect(page.get_by_role("main").get_by_role("heading", level=2)).to_have_text(re.compile(r"^Netwerken \(\d+\)"))
        expect(kinds.get_by_role("link", name=re.compile("^Netwerken"))).to_have_attribute("aria-current", "page")
        page.go_back()
        kinds.get_by_role("link", name=re.compile("^Alles")).wait_for()
        expect(kinds.get_by_role("link", name=re.compile("^Alles"))).to_have_attribute("aria-current", "page")

    def test_is_offered_below_the_offers_with_what_else_there_is(self, visit: Visit) -> None:
        page = visit().page
        page.goto("/aanbod?q=schoolweigering")
        page.get_by_role("link", name=re.compile(r"\d+ vorming")).click()
        expect(page).to_have_url(re.compile(r"/zoeken\?q=schoolweigering"))
        expect(page.get_by_role("heading", name=re.compile("Vormingen"))).to_be_visible()


class TestAQuestion:
    def test_is_logged_with_the_keyboard_alone_and_its_answer_serves_the_next(self, come_in: ComeIn) -> None:
        page = come_in().page
        sign_in(page, "coordinator", "/op-vraag")
        expect(page.get_by_label("Wat is de vraag?")).to_be_focused()
        page.keyboard.type("Waar kan een klas terecht na een overlijden?")
        tab_to(page, "sector")
        page.keyboard.press("2")
        tab_to(page, "themes")
        page.keyboard.press("Space")
        tab_to(page, "outcome")
        page.keyboard.press("2")
        tab_to(page, "answer")
        page.keyboard.type("Vraag de rouwkoffer aan.")
        page.keyboard.press("Control+Enter")
        asked = page.get_by_role("region", name="1 vraag")
        expect(asked.get_by_text("Vraag de rouwkoffer aan.")).to_be_visible()
        expect(asked.get_by_text("Onderwijs en CLB")).to_be_visible()

        expect(page.get_by_label("Wat is de vraag?")).to_be_focused()
        page.keyboard.type("Wie helpt een school na het overlijden van een leerkracht?")
        expect(page.get_by_role("heading", name="1 vraag lijkt hierop")).to_be_visible()
        tab_to(page, "Neem dit antwoord over")
        page.keyboard.press("Enter")
        expect(page.get_by_role("textbox", name="Antwoord", exact=True)).to_have_value("Vraag de rouwkoffer aan.")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("heading", name="2 vragen")).to_be_visible()

    def test_is_about_nobody(self, come_in: ComeIn) -> None:
        page = come_in().page
        sign_in(page, "coordinator", "/op-vraag")
        fill_in(page, text="Waar kan Jan Peeters terecht?")
        page.get_by_role("button", name="Bewaar").click()
        expect_fault(page, "“Jan Peeters” kan naar een persoon wijzen.")
        fill_in(page, text="Waar kan een leerling terecht die niet meer durft?")
        page.get_by_role("button", name="Bewaar").click()
        expect(page.get_by_label("Wat is de vraag?")).to_have_value("")
