"""People, roles, requests, systems and the trail, in the browser: each by whoever looks after them."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from bruggen.models import AccountRequest, User
from bruggen.seeding.accounts import DOMAIN, seed_demo_accounts
from tests.conftest import House
from tests.e2e.conftest import Visit, settings_of
from tests.e2e.product import Product, serving
from tests.e2e.sign_in import PASSWORD, account_button, fill_in, mailed_path
from tests.e2e.visitor import PHONE, Visitor
from tests.e2e.ways import sign_in

REFUSED = "status of 4(00|01|03|04|09|12)"
FORBIDDEN = "Deze pagina is niet voor jou"


@pytest.fixture(scope="module")
def own_house(make_house: Callable[[str], House]) -> House:
    """A database with the demo accounts that these tests may change."""
    house = make_house("sqlite")
    with house.sessions().begin() as session:
        seed_demo_accounts(session)
    return house


@pytest.fixture(scope="module")
def own_site(own_house: House) -> Iterator[Product]:
    with serving(settings_of(own_house) | {"BRUGGEN_DEMO": "true"}) as product:
        yield product


@pytest.fixture
def enter(visit: Visit, own_site: Product) -> Callable[..., Page]:
    """`enter("beheer", "/beheer/mensen")`: one of the demo's people, signed in, on a page."""

    def enter_as(mailbox: str, path: str, **options: object) -> Page:
        visitor: Visitor = visit(url=own_site.url, **options)
        visitor.expect_complaints(REFUSED)
        sign_in(visitor.page, mailbox, path)
        return visitor.page

    return enter_as


Enter = Callable[..., Page]


