"""What somebody sees when something is not there, fails, or cannot be reached."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.conftest import Visit
from tests.e2e.directory import open_directory, result, total_line
from tests.e2e.product import Product
from tests.e2e.visitor import Visitor

PROBLEM = {
    "type": "urn:problem-type:belgif:serviceUnavailable",
    "title": "Service Unavailable",
    "status": 503,
    "detail": "The search index is being made anew; try again in a minute.",
}


class TestNothingThere:
    @pytest.mark.parametrize("path", ["/bestaat-niet", "/aanbod/00000000-0000-7000-8000-000000000000", "/regios/ZZZ"])
    def test_says_so_and_shows_ways_on(self, visit: Visit, path: str) -> None:
        visitor = visit()
        visitor.expect_complaints("status of 40[04]|Not found: ")
        visitor.page.goto(path)
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Deze pagina is er niet")
        expect(visitor.page).to_have_title("Deze pagina is er niet – Bruggen")
        way_on = visitor.page.get_by_role("link", name="Naar het aanbod")
        before = way_on.bounding_box()
        # The page behind it is fetched while it is pointed at: that may not move it from under the pointer.
        with visitor.page.expect_response("**/api/v1/offers?*"):
            way_on.hover()
        visitor.page.wait_for_load_state("networkidle")
        assert way_on.bounding_box() == before
        way_on.click()
        expect(total_line(visitor.page)).to_be_visible()

    def test_a_missing_file_is_not_a_page(self, visit: Visit) -> None:
        visitor = visit()
        visitor.expect_complaints("status of 404")
        answer = visitor.page.goto("/_app/immutable/entry/gone.js")
        assert answer is not None
        assert answer.status == 404


class TestTheServerFails:
    @pytest.fixture
    def visitor(self, visit: Visit) -> Visitor:
        visitor = visit()
        visitor.expect_complaints("status of 503")
        return visitor

    @pytest.mark.parametrize(
        ("path", "asked"), [("/", "regions"), ("/aanbod", "offers"), ("/regios", "regions"), ("/regios/OVL", "regions/OVL")]
    )
    def test_says_that_it_is_not_your_fault_and_tries_again(self, visitor: Visitor, path: str, asked: str) -> None:
        page = visitor.page
        failing = re.compile(rf"/api/v1/{asked}(\?|$)")
        page.route(failing, lambda route: route.fulfill(status=503, json=PROBLEM, content_type="application/problem+json"))
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_have_text("Er ging iets mis bij ons")
        retry = page.get_by_role("button", name="Probeer opnieuw")
        retry.click()
        expect(retry).to_be_enabled()
        expect(page.get_by_role("heading", level=1)).to_have_text("Er ging iets mis bij ons")
        page.unroute(failing)
        retry.click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Er ging iets mis bij ons")
        expect(page.get_by_role("article").or_(page.get_by_role("main").get_by_role("listitem")).first).to_be_visible()

    def test_is_asked_once_not_over_and_over(self, visitor: Visitor) -> None:
        asked: list[str] = []

        def fail(route: Route) -> None:
            asked.append(route.request.url)
            route.fulfill(status=503, json=PROBLEM, content_type="application/problem+json")

        visitor.page.route("**/api/v1/offers?*", fail)
        visitor.page.goto("/aanbod")
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Er ging iets mis bij ons")
        visitor.page.wait_for_load_state("networkidle")
        assert len(asked) == 1

    def test_the_list_stays_when_only_the_map_fails(self, visitor: Visitor) -> None:
        visitor.page.route(
            "**/api/v1/municipalities?*",
            lambda route: route.fulfill(status=503, json=PROBLEM, content_type="application/problem+json"),
        )
        open_directory(visitor.page)
        expect(visitor.page.get_by_text("De kaart kon niet laden. De lijst is volledig.")).to_be_visible()
        expect(visitor.page.get_by_role("article").first).to_be_visible()


class TestWithoutAConnection:
    @pytest.fixture
    def visitor(self, visit: Visit) -> Visitor:
        """Somebody whose browser has the site's service worker, and has looked at a search, an offer and a region."""
        visitor = visit(service_worker=True)
        visitor.page.goto("/")
        visitor.page.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")
        return visitor

    def cut(self, visitor: Visitor) -> None:
        visitor.expect_complaints("ERR_INTERNET_DISCONNECTED|ERR_FAILED|FetchEvent|Failed to fetch")
        visitor.context.set_offline(True)

    def test_what_was_looked_at_opens_again(self, visitor: Visitor, site: Product) -> None:
        page = visitor.page
        open_directory(page, "?q=spijbelen")
        found = total_line(page).inner_text()
        title = result(page, 0).inner_text()
        result(page, 0).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(page.get_by_role("region", name="Contact").get_by_role("link").first).to_be_visible()
        page.wait_for_load_state("networkidle")

        self.cut(visitor)
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(page.get_by_role("region", name="Contact").get_by_role("link").first).to_be_visible()
        expect(page.get_by_text("Je bent offline.")).to_be_visible()
        page.goto("/aanbod?q=spijbelen")
        expect(total_line(page)).to_have_text(found)
        visitor.context.set_offline(False)
        expect(page.get_by_text("Je bent offline.")).to_have_count(0)

    def test_what_was_never_looked_at_says_why_and_comes_with_the_connection(self, visitor: Visitor) -> None:
        page = visitor.page
        self.cut(visitor)
        page.goto("/regios/LIM")
        expect(page.get_by_role("heading", level=1)).to_have_text("Geen verbinding")
        expect(page.get_by_role("contentinfo").get_by_text("1712")).to_be_visible()
        visitor.context.set_offline(False)
        page.get_by_role("button", name="Probeer opnieuw").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Limburg")

    def test_the_saved_list_is_there(self, visitor: Visitor) -> None:
        page = visitor.page
        open_directory(page, "?q=pesten")
        page.get_by_role("article").first.get_by_role("button", name=re.compile("^Bewaar")).click()
        page.get_by_role("link", name="Mijn lijst").click()
        expect(page.get_by_role("article")).to_have_count(1)
        page.wait_for_load_state("networkidle")
        self.cut(visitor)
        page.goto("/lijst")
        expect(page.get_by_role("article")).to_have_count(1)
