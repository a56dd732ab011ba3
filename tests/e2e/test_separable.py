"""The front end on a file server of its own, the API elsewhere: one line in config.json and one setting."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.conftest import House
from tests.e2e.conftest import Visit, settings_of
from tests.e2e.directory import expect_total, open_directory, result
from tests.e2e.product import FileServer, Product, serving
from tests.e2e.sign_in import PASSWORD, account_button, fill_in, invite_person, mailed_path


@pytest.fixture(scope="module")
def house_elsewhere(make_house: Callable[[str], House]) -> House:
    """The database of that API."""
    return make_house("sqlite")


@pytest.fixture(scope="module")
def elsewhere(house_elsewhere: House) -> Iterator[tuple[str, Product]]:
    """The address of the pages, and the API that lets them in."""
    with FileServer() as pages:
        settings = settings_of(house_elsewhere) | {
            "BRUGGEN_CORS_ORIGINS": f'["{pages.url}"]',
            "BRUGGEN_STATIC_PATH": "nothing-built",
        }
        with serving(settings) as api:
            pages.configure(api.url)
            yield pages.url, api


class TestAnApiThatKnowsTheOrigin:
    def test_the_teacher_finds_whom_to_call(self, visit: Visit, elsewhere: tuple[str, Product]) -> None:
        url, api = elsewhere
        page = visit(url=url).page
        page.goto("/")
        page.get_by_role("searchbox").fill("schoolweigering, Gent, 9 jaar")
        page.get_by_role("button", name="Zoeken").click()
        expect_total(page, api.total(q="schoolweigering, Gent, 9 jaar"))
        result(page, 0).click()
        expect(page.get_by_role("region", name="Contact").get_by_role("link")).not_to_have_count(0)
        expect(page.get_by_role("link", name="Frederik.declercq@vzwapart.be")).to_be_visible()
        page.reload()
        expect(page.get_by_role("region", name="Contact")).to_be_visible()

    def test_works_behind_the_service_worker_and_takes_files_from_the_api(
        self, visit: Visit, elsewhere: tuple[str, Product]
    ) -> None:
        url, _ = elsewhere
        page = visit(url=url, service_worker=True).page
        page.goto("/")
        page.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")
        open_directory(page)
        page.get_by_role("article").first.get_by_role("button").click()
        page.get_by_role("link", name="Mijn lijst").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="CSV").click()
        assert download.value.suggested_filename.endswith(".csv")

    def test_somebody_signs_in_and_stays_so(self, visit: Visit, elsewhere: tuple[str, Product], house_elsewhere: House) -> None:
        url, _ = elsewhere
        email, name = "partner@example.org", "Oona Vermeulen"
        invite_person(house_elsewhere, url, email=email, name=name, role="policyOfficer", sector="welfare")
        visitor = visit(url=url)
        visitor.expect_complaints("status of 401")
        page = visitor.page
        page.goto(mailed_path(house_elsewhere, email))
        fill_in(page, password=PASSWORD)
        page.get_by_role("button", name="Maak mijn account klaar").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Mijn profiel")
        page.reload()
        expect(account_button(page, name)).to_be_visible()
        account_button(page, name).click()
        page.get_by_role("button", name="Afmelden").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Aanmelden")
        page.reload()
        expect(page.get_by_role("banner").get_by_role("link", name="Aanmelden")).to_be_visible()

    def test_the_api_has_no_pages_of_its_own(self, visit: Visit, elsewhere: tuple[str, Product]) -> None:
        _, api = elsewhere
        visitor = visit(url=api.url)
        visitor.expect_complaints("status of 404")
        answer = visitor.page.goto("/")
        assert answer is not None
        assert answer.status == 404
        assert answer.headers["content-type"].startswith("application/problem+json")


def test_an_api_that_does_not_know_the_origin_leaves_an_honest_error(visit: Visit, site: Product) -> None:
    with FileServer() as pages:
        pages.configure(site.url)
        visitor = visit(url=pages.url)
        visitor.expect_complaints("CORS policy|ERR_FAILED")
        visitor.page.goto("/aanbod")
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Geen verbinding")
        expect(visitor.page.get_by_role("button", name="Probeer opnieuw")).to_be_visible()
        assert any("CORS policy" in one for one in visitor.complaints)
