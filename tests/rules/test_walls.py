"""Whatever hangs on a case stands behind the wall of PostgreSQL: a new table that does not fails here."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from bruggen.casework.path import State
from bruggen.kit.db import Base, make_engine
from bruggen.kit.wall import SYSTEM_WALL, open_wall, require_wall
from bruggen.models import CaseConsultation
from bruggen.record.sessions import recorded_sessions
from tests.cases.rows import put_case
from tests.conftest import House

CASES = CaseConsultation.__table__
WALLED = {
    CASES.name,
    *(table.name for table in Base.metadata.tables.values() if CASES in {key.column.table for key in table.foreign_keys}),
}


@pytest.fixture(scope="module")
def engine(make_house: Callable[[str], House]) -> Iterator[Engine]:
    """A database as the migrations make it, with a case."""
    house = make_house("postgresql")
    engine = make_engine(house.database_url)
    with recorded_sessions(engine, house.seal, house.keys).begin() as session:
        open_wall(session, SYSTEM_WALL)
        put_case(session, State.IN_SCREENING)
    yield engine
    engine.dispose()


def test_every_table_of_cases_is_walled_for_its_owner_too(engine: Engine) -> None:
    asked = text("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
    with engine.connect() as connection:
        assert set(connection.scalars(asked)) == WALLED
    assert len(WALLED) >= 12


def test_every_wall_says_who_may_read_and_write(engine: Engine) -> None:
    asked = text("SELECT DISTINCT relname FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid WHERE polcmd = '*'")
    with engine.connect() as connection:
        assert set(connection.scalars(asked)) == WALLED


def count(session: Session) -> dict[str, int]:
    """How many rows of each table the session gets to see."""
    tables = [table for name, table in Base.metadata.tables.items() if name in WALLED]
    return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def test_no_policy_lets_through_whoever_says_nothing(engine: Engine) -> None:
    with Session(engine) as session:
        assert count(session) == dict.fromkeys(WALLED, 0)
        open_wall(session, SYSTEM_WALL)
        session.rollback()
        assert count(session)[CASES.name] == 1
    require_wall(engine)
