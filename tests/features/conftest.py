"""What the tests of the directory share."""

import pytest

from tests.conftest import House
from tests.features.offer_rows import Rows, database, read_rows


@pytest.fixture(scope="session")
def rows(shared_house: House) -> Rows:
    """The published offers of the shared house, as its rows say."""
    with database(shared_house) as sessions:
        return read_rows(sessions)
