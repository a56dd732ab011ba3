"""The one box: what is typed, what it is read as, and what is said about it."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.directory import chip, expect_total, open_directory, titles
from tests.e2e.product import Product


def box(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Waarmee zit je vast?")


class TestTyping:
    def test_results_come_while_typing_and_are_said_aloud(self, page: Page, site: Product) -> None:
        open_directory(page)
        said = page.locator("[aria-live=polite][role=status]")
        expect(said).to_have_text(f"{site.total()} mogelijkheden")
        box(page).press_sequentially("spijbelen")
        found = site.total(q="spijbelen")
        expect_total(page, found)
        expect(said).to_have_text(f"{found} mogelijkheden")
        expect(page).to_have_url(re.compile(r"\?q=spijbelen$"))
        expect(box(page)).to_be_focused()
        expect(box(page)).to_have_value("spijbelen")

    def test_the_beginning_of_a_word_finds_already(self, page: Page, site: Product) -> None:
        open_directory(page)
        box(page).press_sequentially("zorgboer")
        expect_total(page, site.total(q="zorgboer"))
        assert any("Zorgboerderij" in text for text in page.get_by_role("article").all_inner_texts())

    def test_one_step_back_leaves_the_search(self, page: Page, site: Product) -> None:
        open_directory(page)
        box(page).press_sequentially("pesten", delay=20)
        expect_total(page, site.total(q="pesten"))
        page.go_back()
        expect_total(page, site.total())

    def test_a_slash_jumps_to_the_box_and_stays_a_slash_inside_it(self, page: Page) -> None:
        for path in ("/", "/aanbod"):
            page.goto(path)
            expect(box(page)).to_be_visible()
            page.keyboard.press("/")
            expect(box(page)).to_be_focused()
            expect(box(page)).to_have_value("")
            page.keyboard.type("1/2")
            expect(box(page)).to_have_value("1/2")


class TestReading:
    def test_a_typing_error_is_corrected_and_told(self, page: Page, site: Product) -> None:
        open_directory(page, "?q=shoolweigering")
        expect(page.get_by_text("We zochten op “schoolweigering” in plaats van “shoolweigering”.")).to_be_visible()
        expect_total(page, site.total(q="schoolweigering"))

    def test_the_correction_can_be_refused(self, page: Page) -> None:
        open_directory(page, "?q=shoolweigering")
        page.get_by_role("link", name="Zoek precies wat ik typte").click()
        expect_total(page, 0)
        expect(page).to_have_url(re.compile("interpret=false"))

    def test_a_postal_code_a_part_and_a_former_municipality_are_places(self, page: Page) -> None:
        for typed, place in (("9000", "Gent"), ("Ledeberg", "Gent"), ("Borsbeek", "Antwerpen")):
            open_directory(page, f"?q={typed}")
            expect(page.get_by_role("link", name=re.compile(f"^Haal weg: Plaats .*{place}"))).to_be_visible()

    def test_order_does_not_matter(self, page: Page, site: Product) -> None:
        open_directory(page, "?q=9 jaar Gent schoolweigering")
        expect(chip(page, "Leeftijd", "9 jaar")).to_be_visible()
        expect(chip(page, "Plaats", "Gent")).to_be_visible()
        expect_total(page, site.total(q="schoolweigering, Gent, 9 jaar"))

    def test_words_in_the_title_come_first(self, page: Page) -> None:
        open_directory(page, "?q=drugs")
        named = ["drugs" in title.lower() for title in titles(page)]
        assert 0 < sum(named) < len(named)
        assert named == sorted(named, reverse=True)

    def test_what_looks_like_markup_is_text(self, page: Page) -> None:
        open_directory(page, "?q=%3Cimg src=x onerror=alert(1)%3E")
        expect(box(page)).to_have_value("<img src=x onerror=alert(1)>")
        assert page.locator("main img").count() == 0
