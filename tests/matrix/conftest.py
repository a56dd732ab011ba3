"""The world that the tests of the matrix share."""

from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient

from bruggen.kit.db import make_engine
from bruggen.main import create_app
from bruggen.record.sessions import recorded_sessions
from tests.conftest import BACKENDS, House
from tests.make.product import Product
from tests.matrix.case_world import roles_at_cases
from tests.matrix.world import World


@pytest.fixture(scope="module", params=BACKENDS)
def world(request: pytest.FixtureRequest, make_house: Callable[[str], House]) -> Iterator[World]:
    """A world on each database."""
    house = make_house(request.param)
    app = create_app(house.settings.model_copy(update={"jobs_embedded": False}))
    engine = make_engine(house.database_url)
    with TestClient(app, base_url="http://bruggen.test") as client:
        yield World.build(Product(house, engine, recorded_sessions(engine, house.seal, house.keys), client), roles_at_cases())
    engine.dispose()
