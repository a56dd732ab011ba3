"""The second wall on a real PostgreSQL: a table whose policy reads what each transaction says of itself."""

import uuid
from collections.abc import Iterator
from uuid import UUID

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from bruggen.kit.db import SessionFactory, make_engine, make_sessions
from bruggen.kit.failures import OperatorError
from bruggen.kit.wall import SYSTEM_WALL, Wall, close_wall, open_wall, require_wall, through_wall, watch_walls
from tests.make.postgres import APPLICATION_ROLE, PostgresServer

AN, BO = UUID(int=1), UUID(int=2)
NOTES = """
    CREATE TABLE note (word varchar PRIMARY KEY, actor uuid, region varchar);
    INSERT INTO note VALUES ('van An', :an, NULL), ('van Bo', :bo, NULL), ('uit Gent', NULL, 'OVL'), ('uit Luik', NULL, 'L''G');
    ALTER TABLE note ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY wall ON note USING (
        actor = nullif(current_setting('bruggen.actor', true), '')::uuid
        OR region = ANY (string_to_array(current_setting('bruggen.regions', true), ','))
        OR current_setting('bruggen.system', true) = 'on');
"""
ALL = ["uit Gent", "uit Luik", "van An", "van Bo"]


class Tables(DeclarativeBase):
    """The tables of this file."""


class Note(Tables):
    """One note."""

    __tablename__ = "note"
    word: Mapped[str] = mapped_column(primary_key=True)


@pytest.fixture(scope="module")
def filled(postgres: PostgresServer) -> Iterator[Engine]:
    """Notes of two people and two regions, in a database that belongs to the application's role."""
    name = f"wall_{uuid.uuid4().hex}"
    engine = make_engine(postgres.create(name))
    with engine.begin() as connection:
        for statement in NOTES.split(";\n"):
            connection.execute(text(statement), {"an": AN, "bo": BO} if ":an" in statement else {})
    yield engine
    engine.dispose()
    postgres.drop(name)


@pytest.fixture
def sessions(filled: Engine) -> SessionFactory:
    filled.dispose()  # each test begins with a connection that was never told anything
    watch_walls()
    return make_sessions(filled)


def seen(session: Session) -> list[str]:
    """The notes that the session gets to see."""
    return list(session.scalars(text("SELECT word FROM note ORDER BY word")))


def write(session: Session, word: str) -> None:
    session.execute(text("INSERT INTO note VALUES (:word, :actor, NULL)"), {"word": word, "actor": AN})


class TestWhoSeesWhat:
    @pytest.mark.parametrize(
        ("wall", "words"),
        [
            (Wall(None), []),
            (Wall(AN), ["van An"]),
            (Wall(UUID(int=9)), []),
            (Wall(None, ("OVL",)), ["uit Gent"]),
            (Wall(BO, ("OVL", "L'G")), ["uit Gent", "uit Luik", "van Bo"]),
            (Wall(None, ("'); RESET ALL; --", 'OVL"', "%s", "{OVL}")), []),
            (SYSTEM_WALL, ALL),
        ],
    )
    def test_a_wall_lets_through_what_is_for_it(self, sessions: SessionFactory, wall: Wall, words: list[str]) -> None:
        with sessions() as session:
            open_wall(session, wall)
            assert seen(session) == words

    def test_without_a_wall_nothing_is_seen(self, sessions: SessionFactory, filled: Engine) -> None:
        with sessions() as session:
            assert seen(session) == []
        with filled.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM note")) == 0

    def test_nor_written(self, sessions: SessionFactory) -> None:
        with sessions() as session, pytest.raises(ProgrammingError, match="row-level security"):
            write(session, "van niemand")

    @pytest.mark.parametrize("code", ["", "OVL,ANT", ","])
    def test_a_region_is_one_region(self, code: str) -> None:
        with pytest.raises(ValueError, match="comma"):
            Wall(None, (code,))

    def test_a_character_that_no_setting_holds_lets_nothing_through(self, sessions: SessionFactory) -> None:
        with sessions() as session:
            open_wall(session, Wall(AN, ("O\0L",)))
            with pytest.raises(DataError):
                seen(session)


