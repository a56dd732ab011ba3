"""Coming in and going out, in the browser: from the invitation to the end of a session."""

import re

import pytest
from playwright.sync_api import Page, Request, expect

from tests.conftest import House
from tests.e2e.conftest import Visit
from tests.e2e.product import Product
from tests.e2e.sign_in import (
    PASSWORD,
    account_button,
    code_of,
    expect_fault,
    fill_in,
    give_code,
    give_password,
    go_to_profile,
    invite_person,
    mailed_path,
    shown_secret,
)
from tests.e2e.visitor import Visitor

NAME = "Oona Vermeulen"
SHORT = "kort"
EASY = "wachtwoord123"
ANOTHER = "een heel andere brug"
# What the browser itself says of answers that refuse something: the pages say it in their own words.
REFUSED = "status of 4(00|01|03|10|12|29)"


@pytest.fixture
def somebody(visit: Visit, own_site: Product) -> Visitor:
    """Somebody with a browser of their own."""
    visitor = visit(url=own_site.url)
    visitor.expect_complaints(REFUSED)
    return visitor


@pytest.fixture
def somebody_else(visit: Visit, own_site: Product) -> Visitor:
    """Another browser."""
    visitor = visit(url=own_site.url)
    visitor.expect_complaints(REFUSED)
    return visitor


