"""A running product, and whoever the tests need in East Flanders."""

from collections.abc import Callable, Iterator

import pytest

from bruggen.access.roles import Role
from tests.access.conftest import run
from tests.conftest import BACKENDS, House
from tests.make.people import grant
from tests.make.product import As, Product


@pytest.fixture(scope="module", params=BACKENDS)
def product(request: pytest.FixtureRequest, make_house: Callable[[str], House]) -> Iterator[Product]:
    """A product for the tests of a module, on each backend."""
    yield from run(make_house(request.param))


@pytest.fixture
def coordinator(product: Product) -> As:
    """A coordinator of East Flanders."""
    return product.person(grant(Role.COORDINATOR, region="OVL"))


@pytest.fixture
def referrer(product: Product) -> As:
    """Somebody of a guidance centre in East Flanders."""
    return product.person(grant(Role.REFERRER, region="OVL"))
