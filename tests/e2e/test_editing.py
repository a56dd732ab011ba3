"""Partners keep their offers and their organization, coordinators judge, and nobody loses what was written."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from bruggen.seeding.accounts import seed_demo_accounts
from tests.conftest import House
from tests.e2e.conftest import Visit, settings_of
from tests.e2e.editing import OVERVIEW, begin_offer, withdraw
from tests.e2e.product import Product, serving
from tests.e2e.visitor import Visitor
from tests.e2e.ways import sign_in

NOT_SAVED = "status of (400|412|503)|ERR_INTERNET_DISCONNECTED|Failed to fetch"
# Of the coordinator, and in it the place of two of the partner's offers.
REGION = "OVL"
GHENT = "44021"


@pytest.fixture(scope="module")
def own_house(make_house: Callable[[str], House]) -> House:
    """A database that these tests may change."""
    house = make_house("sqlite")
    with house.sessions().begin() as session:
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
        visitor.expect_complaints(NOT_SAVED)
        return visitor

    return bring


ComeIn = Callable[[], Visitor]


def own_offer(site: Product, number: int, **filters: str) -> dict[str, Any]:
    """One of the offers of the partner's organization; each test has its own."""
    organization = site.ask("organizations", q="Arktos")["items"][0]["id"]
    found = site.ask("offers", organization=organization, sort="title", pageSize=100, **filters)["items"]
    offer: dict[str, Any] = found[number]
    return offer


def saved(page: Page) -> Locator:
    """What says that everything is saved."""
    return page.get_by_text("Bewaard om")


def change(page: Page, title: str) -> Locator:
    """What begins a change of this offer, or goes on with it."""
    return page.get_by_role("button", name=re.compile(rf"^(Wijzig|Werk verder) ?: {re.escape(title)}$"))


