"""WCAG 2.2 AA as far as a machine can tell, and the keyboard alone."""

from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.pages import WAYS, go
from tests.e2e.product import ROOT, Product
from tests.e2e.visitor import NARROWEST, PHONE, Visitor

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """
runOnly => axe.run(document, {runOnly, resultTypes: ['violations']}).then(({violations}) =>
    violations.flatMap(({id, help, nodes}) => nodes.map(({target, failureSummary}) => ({id, help, target, failureSummary}))))
"""
VISIBLE_FOCUS = """
() => {
    const one = document.activeElement;
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    const marked = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || one.closest('svg') !== null;
    // After the last stop the browser's own controls come, for which the page's body stands in.
    const shown = one === document.body || (marked && box.width > 0 && box.bottom > 0);
    return {what: one.textContent.trim() || one.tagName, shown};
}
"""


@cache
def axe() -> str:
    return AXE.read_text(encoding="utf-8")


def violations(page: Page, rules: Any = RULES) -> list[dict[str, Any]]:
    """What axe-core finds wrong with the page as it stands."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe())
    found: list[dict[str, Any]] = page.evaluate(RUN_AXE, rules)
    return found


def violations_by_day_and_night(page: Page) -> list[dict[str, Any]]:
    """What is wrong in the light, and the colours that cannot be told apart in the dark."""
    page.emulate_media(color_scheme="light")
    by_day = violations(page)
    page.emulate_media(color_scheme="dark")
    return by_day + violations(page, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]})


class TestEveryPage:
    @pytest.mark.parametrize("name", WAYS)
    def test_breaks_no_rule_at_any_size_and_needs_no_sideways_scrolling(self, visit: Visit, site: Product, name: str) -> None:
        visitor = visit(reduced_motion="reduce")
        page = visitor.page
        go(visitor, site, name)
        assert violations_by_day_and_night(page) == []
        page.set_viewport_size(PHONE)
        assert violations_by_day_and_night(page) == []
        page.set_viewport_size(NARROWEST)
        widths = page.evaluate("() => [document.documentElement.scrollWidth, document.body.scrollWidth]")
        assert max(widths) <= NARROWEST["width"]

    def test_the_rules_would_find_something(self, page: Page) -> None:
        page.goto("/over")
        expect(page.get_by_role("main").get_by_role("paragraph").first).to_be_visible()
        spoiling = "main => { main.append(new Image()); main.querySelector('p').style.color = '#bbb' }"
        page.get_by_role("main").evaluate(spoiling)
        assert {"image-alt", "color-contrast"} <= {one["id"] for one in violations(page)}


class TestTheKeyboard:
    def stops(self, page: Page, most: int) -> list[dict[str, Any]]:
        """What has the focus after each of so many steps."""
        found = []
        for _ in range(most):
            page.keyboard.press("Tab")
            found.append(page.evaluate(VISIBLE_FOCUS))
        return found

    def test_comes_first_to_a_link_that_skips_to_the_content(self, page: Page) -> None:
        page.goto("/regios/OVL")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Ga naar de inhoud")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.get_by_role("main").locator(":focus")).to_have_count(1)

    def test_tells_the_whole_story_of_the_teacher(self, visit: Visit) -> None:
        visitor = visit()
        page = visitor.page
        page.goto("/")
        expect(page.get_by_role("searchbox")).to_be_visible()
        self.tab_to(visitor, "searchbox", 12)
        page.keyboard.type("schoolweigering, Gent, 9 jaar")
        page.keyboard.press("Enter")
        results = page.get_by_role("article").get_by_role("heading").get_by_role("link")
        expect(results.first).to_be_visible()
        for _ in range(120):
            page.keyboard.press("Tab")
            if results.first.evaluate("one => one === document.activeElement"):
                break
        expect(results.first).to_be_focused()
        title = results.first.inner_text()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        contact = page.get_by_role("region", name="Contact").get_by_role("link").first
        for _ in range(40):
            page.keyboard.press("Tab")
            if contact.evaluate("one => one === document.activeElement"):
                break
        expect(contact).to_be_focused()

    def tab_to(self, visitor: Visitor, role: str, most: int) -> None:
        wanted = visitor.page.get_by_role(role).and_(visitor.page.locator(":focus"))
        for _ in range(most):
            if wanted.count():
                break
            visitor.page.keyboard.press("Tab")
        expect(wanted).to_have_count(1)

    @pytest.mark.parametrize("path", ["/", "/aanbod?q=spijbelen", "/regios/OVL", "/lijst", "/over"])
    def test_always_shows_where_it_is(self, page: Page, path: str) -> None:
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert [stop["what"] for stop in self.stops(page, 25) if not stop["shown"]] == []

    def test_stays_in_the_filters_until_they_are_closed(self, phone: Page) -> None:
        phone.goto("/aanbod")
        button = phone.get_by_role("button", name="Filters")
        button.press("Enter")
        dialog = phone.get_by_role("dialog", name="Filters")
        expect(dialog.locator(":focus")).to_have_count(1)
        for _ in range(6):
            phone.keyboard.press("Shift+Tab")
            assert phone.evaluate("() => document.activeElement === document.body || !!document.activeElement.closest('dialog')")
        phone.keyboard.press("Escape")
        expect(button).to_be_focused()

    def test_ticks_a_filter_and_keeps_its_place(self, page: Page) -> None:
        page.goto("/aanbod")
        box = page.get_by_role("group", name="Is er plaats?").get_by_role("checkbox").first
        box.focus()
        page.keyboard.press("Space")
        expect(page.get_by_role("link", name="Haal weg: Is er plaats? Plaats vrij")).to_be_visible()
        expect(box).to_be_checked()
        expect(box).to_be_focused()


class TestReducedMotion:
    @pytest.mark.parametrize("path", ["/", "/aanbod", "/regios/OVL"])
    def test_nothing_moves_for_who_asked_for_that(self, visit: Visit, path: str) -> None:
        page = visit(reduced_motion="reduce").page
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        longest = page.evaluate(
            """() => Math.max(...[...document.querySelectorAll('*')].flatMap(one => {
                const {transitionDuration, animationDuration} = getComputedStyle(one);
                return [...transitionDuration.split(','), ...animationDuration.split(',')].map(parseFloat);
            }))"""
        )
        assert longest < 0.01

    def test_what_moves_for_others_takes_less_than_a_fifth_of_a_second(self, page: Page) -> None:
        page.goto("/aanbod")
        expect(page.get_by_role("article").first).to_be_visible()
        longest = page.evaluate(
            """() => Math.max(...[...document.querySelectorAll('*')].flatMap(one =>
                getComputedStyle(one).transitionDuration.split(',').map(parseFloat)))"""
        )
        assert longest <= 0.2
