"""A running product with a network in East Flanders."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest

from tests.access.conftest import run
from tests.conftest import BACKENDS, House
from tests.features.writing.writers import coordinator
from tests.make.expertise import make_item
from tests.make.product import As, Product


@pytest.fixture(scope="module", params=BACKENDS)
def product(request: pytest.FixtureRequest, make_house: Callable[[str], House]) -> Iterator[Product]:
    """A product for the tests of a module, on each backend."""
    yield from run(make_house(request.param))


@pytest.fixture
def own_product(house: House) -> Iterator[Product]:
    """A product for one test alone, on each backend."""
    yield from run(house)


@pytest.fixture
def writer(product: Product) -> As:
    """A coordinator of East Flanders."""
    return coordinator(product)


@pytest.fixture
def network(product: Product) -> UUID:
    """A new network, meant for East Flanders."""
    with product.sessions.begin() as session:
        return make_item(session, "network", area={"scope": "regions", "regions": ["OVL"]}).id
