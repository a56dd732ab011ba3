"""The product with a tandem, referrers of both sectors, and people elsewhere."""

from collections.abc import Callable, Iterator

import pytest

from tests.access.conftest import run
from tests.cases.people import Team, make_team
from tests.conftest import BACKENDS, House


@pytest.fixture(scope="module", params=BACKENDS)
def team(request: pytest.FixtureRequest, make_house: Callable[[str], House]) -> Iterator[Team]:
    """People at work in one house, on each backend; each test brings its own cases."""
    for product in run(make_house(request.param)):
        yield make_team(product)
