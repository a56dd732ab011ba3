"""The product that the tests of access share: each brings its own people."""

from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient

from bruggen.kit.db import make_engine
from bruggen.main import create_app
from bruggen.record.sessions import recorded_sessions
from tests.conftest import BACKENDS, House
from tests.make.product import Product


def run(house: House) -> Iterator[Product]:
    # Mails stay where they were written: who sends them is tested elsewhere.
    app = create_app(house.settings.model_copy(update={"jobs_embedded": False}))
    engine = make_engine(house.database_url)
    with TestClient(app, base_url="http://bruggen.test") as client:
        yield Product(house, engine, recorded_sessions(engine, house.seal, house.keys), client)
    engine.dispose()


@pytest.fixture(scope="module", params=BACKENDS)
def product(request: pytest.FixtureRequest, make_house: Callable[[str], House]) -> Iterator[Product]:
    """A product for the tests of a module, on each backend."""
    yield from run(make_house(request.param))


@pytest.fixture
def own_product(house: House) -> Iterator[Product]:
    """A product for one test alone, on each backend."""
    yield from run(house)