class TestHowLong:
    def test_every_transaction_of_the_session_is_told(self, sessions: SessionFactory) -> None:
        with sessions() as session:
            assert seen(session) == []
            open_wall(session, Wall(AN))
            assert seen(session) == ["van An"]
            session.rollback()
            assert seen(session) == ["van An"]
            session.commit()
            assert seen(session) == ["van An"]

    def test_the_next_session_on_the_same_connection_is_told_nothing(self, sessions: SessionFactory) -> None:
        with sessions() as session:
            open_wall(session, SYSTEM_WALL)
            assert seen(session) == ALL
            connection = session.scalar(text("SELECT pg_backend_pid()"))
            session.commit()
        with sessions() as session:
            assert session.scalar(text("SELECT pg_backend_pid()")) == connection
            assert seen(session) == []

    def test_a_session_beside_it_is_told_nothing(self, sessions: SessionFactory) -> None:
        with sessions() as one, sessions() as other:
            open_wall(one, Wall(AN))
            open_wall(other, Wall(BO))
            assert seen(one) == ["van An"]
            assert seen(other) == ["van Bo"]
            close_wall(other)
            assert seen(one) == ["van An"]
            assert seen(other) == []

    def test_closed_it_stays_closed(self, sessions: SessionFactory) -> None:
        with sessions() as session:
            open_wall(session, Wall(AN))
            assert seen(session) == ["van An"]
            close_wall(session)
            assert seen(session) == []
            session.rollback()
            assert seen(session) == []

    def test_only_a_transaction_that_asks_something_takes_a_connection(self, sessions: SessionFactory, filled: Engine) -> None:
        with sessions.begin() as session:
            open_wall(session, Wall(AN))
            assert "Checked out connections: 0" in filled.pool.status()
            assert seen(session) == ["van An"]
            assert "Checked out connections: 1" in filled.pool.status()


class TestForAWhile:
    def test_the_former_wall_is_back_afterwards(self, sessions: SessionFactory) -> None:
        with sessions() as session:
            with through_wall(session, SYSTEM_WALL):
                assert seen(session) == ALL
            assert seen(session) == []
            open_wall(session, Wall(AN))
            with through_wall(session, Wall(BO)):
                with through_wall(session, SYSTEM_WALL):
                    assert seen(session) == ALL
                assert seen(session) == ["van Bo"]
                session.commit()
                assert seen(session) == ["van Bo"]
            assert seen(session) == ["van An"]

    def test_what_waits_to_be_written_is_written_behind_the_wall_of_its_change(self, sessions: SessionFactory) -> None:
        with sessions() as session:
            open_wall(session, Wall(AN))
            with through_wall(session, SYSTEM_WALL):
                session.add(Note(word="van niemand"))
            session.add(Note(word="ook van niemand"))
            with pytest.raises(ProgrammingError, match="row-level security"), through_wall(session, SYSTEM_WALL):
                seen(session)

    def test_also_when_the_database_refused_something(self, sessions: SessionFactory) -> None:
        with sessions() as session:
            open_wall(session, Wall(AN))
            with pytest.raises(IntegrityError), through_wall(session, SYSTEM_WALL):
                write(session, "van An")
            session.rollback()
            assert seen(session) == ["van An"]

    def test_also_when_that_was_in_a_savepoint(self, sessions: SessionFactory) -> None:
        with sessions() as session:
            open_wall(session, Wall(AN))
            with pytest.raises(IntegrityError), session.begin_nested(), through_wall(session, SYSTEM_WALL):
                write(session, "van An")
            assert seen(session) == ["van An"]
            with through_wall(session, SYSTEM_WALL), pytest.raises(IntegrityError), session.begin_nested():
                write(session, "van An")
            assert seen(session) == ["van An"]

    @pytest.mark.parametrize("savepoint", [True, False])
    def test_also_when_the_session_could_not_write(self, sessions: SessionFactory, savepoint: bool) -> None:
        with sessions() as session:
            open_wall(session, Wall(AN))
            if savepoint:
                session.begin_nested()
            with pytest.raises(IntegrityError), through_wall(session, SYSTEM_WALL):
                session.add(Note(word="van An"))
                session.flush()
            session.rollback()
            assert seen(session) == ["van An"]

    def test_a_savepoint_that_is_undone_brings_no_former_wall_back(self, sessions: SessionFactory) -> None:
        with sessions() as session:
            with through_wall(session, SYSTEM_WALL):
                savepoint = session.begin_nested()
                write(session, "nieuw")
            savepoint.rollback()
            assert seen(session) == []
            open_wall(session, SYSTEM_WALL)
            savepoint = session.begin_nested()
            open_wall(session, Wall(AN))
            assert seen(session) == ["van An"]
            savepoint.rollback()
            assert seen(session) == ["van An"]

    def test_also_when_the_connection_is_lost(self, sessions: SessionFactory, filled: Engine) -> None:
        with sessions() as session:
            open_wall(session, Wall(AN))
            with pytest.raises(Exception, match="terminat"), session.begin_nested(), through_wall(session, SYSTEM_WALL):
                session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
            session.rollback()
            assert seen(session) == ["van An"]


