"""One server, one browser, and a fresh visitor for every test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from bruggen.seeding.cases import seed_demo_work
from bruggen.seeding.expertise import seed_demo_expertise
from tests.conftest import SECRET, House
from tests.e2e.product import PAGES, Product, serving
from tests.e2e.visitor import DESKTOP, PATIENCE_MS, PHONE, Visitor, chromium
from tests.e2e.ways import enter

expect.set_options(timeout=PATIENCE_MS)


def settings_of(house: House) -> dict[str, str]:
    """The environment of a server on this house."""
    return {
        "BRUGGEN_DATABASE_URL": house.database_url,
        "BRUGGEN_DIRECTORY_PATH": str(house.directory_path),
        "BRUGGEN_SECRET": SECRET,
        "BRUGGEN_CASE_KEYS": house.case_keys,
        "BRUGGEN_MAIL_URL": f"outbox:{house.outbox}",
        "BRUGGEN_AUDIT_ANCHOR_PATH": str(house.settings.audit_anchor_path),
    }


@pytest.fixture(scope="session")
def e2e_house(make_house: Callable[[str], House]) -> House:
    """A database with the demo data, its accounts and its cases, that no test changes."""
    house = make_house("sqlite")
    with house.sessions().begin() as session:
        seed_demo_expertise(session)
        seed_demo_work(session)
    return house


@pytest.fixture(scope="session")
def site(e2e_house: House) -> Iterator[Product]:
    """The product, serving its pages and its API from one process."""
    assert (PAGES / "200.html").is_file(), "the front end is not built: make test-e2e builds it"
    with serving(settings_of(e2e_house) | {"BRUGGEN_DEMO": "true"}) as product:
        yield product


@pytest.fixture(scope="module")
def own_house(make_house: Callable[[str], House]) -> House:
    """A database that these tests may change."""
    return make_house("sqlite")


@pytest.fixture(scope="module")
def own_site(own_house: House) -> Iterator[Product]:
    """The product on it."""
    with serving(settings_of(own_house)) as product:
        yield product


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of all visitors."""
    with sync_playwright() as playwright, chromium(playwright) as started:
        yield started


Visit = Callable[..., Visitor]


@pytest.fixture
def visit(browser: Browser, site: Product) -> Iterator[Visit]:
    """Brings in a visitor. At the end, none may have met an error, or anything from another host."""
    visitors: list[Visitor] = []

    def bring(*, url: str = site.url, **options: Any) -> Visitor:
        visitors.append(Visitor(browser, url, **options))
        return visitors[-1]

    yield bring
    for visitor in visitors:
        visitor.leave()
    assert [one for visitor in visitors for one in visitor.unexpected] == []
    assert [host for visitor in visitors for host in visitor.foreign_hosts] == []


@pytest.fixture
def page(visit: Visit) -> Page:
    """A page on a large screen."""
    return visit().page


@pytest.fixture
def phone(visit: Visit) -> Page:
    """A page on a telephone."""
    return visit(viewport=PHONE, has_touch=True).page


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def screen(request: pytest.FixtureRequest) -> ViewportSize:
    """The size of a screen: the test runs on each."""
    size: ViewportSize = request.param
    return size


@pytest.fixture(scope="module")
def work_house(make_house: Callable[[str], House]) -> House:
    """A database with the demo's cases, which these tests may change."""
    house = make_house("sqlite")
    with house.sessions().begin() as session:
        seed_demo_work(session)
    return house


@pytest.fixture(scope="module")
def work_site(work_house: House) -> Iterator[Product]:
    """The product on it."""
    with serving(settings_of(work_house) | {"BRUGGEN_DEMO": "true"}) as product:
        yield product


ComeIn = Callable[..., Page]


@pytest.fixture
def come_in(visit: Visit, work_site: Product) -> ComeIn:
    """Brings in one of the tandem, or somebody else of the demo."""

    def bring(path: str = "/casussen", mailbox: str = "coordinator", **options: Any) -> Page:
        visitor: Visitor = visit(url=work_site.url, **options)
        # What is refused on purpose.
        visitor.expect_complaints("status of (400|403|404|409)|Not found: ")
        enter(visitor, work_site, mailbox, path)
        return visitor.page

    return bring
