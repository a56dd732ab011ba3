"""Migrations: one line of history, the same tables as the models, and a way back, on both databases."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, select

from bruggen.kit.db import Base, make_engine, make_sessions
from bruggen.kit.migrate import known_revisions
from bruggen.kit.sealing import Seal
from bruggen.kit.wall import SYSTEM_WALL, open_wall, watch_walls
from bruggen.models import CaseCode, CaseConsultation
from tests.conftest import SECRET
from tests.make.postgres import PostgresServer
from tests.rules.house import ROOT


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of either kind."""
    if request.param == "sqlite":
        engine = make_engine(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
        yield engine
        engine.dispose()
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = f"migrations_{uuid.uuid4().hex}"
    engine = make_engine(server.create(name))
    yield engine
    engine.dispose()
    server.drop(name)


def go(engine: Engine, revision: str, *, back: bool = False) -> None:
    """Bring the database to a revision, up or down."""
    config = migrations()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        (command.downgrade if back else command.upgrade)(config, revision)


def migrations() -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return config


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def differences(engine: Engine) -> list[object]:
    """What autogenerate would write to bring the database to the models."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": False})
        return list(compare_metadata(context, Base.metadata))


def test_the_migrations_have_one_head() -> None:
    script = ScriptDirectory.from_config(migrations())
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1


def test_the_names_of_the_files_tell_the_order_of_the_revisions() -> None:
    script = ScriptDirectory.from_config(migrations())
    assert known_revisions() == [revision.revision for revision in reversed(list(script.walk_revisions()))]


def test_the_migrations_make_the_tables_of_the_models(engine: Engine) -> None:
    go(engine, "head")
    assert tables(engine) == set(Base.metadata.tables)
    assert differences(engine) == []


def test_up_and_down_and_up_again(engine: Engine) -> None:
    go(engine, "head")
    go(engine, "base", back=True)
    assert tables(engine) == set()
    go(engine, "head")
    assert differences(engine) == []


def test_the_codes_of_the_cases_there_are_come_into_their_line(engine: Engine) -> None:
    go(engine, "head")
    coded, bare = (CaseConsultation(code=code, state="submitted", channel="form") for code in ("ROTS-AAAA-AA", "ROTS-BBBB-BB"))
    said = (("themes", "truancy", 1), ("themes", "bullying", 0), ("missing_offers", "daySupport", 0))
    coded.codes = [CaseCode(list_name=name, code=code, position=position) for name, code, position in said]
    watch_walls()
    # With a seal: another test of this process may have told every session to keep a trail.
    with make_sessions(engine, Seal(SECRET)).begin() as session:
        open_wall(session, SYSTEM_WALL)
        session.add_all((coded, bare))
    go(engine, "0004", back=True)
    go(engine, "head")
    with make_sessions(engine, Seal(SECRET))() as session:
        open_wall(session, SYSTEM_WALL)
        lines = dict(session.execute(select(CaseConsultation.id, CaseConsultation.coded)).all())
    assert lines == {coded.id: " missing_offers:daySupport  themes:bullying  themes:truancy ", bare.id: ""}
