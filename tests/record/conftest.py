"""A house whose trail tests may add to, and one whose trail they may tamper with."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text

from bruggen.kit.db import SessionFactory
from tests.conftest import BACKENDS, House
from tests.features.offer_rows import database

TRIGGERS = {
    "sqlite": ("audit_event_no_update", "audit_event_no_delete", "audit_event_no_replace"),
    "postgresql": ("audit_event_append_only ON audit_event",),
}


@pytest.fixture
def sessions(house: House) -> Iterator[SessionFactory]:
    with database(house) as factory:
        yield factory


@pytest.fixture(scope="module", params=BACKENDS)
def unguarded(request: pytest.FixtureRequest, make_house: Callable[[str], House]) -> Iterator[SessionFactory]:
    """A database that lets its trail be changed; the tests take back what they do to it."""
    with database(make_house(request.param)) as factory:
        with factory.begin() as session:
            for trigger in TRIGGERS[request.param]:
                session.execute(text(f"DROP TRIGGER {trigger}"))
        yield factory
