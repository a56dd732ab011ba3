"""The product that is fuzzed: on each database a house of its own, in which everything may be broken."""

from collections.abc import Callable, Iterator

import pytest

from tests.conftest import BACKENDS, House
from tests.fuzz.fuzzing import Target, serving


@pytest.fixture(scope="module", params=BACKENDS)
def target(request: pytest.FixtureRequest, make_house: Callable[[str], House]) -> Iterator[Target]:
    """The product on each database."""
    with serving(make_house(request.param)) as target:
        yield target
