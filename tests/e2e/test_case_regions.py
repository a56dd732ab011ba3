"""Between regions: a case that goes to another one, and a case that is read in an emergency, each side in its own browser."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.casework import WITH_ADVICE, WITH_CONSULT, button, field, open_case, rows
from tests.e2e.conftest import ComeIn

BY_PHONE = "Opname loopt af, nog geen plan voor school"
ELSEWHERE = "coordinator-antwerpen"
RESCUER = "Coördinator Antwerpen (demo)"
REASON = "De nieuwe school ligt daar."
NOT_THERE = "Deze pagina is er niet"
NOT_THEIRS = "Deze pagina is niet voor jou"


def part(page: Page, name: str) -> Locator:
    """A part of the page, by its heading."""
    return page.get_by_role("region", name=name)


def ask_antwerp(page: Page, summary: str) -> str:
    """Ask the other region to take this case over; returns its code."""
    open_case(page, summary)
    button(page, "Draag over aan een andere regio").click()
    field(page, "region").select_option(label="Antwerpen")
    field(page, "reason").fill(REASON)
    button(page, "Vraag om over te nemen").click()
    expect(part(page, "Overdragen")).to_contain_text("Je vroeg regio Antwerpen om over te nemen")
    return page.title().split()[0]


def asked(page: Page, code: str) -> Locator:
    """What waits for an answer, of the case of this code."""
    return part(page, "Overdragen").get_by_role("listitem").filter(has_text=code)


def news(page: Page, code: str) -> Locator:
    """What is new in the case of this code, read today."""
    page.goto("/vandaag")
    return part(page, "Nieuws").get_by_role("listitem").filter(has_text=code)


def expect_heading(page: Page, path: str, heading: str) -> None:
    """Go there and be told this."""
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


class TestAHandOver:
    def test_is_accepted_and_the_case_changes_hands(self, come_in: ComeIn) -> None:
        former, other = come_in(), come_in("/vandaag", ELSEWHERE)
        open_case(former, BY_PHONE)
        button(former, "Draag over aan een andere regio").click()
        button(former, "Vraag om over te nemen").click()
        expect(former.get_by_role("dialog").get_by_role("alert").filter(has_text="Kies een regio")).to_be_visible()
        former.goto("/casussen")
        code = ask_antwerp(former, BY_PHONE)
        case = former.url

        expect(news(other, code)).to_contain_text("Een regio vraagt om over te nemen")
        expect(other.get_by_role("link", name=re.compile("regio vraagt om over te nemen"))).to_be_visible()
        expect(asked(other, code)).to_contain_text("Regio Oost-Vlaanderen vraagt om over te nemen")
        expect(asked(other, code)).to_contain_text(REASON)
        expect(other.get_by_role("main")).not_to_contain_text(BY_PHONE)
        expect_heading(other, case, NOT_THERE)
        other.goto("/vandaag")
        asked(other, code).get_by_role("button", name="Neem over").click()
        expect(asked(other, code)).to_have_count(0)
        expect_heading(other, case, BY_PHONE)
        expect(part(other, "Overdragen")).to_contain_text("Regio Antwerpen behandelt deze casus")
        other.goto("/casussen")
        expect(rows(other).filter(has_text=BY_PHONE)).to_have_count(1)

        expect_heading(former, case, NOT_THERE)
        former.goto("/casussen")
        expect(rows(former).nth(3)).to_be_visible()
        expect(rows(former).filter(has_text=BY_PHONE)).to_have_count(0)
        expect(news(former, code)).to_contain_text("De andere regio neemt over")
        expect(news(former, code).get_by_role("link")).to_have_count(0)

    def test_is_refused_with_a_reason_that_who_asked_reads(self, come_in: ComeIn) -> None:
        asking, other = come_in(), come_in("/vandaag", ELSEWHERE)
        code = ask_antwerp(asking, WITH_ADVICE)
        other.reload()
        asked(other, code).get_by_role("button", name="Neem niet over").click()
        dialog = other.get_by_role("dialog")
        dialog.get_by_role("button", name="Neem niet over").click()
        expect(dialog.get_by_role("alert").first).to_be_visible()
        dialog.locator("[name=reason]").fill("De school blijft voorlopig dezelfde.")
        dialog.get_by_role("button", name="Neem niet over").click()
        expect(asked(other, code)).to_have_count(0)

        news(asking, code).get_by_role("link", name="De andere regio neemt niet over").click()
        expect(asking.get_by_role("heading", level=1)).to_have_text(WITH_ADVICE)
        expect(part(asking, "Overdragen")).to_contain_text("Regio Antwerpen neemt niet over")
        expect(part(asking, "Overdragen")).to_contain_text("De school blijft voorlopig dezelfde.")
        expect(button(asking, "Draag over aan een andere regio")).to_be_visible()
        expect_heading(other, asking.url, NOT_THERE)

    def test_is_taken_back_while_nobody_answered(self, come_in: ComeIn) -> None:
        asking, other = come_in(), come_in("/vandaag", ELSEWHERE)
        code = ask_antwerp(asking, WITH_CONSULT)
        button(asking, "Trek de vraag in").click()
        expect(button(asking, "Draag over aan een andere regio")).to_be_visible()
        expect(asking.get_by_role("listitem").filter(has_text="vroeg niet langer om over te nemen")).to_be_visible()
        expect(news(other, code).filter(has_text="Een regio vraagt niet meer om over te nemen")).to_have_count(1)
        expect(asked(other, code)).to_have_count(0)


class TestAnEmergency:
    def test_opens_a_case_to_read_for_an_hour_and_whoever_has_to_know_is_told(self, come_in: ComeIn) -> None:
        tandem, rescuer, officer = come_in(), come_in("/vandaag", ELSEWHERE), come_in("/vandaag", "dpo")
        open_case(tandem, WITH_CONSULT)
        case, code = tandem.url, tandem.title().split()[0]
        expect_heading(rescuer, case, NOT_THERE)

        rescuer.goto("/vandaag")
        rescuer.get_by_text("In nood een casus inzien").click()
        field(rescuer, "code").fill(code.lower())
        field(rescuer, "reason").fill("De spoeddienst vraagt wat al geprobeerd is.")
        button(rescuer, "Open de casus voor een uur").click()
        expect(rescuer.get_by_role("heading", level=1)).to_have_text(WITH_CONSULT)
        expect(rescuer.get_by_text("Je kijkt in nood in deze casus, een uur lang.")).to_be_visible()
        expect(rescuer.get_by_role("complementary", name="Werk bij deze casus")).to_have_count(0)
        expect(rescuer.get_by_role("heading", name="Wat kan nu")).to_have_count(0)
        expect(field(rescuer, "text")).to_have_count(0)
        rescuer.reload()
        expect(rescuer.get_by_text("Je kijkt in nood in deze casus, een uur lang.")).to_be_visible()

        news(tandem, code).get_by_role("link", name="Iemand keek in nood in de casus").click()
        access = part(tandem, "Experten").get_by_role("listitem").filter(has_text=RESCUER)
        expect(access).to_contain_text(re.compile(r"In nood,\s+tot \S+ \d+ \S+ \d{4}, \d\d:\d\d"))
        expect(access).to_contain_text("De spoeddienst vraagt wat al geprobeerd is.")
        officer.reload()
        officer.get_by_role("link", name=re.compile("casus in nood ingekeken, deze week")).click()
        expect(officer.get_by_role("row").filter(has_text=RESCUER)).to_contain_text("De spoeddienst vraagt wat al geprobeerd is.")
        expect_heading(officer, case, NOT_THEIRS)

        button(tandem, f"Stop de toegang van {RESCUER}").click()
        expect(access).to_contain_text("voorbij")
        expect_heading(rescuer, case, NOT_THERE)
