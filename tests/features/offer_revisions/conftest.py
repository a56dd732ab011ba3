"""A running product, and a partner whose offer is public."""

from collections.abc import Callable, Iterator

import pytest

from tests.access.conftest import run
from tests.conftest import BACKENDS, House
from tests.features.offer_revisions.partners import Partner, new_partner
from tests.make.product import Product


@pytest.fixture(scope="module", params=BACKENDS)
def product(request: pytest.FixtureRequest, make_house: Callable[[str], House]) -> Iterator[Product]:
    """A product for the tests of a module, on each backend."""
    yield from run(make_house(request.param))


@pytest.fixture
def own_product(house: House) -> Iterator[Product]:
    """A product for one test alone, on each backend."""
    yield from run(house)


@pytest.fixture
def partner(product: Product) -> Partner:
    """A partner of East Flanders that nobody else has."""
    return new_partner(product)
