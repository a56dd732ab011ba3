"""Home, the regions with their tandems, about, and what stands on every page."""

import re

import pytest
from playwright.sync_api import Page, Request, Route, ViewportSize, expect

from tests.e2e.conftest import Visit
from tests.e2e.directory import expect_total
from tests.e2e.product import Product

EVERY_PAGE = ("/", "/aanbod", "/regios", "/regios/OVL", "/lijst", "/over")


class TestHome:
    def test_quick_entries_lead_to_what_they_promise(self, page: Page, site: Product) -> None:
        page.goto("/")
        young = page.get_by_role("link", name=re.compile(r"^Jonger dan 12"))
        expect(young).to_contain_text(f"{site.total(ageBand='under12')} mogelijkheden")
        young.click()
        expect_total(page, site.total(ageBand="under12"))
        page.go_back()
        page.get_by_role("link", name="Spijbelen", exact=True).click()
        expect_total(page, site.total(theme="truancy"))

    def test_the_map_and_the_list_lead_to_every_region(self, page: Page, site: Product) -> None:
        page.goto("/")
        for region in site.ask("regions")["items"]:
            name = region["name"]["nl"]
            expect(page.get_by_role("main").get_by_role("listitem").filter(has_text=name)).not_to_have_count(0)
            on_map = page.get_by_role("link", name=f"{name}: {region['offerCount']} mogelijkheden", exact=True)
            expect(on_map).to_have_attribute("href", f"/regios/{region['code']}")


class TestRegions:
    def test_each_region_stands_with_its_tandem(self, page: Page, site: Product) -> None:
        page.goto("/regios")
        for region in site.ask("regions", embed="tandem")["items"]:
            row = page.get_by_role("main").get_by_role("listitem").filter(has=page.locator(f"a[href='/regios/{region['code']}']"))
            for post in region["tandem"]:
                names = [one["name"] for one in post["coordinators"]] or ["niet gepubliceerd"]
                for name in names:
                    expect(row).to_contain_text(name)

    def test_two_people_share_a_post_and_nobodys_address_is_guessed(self, page: Page) -> None:
        page.goto("/regios/OVL")
        tandem = page.get_by_role("region", name="De tandem")
        for name in ("Frederik", "Oona", "Sofie"):
            expect(tandem.get_by_text(name, exact=True)).to_be_visible()
        expect(tandem.get_by_role("link")).to_have_text(["Frederik.declercq@vzwapart.be", "sofie.baert@clboudenaarde.be"])
        expect(tandem.get_by_text("mailadres niet gepubliceerd")).to_have_count(1)

    @pytest.mark.parametrize("code", ["VBR", "ANT", "WVL"])
    def test_an_empty_post_is_not_published_rather_than_vacant(self, page: Page, code: str) -> None:
        page.goto(f"/regios/{code}")
        tandem = page.get_by_role("region", name="De tandem")
        expect(tandem.get_by_text("niet gepubliceerd", exact=True)).to_have_count(1)
        expect(tandem.get_by_role("link")).to_have_count(1)

    def test_leads_to_all_offers_of_the_region_and_of_a_municipality(self, page: Page, site: Product) -> None:
        page.goto("/regios/LIM")
        page.get_by_role("link", name=re.compile(r"^Bekijk alle \d+")).click()
        expect_total(page, site.total(region="LIM"))
        page.go_back()
        page.get_by_role("region", name=re.compile(r"^\d+ gemeenten$")).get_by_role("link", name="Genk").click()
        expect_total(page, site.total(municipality="71016"))
        expect(page.get_by_role("link", name="Haal weg: Werkt voor Genk")).to_be_visible()


class TestAbout:
    def test_tells_from_where_and_leads_to_how_private_and_how_accessible(self, page: Page) -> None:
        page.goto("/over")
        expect(page.get_by_role("heading", level=2, name="Waar komen de gegevens vandaan?")).to_be_visible()
        for title in ("Privacy", "Toegankelijkheid", "Gebruiksvoorwaarden"):
            page.get_by_role("contentinfo").get_by_role("link", name=title).click()
            expect(page.get_by_role("heading", level=1)).to_have_text(title)
            expect(page.get_by_role("main").get_by_role("paragraph").first).to_be_visible()

    def test_is_reached_from_the_demo_banner_and_leads_to_the_api(self, page: Page) -> None:
        page.goto("/aanbod")
        page.get_by_role("link", name="Meer over de demo").click()
        expect(page.get_by_role("heading", level=2, name="Dit is een demo")).to_be_in_viewport()
        page.get_by_role("contentinfo").get_by_role("link", name="API voor ontwikkelaars").click()
        expect(page).to_have_url(re.compile("/doc$"))


class TestOnEveryPage:
    @pytest.mark.parametrize("path", EVERY_PAGE)
    def test_crisis_numbers_can_be_called(self, page: Page, path: str) -> None:
        page.goto(path)
        footer = page.get_by_role("contentinfo")
        for number in ("112", "1712", "102", "1813"):
            expect(footer.locator(f"a[href='tel:{number}']")).to_be_visible()

    @pytest.mark.parametrize("path", EVERY_PAGE)
    def test_has_one_main_heading_a_title_and_a_language(self, page: Page, path: str) -> None:
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page).to_have_title(re.compile("Bruggen"))
        expect(page.locator("html")).to_have_attribute("lang", "nl")

    def test_quick_exit_hides_the_page_at_once_and_leaves_no_way_back(self, visit: Visit, screen: ViewportSize) -> None:
        visitor = visit(viewport=screen)
        visitor.known_hosts.add("www.meteo.be")
        page = visitor.page
        leaving: list[Request] = []

        def elsewhere(route: Route) -> None:
            leaving.append(route.request)
            route.fulfill(body="<title>Het weer</title>", content_type="text/html")

        visitor.context.route(re.compile("^https:"), elsewhere)
        page.goto("/over")
        page.goto("/regios/OVL")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        exit_ = page.get_by_role("link", name="Snel weg")
        expect(exit_).to_be_in_viewport()
        page.mouse.wheel(0, 3000)
        expect(exit_).to_be_in_viewport()

        at_once = exit_.evaluate("link => { link.click(); return [document.body.hidden, document.title] }")
        assert at_once == [True, "Weer"]
        expect(page).to_have_title("Het weer")
        assert [request.url for request in leaving] == ["https://www.meteo.be/nl"]
        assert "referer" not in leaving[0].headers
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("Over Bruggen")
