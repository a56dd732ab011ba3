"""The tandem brings a case to its end, asks others along, answers the phone, and begins its day."""

import re

from playwright.sync_api import Page, expect

from bruggen.seeding.accounts import DOMAIN
from tests.e2e.casework import LEAD, NEW, WITH_ADVICE, WITH_CONSULT, button, field, open_case, rows
from tests.e2e.conftest import ComeIn

BY_PHONE = "Opname loopt af, nog geen plan voor school"
EXPERT = f"clb@{DOMAIN}"
TWO_MINUTES_OF_A_SLOW_TYPIST = 480


class TestACase:
    def test_goes_from_screening_to_its_end(self, come_in: ComeIn) -> None:
        page = come_in()
        open_case(page, NEW)
        button(page, "Opnemen voor screening").click()
        button(page, "Consult plannen").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button", name="Consult plannen").click()
        expect(dialog.get_by_role("alert").filter(has_text="Kijk dit even na")).to_be_focused()
        field(page, "admissionReason").fill("De jeugdhulp is telefonisch gehoord en zit ook vast.")
        field(page, "consultAt").fill("2026-12-01")
        field(page, "consultAt.time").fill("14:00")
        dialog.get_by_role("button", name="Consult plannen").click()
        expect(dialog).to_have_count(0)
        expect(page.get_by_role("main")).to_contain_text("di 1 dec 2026, 14:00")
        page.get_by_role("button", name=re.compile("^Stel voor:")).first.click()
        field(page, "note").fill("In de buurt, en er is plaats.")
        dialog.get_by_role("button", name="Stel voor").click()
        expect(page.get_by_role("heading", name="Voorgesteld")).to_be_visible()
        button(page, "Consult vastleggen").click()
        field(page, "advice").fill("Begin klein, met iemand die aan huis komt.")
        dialog.get_by_role("button", name="Consult vastleggen").click()
        button(page, "Terugkoppelen").click()
        expect(field(page, "feedback")).to_have_value(
            re.compile(
                r"^Begin klein, met iemand die aan huis komt\.\n\nDit aanbod kan passen:\n- .+: In de buurt, en er is plaats\.$"
            )
        )
        dialog.get_by_role("button", name="Terugkoppelen").click()
        expect(page.get_by_text("Terugkoppeling aan de aanmelder")).to_be_visible()
        button(page, "Afsluiten").click()
        field(page, "outcome").select_option(label="Terug naar school")
        dialog.get_by_role("button", name="Afsluiten").click()
        expect(page.get_by_role("list", name="Waar deze casus staat")).to_contain_text("Afgesloten")
        field(page, "outcomeAfter3Months").select_option(label="NAFT")
        expect(page.get_by_role("main")).to_contain_text("noteerde hoe het ermee gaat")
        button(page, "Heropenen").click()
        field(page, "reason").fill("Na de vakantie is er opnieuw een blokkering.")
        dialog.get_by_role("button", name="Heropenen").click()
        expect(button(page, "Consult plannen")).to_be_visible()

    def test_is_talked_about_with_all_or_among_coordinators(self, come_in: ComeIn) -> None:
        page = come_in()
        open_case(page, WITH_ADVICE)
        field(page, "text").fill("Kan de school een lokaal vrijmaken?")
        button(page, "Verstuur").click()
        expect(page.get_by_role("listitem").filter(has_text="Kan de school een lokaal vrijmaken?")).to_be_visible()
        page.get_by_label("Alleen onder coördinatoren").check()
        field(page, "text").fill("Eerst zelf bellen @coö")
        page.get_by_role("list", name="Vermeld iemand").get_by_role("button").first.click()
        expect(field(page, "text")).to_have_value("Eerst zelf bellen ")
        button(page, "Verstuur aan coördinatoren").click()
        said = page.get_by_role("listitem").filter(has_text="Eerst zelf bellen")
        expect(said).to_contain_text("Alleen onder coördinatoren")
        expect(said).to_contain_text(f"Vermeld: {LEAD}")

    def test_names_nobody(self, come_in: ComeIn) -> None:
        page = come_in()
        open_case(page, WITH_ADVICE)
        field(page, "text").fill("Lotte belde zelf.")
        button(page, "Verstuur").click()
        expect(page.get_by_role("alert").filter(has_text="naar een persoon kan wijzen").first).to_be_visible()
        button(page, "Mag blijven: Lotte").click()
        page.get_by_role("button", name="Naam van een dienst, school of methode").click()
        button(page, "Verstuur").click()
        expect(page.get_by_role("listitem").filter(has_text="Lotte belde zelf.")).to_be_visible()

    def test_has_tasks_experts_and_watchers(self, come_in: ComeIn) -> None:
        page = come_in()
        open_case(page, WITH_CONSULT)
        button(page, "Voeg een taak toe").click()
        page.get_by_role("dialog").locator("[name=text]").fill("Bel de school over het lokaal")
        field(page, "dueOn").fill("2026-11-30")
        field(page, "assignee").select_option(label=LEAD)
        button(page, "Bewaar").click()
        task = page.get_by_role("listitem").filter(has_text="Bel de school over het lokaal")
        expect(task).to_contain_text(LEAD)
        page.get_by_role("button", name="Klaar: Bel de school over het lokaal").click()
        expect(task).to_have_count(0)
        button(page, "Vraag een expert").click()
        field(page, "email").fill("niemand@example.org")
        field(page, "reason").fill("Kent de overgang na een opname.")
        button(page, "Vraag").click()
        expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("Niemand heeft een account")
        page.keyboard.press("Escape")
        watching = button(page, "Volgen")
        watching.click()
        expect(watching).to_have_attribute("aria-pressed", "true")
        page.get_by_text("Toon wie keek en wie iets veranderde").click()
        expect(page.get_by_role("table", name="Wie keek mee")).to_contain_text(LEAD)

    def test_is_read_by_an_expert_for_as_long_as_was_asked(self, come_in: ComeIn) -> None:
        page = come_in()
        open_case(page, BY_PHONE)
        button(page, "Vraag een expert").click()
        field(page, "email").fill(EXPERT)
        field(page, "reason").fill("Kent de overgang na een opname.")
        button(page, "Vraag").click()
        end = page.get_by_role("button", name=re.compile("^Stop de toegang van"))
        expect(end).to_be_visible()
        expert = come_in(page.url.removeprefix(page.url.split("/casussen")[0]), mailbox=EXPERT.split("@")[0])
        expect(expert.get_by_role("main")).to_contain_text("vroegen je om mee te denken")
        expect(expert.get_by_role("complementary", name="Werk bij deze casus")).to_have_count(0)
        expect(expert.get_by_role("heading", name="Wat kan nu")).to_have_count(0)
        expect(expert.get_by_label("Alleen onder coördinatoren")).to_have_count(0)
        field(expert, "text").fill("Ik kan dinsdag meekijken.")
        button(expert, "Verstuur").click()
        expect(expert.get_by_role("listitem").filter(has_text="Ik kan dinsdag meekijken.")).to_be_visible()
        end.click()
        expect(end).to_have_count(0)
        expect(page.get_by_role("listitem").filter(has_text="Ik kan dinsdag meekijken.")).to_be_visible()

    def test_is_written_on_in_its_place(self, come_in: ComeIn) -> None:
        page = come_in()
        open_case(page, WITH_CONSULT)
        button(page, "Wat loopt vast?").click()
        field(page, "blocked").fill("De school vindt geen begeleider voor de namiddag.")
        expect(page.locator("[data-state=saved]")).to_be_visible()
        page.get_by_role("form", name="Wat loopt vast?").get_by_role("button", name="Klaar").click()
        expect(page.get_by_role("definition").filter(has_text="begeleider voor de namiddag")).to_be_visible()


