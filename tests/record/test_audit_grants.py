"""The grants of docs/operations.md: a role that owns nothing works with the product and cannot touch the trail."""

import re
import uuid
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import ProgrammingError

from bruggen.kit.db import SessionFactory
from bruggen.models import Synonym
from bruggen.record.audit_check import verify
from bruggen.record.sessions import recorded_sessions
from tests.conftest import House
from tests.make.postgres import SUPERUSER
from tests.rules.house import read


def grants(role: str) -> str:
    """What the page tells to run, for a role of this test."""
    blocks = re.findall(r"^```sql\n(.*?)^```", read("docs/operations.md"), re.MULTILINE | re.DOTALL)
    return "".join(block for block in blocks if "bruggen_app" in block).replace("bruggen_app", role)


def engine_of(house: House, role: str) -> Engine:
    return create_engine(make_url(house.database_url).set(username=role))


@pytest.fixture
def house(make_house: Callable[[str], House]) -> House:
    return make_house("postgresql")


@pytest.fixture
def application(house: House) -> Iterator[SessionFactory]:
    """Sessions of the role that the product is to run as."""
    role = f"app_{uuid.uuid4().hex}"
    owner, engine = engine_of(house, SUPERUSER), engine_of(house, role)
    with owner.begin() as connection:
        connection.execute(text(grants(role)))
    yield recorded_sessions(engine, house.seal)
    engine.dispose()
    with owner.begin() as connection:
        connection.execute(text(f"DROP OWNED BY {role}; DROP ROLE {role}"))
    owner.dispose()


def test_let_the_product_record_and_verify(application: SessionFactory, house: House) -> None:
    with application.begin() as session:
        session.add(Synonym(term="een", synonym="twee", kind="equivalent"))
    with application() as session:
        assert verify(session, house.seal) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET action = 'read'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "DROP TRIGGER audit_event_append_only ON audit_event",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "DELETE FROM audit_head",
    ],
)
def test_let_it_do_nothing_else_to_the_trail(application: SessionFactory, statement: str) -> None:
    with application() as session, pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        session.execute(text(statement))