def open_change(page: Page, title: str) -> None:
    """Begin a change of this offer, or go on with it."""
    change(page, title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Wijzig: {title}")


class TestTheWayOfAProposal:
    def test_from_the_partner_over_the_coordinator_into_the_directory(self, come_in: ComeIn, own_site: Product) -> None:
        offer = own_offer(own_site, 0, locatedIn=GHENT)
        new = "Boogbouwers van de Leie"
        partner = come_in()
        page = partner.page
        sign_in(partner.page, "partner", OVERVIEW)
        open_change(page, offer["title"])
        expect(saved(page)).to_be_visible()
        page.get_by_label("Titel", exact=True).fill(new)
        # In the middle of a word, before anything was saved.
        page.reload()
        expect(page.get_by_label("Titel", exact=True)).to_have_value(new)
        expect(saved(page)).to_be_visible()
        page.reload()
        expect(page.get_by_label("Titel", exact=True)).to_have_value(new)

        page.get_by_text("Wat verandert er?").click()
        row = page.get_by_role("row", name="Titel")
        expect(row).to_contain_text(offer["title"])
        expect(row).to_contain_text(new)
        page.get_by_role("button", name="Dien in").click()
        expect(page.get_by_text("Wacht op nazicht")).to_be_visible()
        assert own_site.ask(f"offers/{offer['id']}")["title"] == offer["title"]

        coordinator = come_in()
        page = coordinator.page
        sign_in(coordinator.page, "coordinator", "/")
        page.get_by_role("banner").get_by_role("button").first.click()
        page.get_by_role("banner").get_by_role("link", name="Nazicht").click()
        page.get_by_role("link", name=new).click()
        expect(page.get_by_role("row", name="Titel")).to_contain_text(new)
        page.get_by_role("button", name="Publiceer").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(new)
        page.goto(f"/aanbod?q={new}")
        expect(page.get_by_role("article").first).to_contain_text(new)

    def test_back_with_a_remark_and_published_the_second_time(self, come_in: ComeIn, own_site: Product) -> None:
        offer = own_offer(own_site, 1, locatedIn=GHENT)
        partner, coordinator = come_in(), come_in()
        page = partner.page
        sign_in(partner.page, "partner", OVERVIEW)
        open_change(page, offer["title"])
        page.get_by_label("In het kort").fill("Wie dit leest, weet nog niet voor wie het is.")
        page.get_by_role("button", name="Dien in").click()
        expect(page.get_by_text("Wacht op nazicht")).to_be_visible()
        address = page.url

        judge = coordinator.page
        sign_in(coordinator.page, "coordinator", address.replace(own_site.url, ""))
        judge.get_by_role("button", name="Stuur terug").click()
        judge.get_by_role("button", name="Stuur terug met deze opmerking").click()
        expect(judge.get_by_role("alert")).to_contain_text("Schrijf wat er nog nodig is.")
        judge.get_by_label("Wat is er nog nodig?").fill("Zeg erbij voor wie het is.")
        judge.get_by_role("button", name="Stuur terug met deze opmerking").click()
        expect(judge.get_by_role("heading", level=1)).to_have_text("Nazicht")

        page.goto(OVERVIEW)
        expect(page.get_by_text("Zeg erbij voor wie het is.")).to_be_visible()
        open_change(page, offer["title"])
        page.get_by_label("In het kort").fill("Voor wie niet meer naar school durft.")
        page.get_by_role("button", name="Dien in").click()
        expect(page.get_by_text("Wacht op nazicht")).to_be_visible()
        judge.goto(address)
        judge.get_by_role("button", name="Publiceer").click()
        expect(judge.get_by_text("Voor wie niet meer naar school durft.")).to_be_visible()

    def test_everything_that_is_missing_is_named_beside_its_field(self, come_in: ComeIn) -> None:
        partner = come_in()
        page = partner.page
        begin_offer(page)
        page.get_by_role("button", name="Dien in").click()
        summary = page.get_by_role("alert").filter(has_text="Kijk dit even na")
        expect(summary).to_be_focused()
        summary.get_by_role("link", name="Geef het aanbod een titel.").click()
        title = page.get_by_label("Titel", exact=True)
        expect(title).to_be_focused()
        expect(title).to_have_attribute("aria-invalid", "true")
        expect(summary).to_contain_text("Geef minstens één contact dat iedereen mag zien.")
        withdraw(page)


class TestNothingIsLost:
    def test_what_is_written_without_a_connection_is_saved_when_there_is_one(self, come_in: ComeIn) -> None:
        partner = come_in()
        page = partner.page
        begin_offer(page)
        partner.context.set_offline(True)
        page.get_by_label("Titel", exact=True).fill("Geschreven in een tunnel")
        expect(page.get_by_text("Geen verbinding. We houden het bij")).to_be_visible()
        partner.context.set_offline(False)
        expect(saved(page)).to_be_visible()
        page.reload()
        expect(page.get_by_label("Titel", exact=True)).to_have_value("Geschreven in een tunnel")
        withdraw(page)

    def test_two_who_write_in_one_proposal_keep_what_both_wrote(self, come_in: ComeIn) -> None:
        one, other = come_in(), come_in()
        begin_offer(one.page)
        path = one.page.url.split("/", 3)[3]
        sign_in(other.page, "partnerbeheer", f"/{path}")
        one.page.get_by_label("Titel", exact=True).fill("Van de ene")
        expect(saved(one.page)).to_be_visible()
        expect(one.page.get_by_text("Bezig met bewaren")).to_be_hidden()
        one.page.reload()
        expect(one.page.get_by_label("Titel", exact=True)).to_have_value("Van de ene")

        other.page.get_by_label("In het kort").fill("Van de andere")
        expect(other.page.get_by_label("Titel", exact=True)).to_have_value("Van de ene")
        expect(saved(other.page)).to_be_visible()

        one.page.get_by_label("In het kort").fill("Toch van de ene")
        conflict = one.page.get_by_role("region", name="Iemand anders heeft dit intussen gewijzigd")
        expect(conflict).to_contain_text("Van de andere")
        conflict.get_by_role("radio", name="Van de andere").check()
        conflict.get_by_role("button", name="Bewaar mijn keuze").click()
        expect(one.page.get_by_label("In het kort")).to_have_value("Van de andere")
        expect(saved(one.page)).to_be_visible()
        withdraw(one.page)

    def test_two_who_change_one_organization_are_shown_where_they_differ(self, come_in: ComeIn) -> None:
        one, other = come_in(), come_in()
        sign_in(one.page, "partner", OVERVIEW)
        sign_in(other.page, "partnerbeheer", OVERVIEW)
        first, second = (visitor.page.get_by_role("form", name="Gegevens van de organisatie") for visitor in (one, other))
        first.get_by_label("Korte naam").fill("Ark")
        first.get_by_role("button", name="Bewaren").click()
        expect(first.get_by_role("status")).to_have_text("Bewaard")

        second.get_by_label("Korte naam").fill("Arktos vzw")
        second.get_by_label("Website").fill("https://nieuw.arktos.example")
        second.get_by_role("button", name="Bewaren").click()
        conflict = other.page.get_by_role("region", name="Iemand anders heeft dit intussen gewijzigd")
        expect(conflict.get_by_role("group")).to_have_count(1)
        conflict.get_by_role("radio", name="Ark", exact=False).nth(1).check()
        conflict.get_by_role("button", name="Bewaar mijn keuze").click()
        expect(second.get_by_role("status")).to_have_text("Bewaard")
        expect(second.get_by_label("Korte naam")).to_have_value("Ark")
        expect(second.get_by_label("Website")).to_have_value("https://nieuw.arktos.example")


class TestInTwentySeconds:
    def test_whether_there_is_room_takes_two_interactions_and_can_be_undone(self, come_in: ComeIn, own_site: Product) -> None:
        offer = own_offer(own_site, 0, availability="free")
        partner = come_in()
        page = partner.page
        sign_in(partner.page, "partner", OVERVIEW)
        room = page.get_by_role("group", name=f"Is er plaats? {offer['title']}")
        room.get_by_role("combobox").select_option("waitingList")
        expect(room.get_by_text("Bewaard")).to_be_visible()
        room.get_by_label("weken wachten").fill("6")
        room.get_by_label("weken wachten").press("Tab")
        expect(room.get_by_text("Bewaard")).to_be_visible()
        availability = own_site.ask(f"offers/{offer['id']}")["availability"]
        assert (availability["status"], availability["waitingWeeks"]) == ("waitingList", 6)

        room.get_by_role("button", name="Zet terug").click()
        expect(room.get_by_role("button", name="Zet terug")).to_be_hidden()
        assert "waitingWeeks" not in own_site.ask(f"offers/{offer['id']}")["availability"]

    def test_nog_juist_is_one_click(self, come_in: ComeIn, own_site: Product) -> None:
        offer = own_offer(own_site, 0, availability="waitingList")
        partner = come_in()
        sign_in(partner.page, "partner", OVERVIEW)
        partner.page.get_by_role("button", name=f"Nog juist: {offer['title']}").click()
        expect(partner.page.get_by_text("Vandaag nagekeken", exact=True)).to_be_visible()
        assert own_site.ask(f"offers/{offer['id']}")["verifiedOn"] > offer["verifiedOn"]


class TestWhoMay:
    def test_a_visitor_is_led_to_signing_in_and_back(self, come_in: ComeIn) -> None:
        visitor = come_in()
        visitor.page.goto(OVERVIEW)
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Aanmelden")
        sign_in(visitor.page, "partner", OVERVIEW)
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Arktos")

    def test_a_referrer_is_told_that_this_is_not_theirs(self, come_in: ComeIn) -> None:
        visitor = come_in()
        sign_in(visitor.page, "clb", OVERVIEW)
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Deze pagina is niet voor jou")


class TestTheWordsOfTheHouse:
    def test_an_administrator_changes_a_page_that_everybody_reads_and_html_stays_text(self, come_in: ComeIn) -> None:
        visitor = come_in()
        page = visitor.page
        sign_in(visitor.page, "beheer", "/beheer/teksten/terms")
        page.get_by_label("Tekst", exact=True).fill("## Kort\n\nWees **lief** en lees [dit](javascript:alert(1)).")
        preview = page.get_by_role("region", name="Zo ziet het eruit")
        expect(preview.get_by_role("strong")).to_have_text("lief")
        expect(preview.get_by_role("link")).to_have_count(0)
        page.get_by_role("button", name="Bewaren").click()
        expect(page.get_by_role("form").get_by_role("status")).to_have_text("Bewaard")
        page.goto("/voorwaarden")
        expect(page.get_by_role("main").get_by_role("heading", level=2)).to_have_text("Kort")

    def test_the_search_learns_a_synonym_and_forgets_it(self, come_in: ComeIn) -> None:
        visitor = come_in()
        page = visitor.page
        sign_in(visitor.page, "beheer", "/beheer/synoniemen")
        page.get_by_role("button", name="Nieuw synoniem").click()
        page.get_by_label("Iemand zoekt").fill("schoolziekte")
        page.get_by_label("En vindt ook").fill("schoolweigering")
        page.get_by_role("button", name="Bewaren").click()
        page.get_by_label("Woord", exact=True).fill("schoolziekte")
        row = page.get_by_role("row", name="schoolziekte")
        expect(row).to_be_visible()
        row.get_by_role("button", name="Haal weg").click()
        expect(page.get_by_text("horen niet meer samen")).to_be_visible()
        page.get_by_role("button", name="Zet terug").click()
        expect(row).to_be_visible()

    def test_a_label_changes_and_its_code_does_not(self, come_in: ComeIn) -> None:
        visitor = come_in()
        page = visitor.page
        sign_in(visitor.page, "beheer", "/beheer/codelijsten?lijst=themes")
        page.get_by_role("button", name="Wijzig: Pesten").click()
        form = page.get_by_role("form")
        form.get_by_label("Nederlands").fill("Pesten en uitsluiten")
        form.get_by_role("button", name="Bewaren").click()
        expect(page.get_by_role("row", name="Pesten en uitsluiten")).to_contain_text("bullying")

    def test_coordinators_write_about_their_own_region_and_no_other(self, come_in: ComeIn) -> None:
        visitor = come_in()
        page = visitor.page
        sign_in(visitor.page, "coordinator", f"/regios/{REGION}")
        page.get_by_role("button", name="Schrijf iets over deze regio").click()
        page.get_by_role("textbox", name="Over deze regio").fill("We zitten **elke week** samen in Gent.")
        page.get_by_role("button", name="Bewaren").click()
        expect(page.get_by_role("strong").filter(has_text="elke week")).to_be_visible()
        page.reload()
        expect(page.get_by_role("strong").filter(has_text="elke week")).to_be_visible()
        page.goto("/regios/LIM")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("banner").get_by_role("button", name="Coördinator (demo)")).to_be_visible()
        expect(page.get_by_role("button", name="Schrijf iets over deze regio")).to_have_count(0)
