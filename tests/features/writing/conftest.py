"""A running product for those who change what everybody sees."""

from collections.abc import Callable, Iterator

import pytest

from tests.access.conftest import run
from tests.conftest import BACKENDS, House
from tests.make.product import Product


@pytest.fixture(scope="module", params=BACKENDS)
def product(request: pytest.FixtureRequest, make_house: Callable[[str], House]) -> Iterator[Product]:
    """A product for the tests of a module, on each backend."""
    yield from run(make_house(request.param))


@pytest.fixture
def own_product(house: House) -> Iterator[Product]:
    """A product for one test alone, on each backend."""
    yield from run(house)