def heading(page: Page, text: str | re.Pattern[str]) -> None:
    """Wait until this is the page's heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def row(page: Page, text: str) -> Locator:
    """The row of a table in which this stands."""
    return page.get_by_role("row").filter(has_text=text)


def choose(page: Page, label: str, part: str, name: str) -> None:
    """Type a part of a name and take the one that is offered."""
    field = page.get_by_label(label, exact=True)
    field.fill(part)
    expect(page.locator(f"datalist option[value='{name}']")).to_have_count(1)
    field.fill(name)


def user_id(house: House, email: str) -> str:
    with house.sessions()() as session:
        return str(session.query(User.id).filter(User.email == email).scalar())


def ask_for_account(house: House, name: str, **more: str) -> None:
    """Somebody asks for an account in Oost-Vlaanderen."""
    asked = {"role": "partnerEditor", "organization_name": "Vzw Onbekend", "motivation": "Ons aanbod bijhouden."} | more
    with house.sessions().begin() as session:
        email = f"{name.lower().replace(' ', '.')}@example.org"
        session.add(AccountRequest(name=name, email=email, region_code="OVL", **asked))


class TestPeople:
    def test_an_administrator_invites_gives_a_role_and_ends_it_and_the_end_bites_at_the_next_click(
        self, enter: Enter, visit: Visit, own_house: House, own_site: Product
    ) -> None:
        page = enter("beheer", "/beheer/mensen")
        page.get_by_role("link", name="Nodig iemand uit").click()
        page.get_by_role("button", name="Verstuur de uitnodiging").click()
        expect(page.get_by_role("alert")).to_contain_text("Kies een rol.")
        fill_in(page, name="Mira Claes", email="mira@example.org")
        page.get_by_label("Rol", exact=True).select_option(label="Beheerder partner")
        choose(page, "Organisatie", "Arktos", own_site.ask("organizations", q="Arktos")["items"][0]["name"])
        page.get_by_role("button", name="Verstuur de uitnodiging").click()
        heading(page, "Mira Claes")
        expect(page.get_by_text("Uitgenodigd", exact=True)).to_be_visible()

        other = visit(url=own_site.url)
        other.expect_complaints(REFUSED)
        theirs = other.page
        theirs.goto(mailed_path(own_house, "mira@example.org"))
        fill_in(theirs, password=PASSWORD)
        theirs.get_by_role("button", name="Maak mijn account klaar").click()
        heading(theirs, "Mijn profiel")
        account_button(theirs, "Mira Claes").click()
        theirs.get_by_role("banner").get_by_role("link", name="Koppelingen").click()
        heading(theirs, "Koppelingen")

        page.reload()
        expect(page.get_by_text("Actief", exact=True)).to_be_visible()
        page.get_by_role("button", name="Geef een rol").click()
        page.get_by_label("Rol", exact=True).select_option(label="Beleidsmedewerker")
        page.get_by_label("Sector", exact=True).select_option(label="Welzijn")
        page.get_by_label("Laatste dag", exact=True).fill("2099-12-31")
        page.get_by_role("form", name="Geef een rol").get_by_role("button", name="Geef een rol").click()
        expect(page.get_by_role("main")).to_contain_text("tot en met do 31 dec 2099")

        page.get_by_role("button", name=re.compile("^Beëindig: Beheerder partner")).click()
        asked = page.get_by_role("dialog", name=re.compile("Mira Claes: de rol Beheerder partner beëindigen"))
        asked.get_by_role("button", name="Beëindig").click()
        expect(asked).to_have_count(0)
        expect(page.get_by_text("Vroegere rollen (1)")).to_be_visible()

        theirs.get_by_role("link", name="Koppel een systeem").click()
        theirs.get_by_role("link", name="Terug naar koppelingen").click()
        heading(theirs, FORBIDDEN)
        account_button(theirs, "Mira Claes").click()
        expect(theirs.get_by_role("banner").get_by_role("link", name="Mijn profiel")).to_be_visible()
        expect(theirs.get_by_role("banner").get_by_role("link", name="Koppelingen")).to_have_count(0)

    def test_what_the_api_refuses_leaves_the_form_as_it_was(self, enter: Enter) -> None:
        page = enter("beheer", "/beheer/mensen/uitnodigen")
        fill_in(page, name="Iemand", email=f"dpo@{DOMAIN}")
        page.get_by_label("Rol", exact=True).select_option(label="Beheerder")
        page.get_by_role("button", name="Verstuur de uitnodiging").click()
        expect(page.get_by_role("alert")).to_contain_text("Dit bestaat al.")
        expect(page.get_by_label("Mailadres")).to_have_value(f"dpo@{DOMAIN}")
        expect(page.get_by_label("Rol", exact=True)).to_have_value("administrator")

    def test_are_found_filtered_and_sorted_in_the_address(self, enter: Enter) -> None:
        page = enter("beheer", "/beheer/mensen")
        table = page.get_by_role("table", name="Mensen met een account")
        names = table.get_by_role("rowheader")
        expect(names.first).to_be_visible()
        page.get_by_label("Rol", exact=True).select_option(label="Coördinator")
        expect(page).to_have_url(re.compile(r"\?role=coordinator$"))
        expect(names).to_have_text(["Coördinator (demo)", "Coördinator (demo)", "Coördinator Antwerpen (demo)"])
        page.get_by_label("Zoek op naam of mailadres").fill("coordinator-sts")
        expect(names).to_have_count(1)
        page.get_by_role("link", name="Wis de filters").click()
        expect(page.get_by_label("Zoek op naam of mailadres")).to_have_value("")
        by_name = table.get_by_role("columnheader", name="Naam")
        expect(by_name).to_have_attribute("aria-sort", "ascending")
        by_name.get_by_role("button").press("Enter")
        expect(by_name).to_have_attribute("aria-sort", "descending")
        expect(page).to_have_url(re.compile(r"\?sort=-name$"))
        shown = names.all_inner_texts()
        assert shown == sorted(shown, key=str.lower, reverse=True)
        page.go_back()
        expect(by_name).to_have_attribute("aria-sort", "ascending")

    def test_come_as_a_file(self, enter: Enter) -> None:
        page = enter("beheer", "/beheer/mensen?role=administrator")
        with page.expect_download() as download:
            page.get_by_role("button", name="CSV").click()
        assert download.value.suggested_filename == "mensen.csv"
        lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
        assert lines[0].startswith("href,id,name,email")
        assert f"beheer@{DOMAIN}" in lines[1] and len(lines) == 2

    def test_a_suspended_person_is_out_until_let_in_again(self, enter: Enter) -> None:
        out = enter("clb", "/profiel")
        page = enter("beheer", "/beheer/mensen?q=clb@")
        page.get_by_role("button", name=re.compile("^Schors")).click()
        page.get_by_role("dialog").get_by_role("button", name="Schors").click()
        expect(row(page, f"clb@{DOMAIN}")).to_contain_text("Geschorst")
        out.goto("/profiel")
        heading(out, "Aanmelden")
        page.get_by_role("button", name=re.compile("^Laat .* weer toe")).click()
        page.get_by_role("dialog").get_by_role("button", name="Laat weer toe").click()
        expect(row(page, f"clb@{DOMAIN}")).to_contain_text("Actief")

    def test_two_who_rename_somebody_at_once_are_shown_what_the_other_did(self, enter: Enter, own_house: House) -> None:
        path = f"/beheer/mensen/{user_id(own_house, f'jeugdhulp@{DOMAIN}')}"
        page = enter("beheer", path)
        page.get_by_role("button", name="Wijzig de naam").click()
        with own_house.sessions().begin() as session:
            session.query(User).filter(User.email == f"jeugdhulp@{DOMAIN}").one().name = "Naam van de ander"
        page.get_by_label("Naam", exact=True).fill("Mijn naam")
        page.get_by_role("button", name="Bewaren").click()
        conflict = page.get_by_role("region", name="Iemand anders heeft dit intussen gewijzigd")
        expect(conflict).to_contain_text("Mijn naam")
        expect(conflict).to_contain_text("Naam van de ander")
        conflict.get_by_role("radio", name=re.compile("Zo heeft de ander het bewaard")).check()
        conflict.get_by_role("button", name="Bewaar mijn keuze").click()
        heading(page, "Naam van de ander")

    def test_a_page_without_its_right_says_so_and_without_a_session_leads_to_signing_in(
        self, enter: Enter, visit: Visit, own_site: Product
    ) -> None:
        page = enter("partner", "/profiel")
        page.goto("/beheer/mensen")
        heading(page, FORBIDDEN)
        stranger = visit(url=own_site.url).page
        stranger.goto("/beheer/rollen?role=administrator")
        expect(stranger).to_have_url(f"{own_site.url}/aanmelden?naar=%2Fbeheer%2Frollen%3Frole%3Dadministrator")


class TestAccessReview:
    def test_a_role_is_ended_by_name_and_can_be_given_back(self, enter: Enter) -> None:
        page = enter("beheer", "/beheer/rollen?role=policyOfficer")
        expect(page.get_by_role("table", name="Rollen van mensen").get_by_role("rowheader").first).to_be_visible()
        mine = page.get_by_role("row").filter(has_text="Onderwijs")
        mine.get_by_role("button", name=re.compile("^Beëindig: Beleidsmedewerker van")).click()
        page.get_by_role("dialog").get_by_role("button", name="Beëindig").click()
        expect(page.get_by_role("main")).to_contain_text("Beëindigd: Beleidsmedewerker, in heel Vlaanderen en Brussel van")
        page.get_by_role("button", name="Geef de rol terug").click()
        expect(mine.get_by_role("button", name=re.compile("^Beëindig"))).to_be_visible()

    def test_tells_what_each_role_may(self, enter: Enter, own_site: Product) -> None:
        page = enter("dpo", "/beheer/rollen")
        page.get_by_role("link", name="Wat mag elke rol?").click()
        for role in own_site.ask("roles")["items"]:
            of_role = page.get_by_role("row").filter(
                has=page.get_by_role("rowheader", name=re.compile(f"^{role['title']['nl']}"))
            )
            for scope in role["scopes"]:
                if not scope["scope"].startswith("ownProfile"):
                    expect(of_role.filter(has_text=scope["description"]["nl"])).not_to_have_count(0)

    def test_has_cards_on_a_telephone_that_sort_as_well(self, enter: Enter) -> None:
        page = enter("beheer", "/beheer/rollen", viewport=PHONE)
        expect(page.get_by_role("link", name="Beheerder (demo)")).to_be_visible()
        page.get_by_label("Sorteer op").select_option(label="Laatst gebruikt")
        expect(page).to_have_url(re.compile(r"\?sort=lastUsedOn$"))
        assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]


class TestAccountRequests:
    def test_a_coordinator_approves_one_for_an_organization_that_is_known(
        self, enter: Enter, own_house: House, own_site: Product
    ) -> None:
        ask_for_account(own_house, "Lena Maes")
        page = enter("coordinator", "/beheer/aanvragen")
        page.get_by_role("link", name="Lena Maes").click()
        heading(page, "Lena Maes")
        page.get_by_role("button", name="Keur goed").click()
        expect(page.get_by_role("alert")).to_contain_text("Kies een organisatie uit de lijst.")
        organization = _in_region(own_site, "OVL")
        choose(page, "Organisatie", organization[:12], organization)
        page.get_by_role("button", name="Keur goed").click()
        expect(page.get_by_text("Lena Maes krijgt een uitnodiging.").first).to_be_visible()
        assert mailed_path(own_house, "lena.maes@example.org")

    def test_a_coordinator_refuses_another_with_a_reason_for_the_colleagues(self, enter: Enter, own_house: House) -> None:
        ask_for_account(own_house, "Tom Wouters", role="referrer", sector="youthCare", organization_name="Onbekend")
        page = enter("coordinator-sts", "/beheer/aanvragen")
        page.get_by_role("link", name="Tom Wouters").click()
        page.get_by_role("button", name="Weiger").click()
        page.get_by_label("Reden").fill("Werkt in een andere regio.")
        page.get_by_role("button", name="Weiger").click()
        expect(page.get_by_role("main")).to_contain_text("Werkt in een andere regio.")
        page.get_by_role("link", name="Terug naar aanvragen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Aanvragen")
        expect(page.get_by_role("link", name="Tom Wouters")).to_have_count(0)


class TestSystems:
    def test_a_partner_manager_connects_one_and_sees_its_secret_once(self, enter: Enter) -> None:
        page = enter("partnerbeheer", "/beheer/koppelingen/nieuw")
        fill_in(page, name="Website van Arktos")
        page.get_by_role("button", name="Koppel", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("Vink minstens één ding aan.")
        page.get_by_role("checkbox", name="Aanbod voorstellen en wijzigen").check()
        page.get_by_role("button", name="Koppel", exact=True).click()
        heading(page, "Website van Arktos is gekoppeld")
        codes = page.get_by_role("region", name="Bewaar de sleutel nu").locator("dd code")
        client_id, secret = codes.all_inner_texts()
        granted = _token(page, client_id, secret)
        page.get_by_role("button", name="Ik heb de sleutel bewaard").click()
        heading(page, "Website van Arktos")
        expect(page.get_by_text(secret)).to_have_count(0)
        expect(page.get_by_role("region", name="Wat het systeem mag")).to_contain_text("Aanbod voorstellen en wijzigen")
        assert granted == 200

        page.get_by_role("button", name="Maak een nieuwe sleutel").click()
        page.get_by_role("dialog").get_by_role("button", name="Maak een nieuwe sleutel").click()
        renewed = page.get_by_role("region", name="Bewaar de sleutel nu").locator("dd code").nth(1)
        expect(renewed).not_to_have_text(secret)
        assert _token(page, client_id, secret) == 401
        assert _token(page, client_id, renewed.inner_text()) == 200
        page.get_by_role("button", name="Sluit af").click()
        page.get_by_role("dialog").get_by_role("button", name="Sluit af").click()
        expect(page.get_by_text("Afgesloten", exact=True)).to_be_visible()
        assert _token(page, client_id, "x") == 401


class TestTrail:
    def test_the_protection_officer_finds_who_looked_at_whom_and_that_is_found_too(self, enter: Enter, own_house: House) -> None:
        looked_at = user_id(own_house, f"partner@{DOMAIN}")
        heading(enter("beheer", f"/beheer/mensen/{looked_at}"), "Redacteur partner (demo)")
        page = enter("dpo", f"/beheer/audit?objectType=users&objectId={looked_at}")
        event = row(page, "bekeek").first
        expect(event).to_contain_text("Beheerder (demo)")
        expect(event).to_contain_text("accounts")
        page.get_by_role("link", name="Wis de filters").click()
        choose(page, "Wie", "dpo@", f"Functionaris gegevensbescherming (demo), dpo@{DOMAIN}")
        expect(row(page, "doorzocht").filter(has_text="auditspoor").first).to_be_visible()
        page.goto(f"/beheer/mensen/{looked_at}")
        expect(page.get_by_role("region", name="Wie keek mee")).to_contain_text("Beheerder (demo)")

    def test_older_events_follow_on_demand(self, enter: Enter) -> None:
        page = enter("dpo", "/beheer/audit")
        rows = page.get_by_role("table").get_by_role("rowheader")
        expect(rows).to_have_count(50)
        page.get_by_role("button", name="Toon oudere").click()
        expect(rows.nth(50)).to_be_visible()


def _token(page: Page, client_id: str, secret: str) -> int:
    """What the product answers a system that asks for a token."""
    form: dict[str, str | float | bool] = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
    return page.request.post("/oauth/token", form=form).status


def _in_region(site: Product, region: str) -> str:
    return str(site.ask("organizations", region=region, pageSize=1)["items"][0]["name"])