def heading(page: Page, text: str) -> None:
    """Wait until this is the page's heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


@pytest.fixture
def partner(own_house: House, own_site: Product, request: pytest.FixtureRequest) -> str:
    """The mail address of somebody who was invited to a role without a second factor."""
    email = f"{request.node.name.replace('_', '-')[:50]}@example.org"
    invite_person(own_house, own_site.url, email=email, name=NAME, role="policyOfficer", sector="welfare")
    return email


def accept(page: Page, house: House, email: str) -> None:
    """Follow the invitation and choose a password."""
    page.goto(mailed_path(house, email))
    heading(page, "Welkom bij Bruggen")
    fill_in(page, password=PASSWORD)
    page.get_by_role("button", name="Maak mijn account klaar").click()


def test_the_whole_story_of_a_coordinator(somebody: Visitor, somebody_else: Visitor, own_house: House, own_site: Product) -> None:
    email = "oona@example.org"
    role = {"role": "coordinator", "region_code": "OVL", "post": "youthCareEducation"}
    invite_person(own_house, own_site.url, email=email, name="O. Vermeulen", **role)
    page = somebody.page
    said: list[str] = []
    somebody.context.on("console", lambda message: said.append(message.text))

    link = mailed_path(own_house, email)
    page.goto(link)
    heading(page, "Welkom bij Bruggen")
    expect(page).to_have_url(f"{own_site.url}/wachtwoord")
    expect(page.get_by_label("Mailadres")).to_have_value(email)
    fill_in(page, name=NAME, password=PASSWORD)
    page.get_by_role("button", name="Maak mijn account klaar").click()

    heading(page, "Stel de tweede stap in")
    expect(page.get_by_role("img", name="QR-code voor de app met codes")).to_be_visible()
    secret = shown_secret(page)
    give_code(page, code_of(secret), "Bevestig de code")
    heading(page, "Bewaar je herstelcodes")
    codes = page.get_by_role("main").locator("ol li").all_inner_texts()
    assert len(set(codes)) == 10
    page.get_by_role("button", name="Ik heb ze bewaard, ga verder").click()

    go_to_profile(page, NAME)
    expect(page.get_by_role("region", name="Wat je mag")).to_contain_text("In de regio Oost-Vlaanderen")
    expect(page.get_by_role("region", name="Tweede stap")).to_contain_text("Je hebt nog 10 herstelcodes.")
    devices = page.get_by_role("region", name="Toestellen")
    expect(devices.get_by_role("listitem")).to_have_count(1)

    other = somebody_else.page
    give_password(other, email, PASSWORD)
    heading(other, "Nog één stap")
    other.get_by_role("button", name="gebruik een herstelcode").click()
    give_code(other, codes[0])
    go_to_profile(other, NAME)
    expect(other.get_by_role("region", name="Tweede stap")).to_contain_text("Je hebt nog 9 herstelcodes.")

    page.reload()
    expect(devices.get_by_role("listitem")).to_have_count(2)
    expect(devices.get_by_role("listitem").first).to_contain_text("dit toestel")
    devices.get_by_role("button", name=re.compile("^Meld af: Chrome op ")).click()
    expect(devices.get_by_role("listitem")).to_have_count(1)

    other.get_by_role("button", name="Bewaren").click()
    heading(other, "Aanmelden")
    expect(other.get_by_text("Je sessie is afgelopen.")).to_be_visible()
    expect(other.get_by_role("banner").get_by_role("link", name="Aanmelden")).to_be_visible()

    account_button(page, NAME).click()
    page.get_by_role("button", name="Afmelden").click()
    heading(page, "Aanmelden")
    expect(page.get_by_role("main").get_by_text("Je bent afgemeld.")).to_be_visible()

    token = link.partition("#")[2]
    kept = page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}, history.state])")
    for one in (kept, *said):
        assert token not in one
        assert secret not in one
        assert "eyJ" not in one


class TestAVisitor:
    def test_who_never_signed_in_has_no_cookie_and_causes_no_request(self, somebody: Visitor) -> None:
        asked: list[str] = []
        somebody.context.on("request", lambda request: asked.append(request.url))
        somebody.page.goto("/")
        expect(somebody.page.get_by_role("banner").get_by_role("link", name="Aanmelden")).to_be_visible()
        somebody.page.wait_for_load_state("networkidle")
        assert [one for one in asked if "/auth/" in one] == []
        assert somebody.context.cookies() == []
        assert somebody.kept() == {}

    def test_who_opens_a_page_of_persons_signs_in_and_gets_there(self, somebody: Visitor, own_house: House, partner: str) -> None:
        page = somebody.page
        accept(page, own_house, partner)
        heading(page, "Mijn profiel")
        account_button(page, NAME).click()
        page.get_by_role("button", name="Afmelden").click()
        heading(page, "Aanmelden")

        page.goto("/profiel")
        heading(page, "Aanmelden")
        expect(page).to_have_url(re.compile(r"/aanmelden\?naar=%2Fprofiel$"))
        expect(page.get_by_text("Meld je aan om deze pagina te zien.")).to_be_visible()
        give_password(page, partner, PASSWORD)
        heading(page, "Mijn profiel")
        # The way to sign in is not one to go back to.
        page.goto("/aanmelden")
        heading(page, "Mijn profiel")


class TestWhatIsWrong:
    def test_a_wrong_password_is_told_and_nothing_is_lost(self, somebody: Visitor) -> None:
        page = somebody.page
        give_password(page, "niemand@example.org", "iets wat niet klopt")
        expect_fault(page, "Het mailadres of het wachtwoord klopt niet.")
        expect(page.get_by_label("Mailadres")).to_have_value("niemand@example.org")
        expect(page.get_by_label("Wachtwoord", exact=True)).to_have_value("iets wat niet klopt")

    def test_what_is_missing_is_told_beside_its_field(self, somebody: Visitor) -> None:
        page = somebody.page
        give_password(page, "niemand", "")
        expect_fault(page, "Vul een mailadres in")
        email = page.get_by_label("Mailadres")
        expect(email).to_have_attribute("aria-invalid", "true")
        expect(email).to_have_accessible_description(re.compile("Vul een mailadres in"))
        page.get_by_role("link", name="Vul je wachtwoord in.").click()
        expect(page.get_by_label("Wachtwoord", exact=True)).to_be_focused()

    def test_a_wrong_code_leaves_another_try(self, somebody: Visitor, own_house: House, own_site: Product) -> None:
        email = "tweede-stap@example.org"
        invite_person(own_house, own_site.url, email=email, name=NAME, role="administrator")
        page = somebody.page
        accept(page, own_house, email)
        secret = shown_secret(page)
        give_code(page, "000000", "Bevestig de code")
        expect_fault(page, "Deze code klopt niet of is al gebruikt.")
        # Pasted as some apps show it.
        code = code_of(secret)
        give_code(page, f"{code[:3]} {code[3:]}", "Bevestig de code")
        heading(page, "Bewaar je herstelcodes")

    def test_a_password_is_judged_while_it_is_chosen_and_by_the_api(
        self, somebody: Visitor, own_house: House, partner: str
    ) -> None:
        page = somebody.page
        page.goto(mailed_path(own_house, partner))
        heading(page, "Welkom bij Bruggen")
        fill_in(page, password=SHORT)
        expect(page.get_by_text("Nog 8 tekens")).to_be_visible()
        page.get_by_role("button", name="Maak mijn account klaar").click()
        expect_fault(page, "Kies een wachtwoord van minstens 12 tekens.")
        fill_in(page, password=EASY)
        expect(page.get_by_role("main").get_by_text("Lang genoeg").first).to_be_visible()
        page.get_by_role("button", name="Maak mijn account klaar").click()
        expect_fault(page, "Dit wachtwoord is makkelijk te raden.")
        expect(page.get_by_label("Nieuw wachtwoord", exact=True)).to_have_value(EASY)

    def test_without_a_connection_what_was_typed_stays(self, somebody: Visitor) -> None:
        page = somebody.page
        page.goto("/aanmelden")
        heading(page, "Aanmelden")
        somebody.expect_complaints("ERR_INTERNET_DISCONNECTED")
        somebody.context.set_offline(True)
        give_password(page, "iemand@example.org", PASSWORD)
        expect_fault(page, "Er is geen verbinding.")
        expect(page.get_by_label("Mailadres")).to_have_value("iemand@example.org")

    def test_too_many_tries_are_told_when_to_come_back(self, somebody: Visitor) -> None:
        page = somebody.page
        for _ in range(10):
            give_password(page, "geraden@example.org", "zomaar een poging")
            expect_fault(page, "klopt niet")
            page.get_by_label("Mailadres").focus()
        give_password(page, "geraden@example.org", "zomaar een poging")
        expect_fault(page, "Probeer opnieuw over 15 minuten.")


class TestAForgottenPassword:
    def test_is_replaced_through_a_mailed_link_that_works_once(self, somebody: Visitor, own_house: House, partner: str) -> None:
        page = somebody.page
        accept(page, own_house, partner)
        heading(page, "Mijn profiel")
        somebody.context.clear_cookies()
        page.evaluate("() => localStorage.clear()")

        page.goto("/aanmelden")
        page.get_by_role("link", name="Wachtwoord vergeten?").click()
        heading(page, "Wachtwoord vergeten")
        fill_in(page, email=partner)
        page.keyboard.press("Enter")
        heading(page, "Kijk in je mailbox")
        link = mailed_path(own_house, partner)
        page.goto(link)
        heading(page, "Kies een nieuw wachtwoord")
        fill_in(page, password=ANOTHER)
        page.keyboard.press("Enter")
        heading(page, "Mijn profiel")

        page.goto("about:blank")
        page.goto(link)
        heading(page, "Deze link werkt niet meer")
        expect(page).to_have_url(re.compile("/wachtwoord$"))

    def test_looks_the_same_for_an_address_that_nobody_has(self, somebody: Visitor) -> None:
        page = somebody.page
        page.goto("/wachtwoord-vergeten")
        fill_in(page, email="niemand@example.org")
        page.get_by_role("button", name="Stuur me een link").click()
        heading(page, "Kijk in je mailbox")

    def test_a_page_without_a_link_says_what_to_do(self, somebody: Visitor) -> None:
        somebody.page.goto("/wachtwoord")
        heading(somebody.page, "Deze link werkt niet meer")
        somebody.page.get_by_role("link", name="Vraag een nieuwe link").click()
        heading(somebody.page, "Wachtwoord vergeten")


class TestTheProfile:
    @pytest.fixture
    def page(self, somebody: Visitor, own_house: House, partner: str) -> Page:
        accept(somebody.page, own_house, partner)
        heading(somebody.page, "Mijn profiel")
        return somebody.page

    def test_changes_the_name_everywhere_on_the_page(self, page: Page) -> None:
        fill_in(page, name="Oona V.")
        page.get_by_role("button", name="Bewaren").click()
        expect(account_button(page, "Oona V.")).to_be_visible()
        page.reload()
        expect(page.get_by_label("Naam")).to_have_value("Oona V.")

    def test_does_not_overwrite_what_another_tab_saved(self, page: Page) -> None:
        second = page.context.new_page()
        second.goto("/profiel")
        fill_in(second, name="Uit het tweede tabblad")
        second.get_by_role("button", name="Bewaren").click()
        expect(account_button(second, "Uit het tweede tabblad")).to_be_visible()
        fill_in(page, name="Uit het eerste tabblad")
        page.get_by_role("button", name="Bewaren").click()
        expect_fault(page, "Dit is intussen op een andere plek gewijzigd.")
        expect(page.get_by_label("Naam")).to_have_value("Uit het eerste tabblad")
        page.get_by_role("button", name="Bewaren").click()
        expect(account_button(page, "Uit het eerste tabblad")).to_be_visible()

    def test_changes_the_password_with_the_old_one(self, page: Page, partner: str) -> None:
        section = page.get_by_role("region", name="Wachtwoord")
        section.get_by_role("button", name="Wijzig mijn wachtwoord").click()
        expect(page.get_by_label("Je wachtwoord nu", exact=True)).to_be_focused()
        fill_in(page, current="dit is het niet", password=ANOTHER)
        section.get_by_role("button", name="Bewaar het wachtwoord").click()
        expect_fault(page, "Dit is niet je wachtwoord.")
        fill_in(page, current=PASSWORD)
        section.get_by_role("button", name="Bewaar het wachtwoord").click()
        expect(section.get_by_text("Je wachtwoord is gewijzigd.")).to_be_visible()

    def test_sets_a_second_factor_up_renews_its_codes_and_takes_it_away(self, page: Page) -> None:
        section = page.get_by_role("region", name="Tweede stap")
        section.get_by_role("button", name="Stel de tweede stap in").click()
        fill_in(page, password=PASSWORD)
        section.get_by_role("button", name="Ga verder").click()
        secret = shown_secret(page)
        give_code(page, code_of(secret), "Bevestig de code")
        first = section.locator("ol li")
        expect(first).to_have_count(10)
        codes = first.all_inner_texts()
        section.get_by_role("button", name="Ik heb ze bewaard").click()
        expect(section).to_contain_text("Staat aan")

        section.get_by_role("button", name="Maak nieuwe herstelcodes").click()
        fill_in(page, code=codes[0])
        section.get_by_role("button", name="Maak nieuwe herstelcodes").click()
        expect(section.locator("ol li")).to_have_count(10)
        renewed = section.locator("ol li").all_inner_texts()
        assert set(renewed).isdisjoint(codes)
        section.get_by_role("button", name="Ik heb ze bewaard").click()

        section.get_by_role("button", name="Zet de tweede stap uit").click()
        fill_in(page, code=renewed[0])
        section.get_by_role("button", name="Zet de tweede stap uit").click()
        expect(section.get_by_role("button", name="Stel de tweede stap in")).to_be_visible()

    def test_signing_out_in_one_tab_leaves_nothing_of_the_person_in_the_others(self, page: Page) -> None:
        second = page.context.new_page()
        second.goto("/lijst")
        expect(account_button(second, NAME)).to_be_visible()
        second.bring_to_front()
        account_button(second, NAME).click()
        second.get_by_role("button", name="Afmelden").click()
        expect(second.get_by_role("banner").get_by_role("link", name="Aanmelden")).to_be_visible()
        heading(second, "Mijn lijst")
        heading(page, "Aanmelden")
        expect(page.get_by_role("main").get_by_text("Je bent afgemeld.")).to_be_visible()

    def test_signs_out_everywhere(self, page: Page, somebody_else: Visitor, partner: str) -> None:
        give_password(somebody_else.page, partner, PASSWORD)
        heading(somebody_else.page, "Mijn profiel")
        page.get_by_role("button", name="Meld me overal af").click()
        heading(page, "Aanmelden")
        somebody_else.page.reload()
        heading(somebody_else.page, "Aanmelden")

    def test_never_sends_the_token_with_what_everybody_may_see(self, page: Page) -> None:
        sent: list[Request] = []
        page.on("request", lambda request: sent.append(request))
        page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Aanbod").click()
        expect(page.get_by_role("article").first).to_be_visible()
        public = [one for one in sent if "/api/v1/offers" in one.url]
        assert public
        assert [one for one in public if "authorization" in one.headers or "cookie" in one.all_headers()] == []


class TestAnAccountRequest:
    def test_says_who_decides_and_is_sent(self, somebody: Visitor) -> None:
        page = somebody.page
        page.goto("/aanmelden")
        page.get_by_role("link", name="Vraag er een aan").click()
        heading(page, "Account aanvragen")
        page.get_by_role("button", name="Verstuur mijn aanvraag").click()
        expect_fault(page, "Kies wat je wil doen.")
        page.get_by_role("link", name="Kies wat je wil doen.").click()
        expect(page.get_by_role("radio").first).to_be_focused()
        page.get_by_label("Jongeren aanmelden vanuit een CLB").check()
        fill_in(page, name=NAME, email="clb@example.org", organization="CLB Voorbeeld", motivation="Ik meld jongeren aan.")
        page.get_by_label("Regio").select_option(label="Oost-Vlaanderen")
        expect(page.get_by_text(re.compile("In Oost-Vlaanderen beslist: .*Sofie"))).to_be_visible()
        page.get_by_role("button", name="Verstuur mijn aanvraag").click()
        heading(page, "Je aanvraag is verstuurd")
        expect(page.get_by_text("clb@example.org")).to_be_visible()


class TestTheServiceWorker:
    def test_keeps_nothing_that_was_fetched_as_a_person(
        self, visit: Visit, own_site: Product, own_house: House, partner: str
    ) -> None:
        visitor = visit(url=own_site.url, service_worker=True)
        visitor.page.goto("/")
        visitor.page.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")
        accept(visitor.page, own_house, partner)
        heading(visitor.page, "Mijn profiel")
        visitor.page.wait_for_load_state("networkidle")
        kept: list[str] = visitor.page.evaluate(
            """async () => (await Promise.all((await caches.keys()).map(async name =>
                (await (await caches.open(name)).keys()).map(({url}) => url)))).flat()"""
        )
        assert any("/api/v1/refData" in url for url in kept)
        assert [url for url in kept if re.search("/auth/|profile|sessions|wachtwoord|aanmelden", url)] == []