def test_sqlite_knows_no_walls() -> None:
    watch_walls()
    engine = make_engine("sqlite://")
    with make_sessions(engine)() as session:
        open_wall(session, Wall(AN, ("OVL",)))
        assert session.scalar(text("SELECT 1")) == 1
        with through_wall(session, SYSTEM_WALL):
            assert session.scalar(text("SELECT 1")) == 1
    require_wall(engine)
    engine.dispose()


class TestTakenDown:
    """Nobody works on a table whose policies stand and hold nobody."""

    @pytest.mark.parametrize("how", ["DISABLE", "NO FORCE"])
    def test_is_refused_with_what_puts_it_up_again(self, filled: Engine, how: str) -> None:
        with filled.begin() as connection:
            connection.execute(text(f"ALTER TABLE note {how} ROW LEVEL SECURITY"))
        with pytest.raises(OperatorError, match="taken down from the table note; run ALTER TABLE") as refused:
            require_wall(filled)
        advice = str(refused.value).partition("run ")[2].removesuffix(" as its owner")
        with filled.begin() as connection:
            connection.execute(text(advice))
        require_wall(filled)


class TestRole:
    """The role that the product works as is held to the wall, whatever it may turn into."""

    @pytest.fixture
    def admin(self, postgres: PostgresServer) -> Iterator[Engine]:
        engine = create_engine(postgres.admin_url("postgres"), isolation_level="AUTOCOMMIT")
        yield engine
        engine.dispose()

    @pytest.fixture
    def role(self, admin: Engine) -> Iterator[str]:
        """A role of this test's own."""
        name = f"role_{uuid.uuid4().hex}"
        with admin.connect() as connection:
            connection.execute(text(f"CREATE ROLE {name} LOGIN"))
            yield name
            connection.execute(text(f"DROP OWNED BY {name}; DROP ROLE {name}"))

    def check(self, engine: Engine, role: str, settings: str = "") -> None:
        beside = create_engine(engine.url.set(username=role).update_query_dict({"options": settings} if settings else {}))
        try:
            require_wall(beside)
        finally:
            beside.dispose()

    def test_an_ordinary_one_will_do(self, filled: Engine, role: str) -> None:
        self.check(filled, APPLICATION_ROLE)
        self.check(filled, role)

    def test_a_superuser_will_not(self, filled: Engine) -> None:
        with pytest.raises(OperatorError, match="is postgres, which row-level security does not hold for"):
            self.check(filled, "postgres")

    def test_nor_a_superuser_in_the_guise_of_another(self, filled: Engine) -> None:
        with pytest.raises(OperatorError, match="is postgres"):
            self.check(filled, "postgres", f"-c role={APPLICATION_ROLE}")

    def test_nor_one_that_bypasses_walls(self, filled: Engine, admin: Engine, role: str) -> None:
        with admin.connect() as connection:
            connection.execute(text(f"ALTER ROLE {role} BYPASSRLS"))
        with pytest.raises(OperatorError, match=f"is {role}"):
            self.check(filled, role)

    def test_nor_one_that_may_become_such_a_role(self, filled: Engine, admin: Engine, role: str) -> None:
        with admin.connect() as connection:
            connection.execute(text(f"GRANT postgres TO {role}"))
        with pytest.raises(OperatorError, match="may become postgres"):
            self.check(filled, role)