class Typist:
    """Somebody with a keyboard and no mouse, who counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.presses += len(text)


class TestThePhone:
    def test_is_answered_by_keyboard_alone(self, come_in: ComeIn) -> None:
        page = come_in("/casussen/telefoon")
        typist = Typist(page)
        expect(field(page, "contact.name")).to_be_focused()
        for text, keys in (
            ("An Claes", ["Tab", "1", "Tab"]),
            ("09 123 45 67", ["Tab", "Tab", "2", "Tab"]),
            ("gent", ["Tab", "Tab"]),
            ("2012", ["Tab"]),
            ("sec", ["Tab"]),
            ("zit", ["Tab"]),
            ("Komt sinds september niet meer op school", ["Tab"]),
            ("School en ouders geraken er niet meer uit. Er is al een NAFT geweest, zonder resultaat.", ["Control+Enter"]),
        ):
            typist.write(text)
            typist.press(*keys)
        take = button(page, "Neem de casus op")
        expect(take).to_be_focused()
        expect(page.get_by_text(re.compile(r"^ROTS-[A-Z0-9]{4}-[A-Z0-9]{2}$"))).to_be_visible()
        typist.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Komt sinds september niet meer op school")
        expect(page.get_by_role("list", name="Waar deze casus staat")).to_contain_text("In screening")
        print(f"\na case from the phone, by keyboard alone: {typist.presses} key presses")
        assert typist.presses < TWO_MINUTES_OF_A_SLOW_TYPIST

    def test_brings_the_keyboard_to_the_first_thing_that_is_missing(self, come_in: ComeIn) -> None:
        page = come_in("/casussen/telefoon")
        page.keyboard.type("An Claes")
        expect(page.locator("[data-state=saved]")).to_be_visible()
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("alert").filter(has_text="Kijk dit even na")).to_be_visible()
        expect(page.locator("input:focus")).to_have_attribute("name", "sector")
        page.reload()
        expect(field(page, "contact.name")).to_have_value("An Claes")


class TestToday:
    def test_is_where_somebody_lands_and_leads_to_what_it_counts(self, come_in: ComeIn) -> None:
        page = come_in("/profiel")
        page.goto("/aanmelden")
        expect(page.get_by_role("heading", level=1)).to_have_text("Vandaag")
        page.get_by_role("link", name=re.compile("nieuwe aanmelding")).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Nieuwe aanmeldingen")
        expect(rows(page).first).to_be_visible()

    def test_an_emergency_needs_a_case_and_a_reason(self, come_in: ComeIn) -> None:
        page = come_in("/vandaag")
        page.get_by_text("In nood een casus inzien").click()
        field(page, "code").fill("ROTS-0000-00")
        button(page, "Open de casus voor een uur").click()
        expect(page.get_by_role("alert").filter(has_text="wat de nood is")).to_be_visible()
