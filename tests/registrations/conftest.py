"""A running product with those who give trainings, and those who want to come."""

from collections.abc import Callable, Iterator

import pytest

from tests.access.conftest import run
from tests.conftest import BACKENDS, House
from tests.make.product import Product
from tests.registrations.desk import Desk


@pytest.fixture(scope="module", params=BACKENDS)
def product(request: pytest.FixtureRequest, make_house: Callable[[str], House]) -> Iterator[Product]:
    """A product for the tests of a module, on each backend."""
    yield from run(make_house(request.param))


@pytest.fixture
def desk(product: Product) -> Desk:
    """Where a training's sessions are kept, by an editor of who gives it."""
    product.forget_tries()
    return Desk.open(product)
