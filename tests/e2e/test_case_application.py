"""A case is handed in by the CLB and youth care together, saves itself, names nobody, and leaves nothing in a browser."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from bruggen.seeding.accounts import PASSWORD
from tests.conftest import House
from tests.e2e.applications import TO_COMPLETE, WITH_FEEDBACK, open_case
from tests.e2e.applying import HOPED, OTHER_SIDE, SUMMARY, begin, choose, expect_saved, fill_in_all, invite, join, write
from tests.e2e.casework import field
from tests.e2e.conftest import Visit
from tests.e2e.product import Product
from tests.e2e.sign_in import expect_fault, give_password
from tests.e2e.visitor import Visitor
from tests.e2e.ways import sign_in, stay_signed_in

MEANT = "status of (400|401|403|404|409|412)"
NATIONAL_NUMBER = "85.07.30-033.28"
BLOCKED = "Met Lotte lukt de maandag niet meer."
SEEN = "Thuis zien wij vooral vermoeidheid."
KEPT_IN_THE_BROWSER = """
async () => {
    const cached = [];
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) cached.push(request.url, await (await cache.match(request)).text());
    }
    const databases = (await indexedDB.databases()).map(({name}) => name);
    return [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage}), ...databases, ...cached].join('\\n');
}
"""


ComeIn = Callable[..., Visitor]


@pytest.fixture(scope="module")
def cookies() -> dict[str, Any]:
    """The cookies of whoever signed in, by mailbox, after the last page they loaded: how often one may sign in is bounded."""
    return {}


@pytest.fixture
def come_in(visit: Visit, work_site: Product, cookies: dict[str, Any]) -> Iterator[ComeIn]:
    """Brings in somebody with a browser of their own."""
    here: list[tuple[Visitor, str]] = []

    def bring(mailbox: str | None = None, **options: bool) -> Visitor:
        visitor = visit(url=work_site.url, **options)
        visitor.expect_complaints(MEANT)
        if mailbox in cookies:
            stay_signed_in(visitor, cookies[mailbox], "/casussen")
        elif mailbox:
            sign_in(visitor.page, mailbox, "/casussen")
        if mailbox:
            here.append((visitor, mailbox))
        return visitor

    yield bring
    for visitor, mailbox in here:
        cookies[mailbox] = visitor.context.cookies()


class TestHandingIn:
    def test_both_sides_fill_in_one_confirms_the_other_hands_in(self, come_in: ComeIn, work_house: House) -> None:
        clb = come_in("clb", service_worker=True).page
        address = begin(clb)
        fill_in_all(clb)
        expect(field(clb, "region")).to_have_value("OVL")
        field(clb, "blocked").fill(BLOCKED)
        clb.get_by_role("button", name="Mag blijven: Lotte").click()
        clb.get_by_role("button", name="Wijst niet naar een persoon").click()
        expect(clb.get_by_text("“Lotte” mag blijven")).to_be_visible()
        link = invite(clb, work_house)

        other = come_in().page
        other.goto(link)
        expect(other).to_have_url(re.compile(r"/aanmelden\?naar=%2Fcasussen%2Fmeedoen$"))
        give_password(other, OTHER_SIDE, PASSWORD)
        other.get_by_role("button", name="Doe mee").click()
        expect(field(other, "summary")).to_have_value(SUMMARY)
        write(other, otherSideView=SEEN)
        other.get_by_role("button", name="Ik bevestig dat ook wij vastzitten").click()
        expect(other.get_by_text("Je hebt bevestigd dat ook jullie vastzitten.")).to_be_visible()
        expect(other.get_by_role("button", name="Dien de aanmelding in")).to_have_count(0)

        clb.get_by_role("button", name="Dien de aanmelding in").click()
        expect(clb.get_by_role("heading", level=1)).to_have_text("Je aanmelding is ingediend")
        main = clb.get_by_role("main")
        expect(main).to_contain_text(re.compile(r"ROTS-[A-Z0-9]{4}-[A-Z0-9]{2}"))
        expect(main.get_by_text("De andere kant heeft bevestigd")).to_be_visible()
        expect(main.get_by_role("link", name="1813")).to_be_visible()
        main.get_by_role("link", name="Bekijk deze casus").click()
        expect(clb).to_have_url(address.removesuffix("/aanmelding"))
        expect(main.get_by_text("Stap 2 van 6")).to_have_count(1)
        expect(clb).to_have_title(re.compile(r"^ROTS-\S+ – Bruggen$"))
        code = clb.title().split()[0]
        clb.get_by_text("Toon wat er is ingevuld").click()
        for text in (BLOCKED, HOPED, SEEN):
            expect(main.get_by_text(text)).to_be_visible()

        for page in (clb, other):
            kept = page.evaluate(KEPT_IN_THE_BROWSER)
            assert [text for text in (SUMMARY, "Lotte", HOPED, SEEN, code, link.split("#")[1]) if text in kept] == []
            assert "bruggen:signedIn" in kept

    def test_all_that_is_missing_is_told_at_once_with_the_way_to_it(self, come_in: ComeIn) -> None:
        visitor = come_in("clb")
        page = visitor.page
        begin(page)
        page.get_by_role("button", name="Dien de aanmelding in").click()
        expect_fault(page, "Geef minstens één gemeente")
        summary = page.get_by_role("alert").filter(has_text="Kijk dit even na")
        expect(summary.get_by_role("link")).to_have_count(13)
        summary.get_by_role("link", name="Zeg wat al geprobeerd is.").press("Enter")
        expect(field(page, "tried.0.what")).to_be_focused()

    def test_a_draft_is_found_again_on_the_desk_and_thrown_away(self, come_in: ComeIn) -> None:
        page = come_in("clb").page
        begin(page)
        write(page, summary="Een ontwerp dat weg mag")
        page.get_by_role("link", name="Naar je casussen").click()
        page.get_by_role("link", name="Een ontwerp dat weg mag").click()
        expect(field(page, "summary")).to_have_value("Een ontwerp dat weg mag")
        page.get_by_role("button", name="Gooi dit ontwerp weg").click()
        page.get_by_role("dialog").get_by_role("button", name="Gooi dit ontwerp weg").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Casussen")
        expect(page.get_by_role("link", name="Een ontwerp dat weg mag")).to_have_count(0)

    def test_after_it_people_ask_answer_and_withdraw(self, come_in: ComeIn) -> None:
        page = come_in("clb").page
        begin(page)
        fill_in_all(page)
        page.get_by_role("button", name="Dien de aanmelding in").click()
        page.get_by_role("link", name="Bekijk deze casus").click()
        field(page, "text").fill("Wanneer is het consult?")
        page.get_by_role("button", name="Stel je vraag").click()
        expect(page.get_by_role("listitem").filter(has_text="Wanneer is het consult?")).to_be_visible()
        expect(field(page, "text")).to_have_value("")
        page.get_by_role("button", name="Trek deze aanmelding in").click()
        page.get_by_role("dialog").get_by_role("button", name="Trek deze aanmelding in").click()
        expect(page.get_by_role("listitem").filter(has_text="Ingetrokken")).to_be_attached()
        expect(page.get_by_role("button", name="Stel je vraag")).to_have_count(0)


class TestAfterwards:
    def test_the_feedback_goes_into_the_own_file_and_is_judged(self, come_in: ComeIn) -> None:
        visitor = come_in("clb")
        page = visitor.page
        visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
        open_case(page, WITH_FEEDBACK)
        page.get_by_role("button", name="Kopieer voor het eigen dossier").click()
        expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()
        assert page.get_by_text(page.evaluate("() => navigator.clipboard.readText()")).is_visible()
        choose(page, "Heel nuttig")
        page.get_by_role("button", name="Bewaar mijn oordeel").click()
        expect(page.get_by_role("main").get_by_text("Bewaard", exact=True)).to_be_visible()
        page.reload()
        expect(page.get_by_label("Heel nuttig", exact=True)).to_be_checked()
        page.get_by_text("Toon wie keek en wat er wijzigde").click()
        expect(page.get_by_role("cell", name="terugkoppeling").first).to_be_visible()

    def test_what_the_coordinators_ask_is_completed_and_handed_in_again(self, come_in: ComeIn) -> None:
        page = come_in("jeugdhulp").page
        open_case(page, TO_COMPLETE)
        page.get_by_role("link", name="Vul de aanmelding aan").click()
        expect(page.get_by_role("form").get_by_text("Welke taal spreekt de jongere")).to_be_visible()
        expect(field(page, "region")).to_be_disabled()
        write(page, strengths="Spreekt Frans en leert snel bij.")
        page.get_by_role("button", name="Dien de aanmelding in").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Je aanmelding is ingediend")


class TestTheTextCheck:
    def test_a_national_number_is_never_saved_and_keeps_nothing_else_from_it(self, come_in: ComeIn) -> None:
        page = come_in("clb").page
        begin(page)
        field(page, "blocked").fill(f"Nummer {NATIONAL_NUMBER}")
        field(page, "hopedFor").fill(HOPED)
        expect(page.get_by_text("Dit mag er nooit in staan.")).to_be_visible()
        expect(page.get_by_role("button", name=re.compile("^Mag blijven"))).to_have_count(0)
        expect(page.locator("[data-state]")).to_have_attribute("data-state", "refused")
        page.get_by_role("button", name=f"Haal weg: {NATIONAL_NUMBER}").click()
        page.keyboard.press("Backspace")
        expect(field(page, "blocked")).to_have_value("Nummer ")
        expect_saved(page)
        page.reload()
        expect(field(page, "blocked")).to_have_value("Nummer")
        expect(field(page, "hopedFor")).to_have_value(HOPED)

    def test_what_may_stand_for_a_reason_stays_so(self, come_in: ComeIn) -> None:
        page = come_in("clb").page
        begin(page)
        field(page, "blocked").fill(BLOCKED)
        page.get_by_role("button", name="Mag blijven: Lotte").press("Enter")
        field(page, "blocked.reason").fill("Zo heet de methode")
        page.keyboard.press("Enter")
        expect(page.get_by_text("“Lotte” mag blijven: Zo heet de methode")).to_be_visible()
        expect_saved(page)
        page.reload()
        expect(page.get_by_text("“Lotte” mag blijven: Zo heet de methode")).to_be_visible()

    def test_nobody_leaves_what_cannot_be_saved_without_being_asked(self, come_in: ComeIn) -> None:
        page = come_in("clb").page
        address = begin(page)
        field(page, "blocked").fill(f"Nummer {NATIONAL_NUMBER}")
        expect(page.locator("[data-state]")).to_have_attribute("data-state", "refused")
        # The question may come after the click has returned: the next answer must not be given to it as well.
        page.once("dialog", lambda dialog: dialog.dismiss())
        with page.expect_event("dialog"):
            page.get_by_role("link", name="Naar je casussen").click()
        expect(page).to_have_url(address)
        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("link", name="Naar je casussen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Casussen")


class TestWritingTogether:
    def test_other_fields_come_together_and_the_same_one_is_chosen(self, come_in: ComeIn, work_house: House) -> None:
        clb = come_in("clb").page
        begin(clb)
        write(clb, summary=SUMMARY)
        link = invite(clb, work_house)
        other = come_in("jeugdhulp").page
        join(other, link)

        write(other, strengths="Tekent graag.")
        choose(other, "Pesten")
        expect_saved(other)
        choose(clb, "Spijbelen")
        write(clb, hopedFor=HOPED)
        expect(field(clb, "strengths")).to_have_value("Tekent graag.")
        expect(clb.get_by_label("Pesten", exact=True)).to_be_checked()

        field(other, "hopedFor").fill("Een halve dag per week.")
        expect(other.get_by_role("heading", name="Iemand anders heeft dit intussen gewijzigd")).to_be_visible()
        other.get_by_role("radio", name="Zo heeft de ander het bewaard").check()
        other.get_by_role("button", name="Bewaar mijn keuze").click()
        expect_saved(other)
        expect(field(other, "hopedFor")).to_have_value(HOPED)
        expect(other.get_by_label("Spijbelen", exact=True)).to_be_checked()

    def test_a_link_works_once_and_only_for_the_other_side(self, come_in: ComeIn, work_house: House) -> None:
        clb = come_in("clb").page
        begin(clb)
        link = invite(clb, work_house)
        clb.reload()
        expect(clb.get_by_text(re.compile(r"^Uitgenodigd op .+, doet nog niet mee$"))).to_be_visible()
        expect(clb.get_by_role("button", name="Stuur nog een uitnodiging")).to_be_visible()
        clb.goto(link)
        clb.get_by_role("button", name="Doe mee").click()
        expect(clb.get_by_role("heading", level=1)).to_have_text("Met dit account kan je niet meedoen")

        other = come_in("jeugdhulp").page
        join(other, link)
        other.goto(link)
        other.get_by_role("button", name="Doe mee").click()
        expect(other.get_by_role("heading", level=1)).to_have_text("Deze link werkt niet meer")
        assert "#" not in other.url

    def test_who_is_taken_out_sees_it_no_more(self, come_in: ComeIn, work_house: House) -> None:
        clb = come_in("clb").page
        address = begin(clb)
        link = invite(clb, work_house)
        other = come_in("jeugdhulp").page
        join(other, link)
        clb.reload()
        clb.get_by_role("button", name="Haal uit deze casus").click()
        clb.get_by_role("dialog").get_by_role("button", name="Haal uit deze casus").click()
        expect(clb.get_by_role("button", name="Stuur de uitnodiging")).to_be_visible()
        other.goto(address)
        expect(other.get_by_role("heading", level=1)).to_have_text("Deze pagina is er niet")
