"""The database: engine, sessions, column types. Runs on SQLite and PostgreSQL alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy import (
    Connection,
    CursorResult,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    TypeDecorator,
    UpdateBase,
    create_engine,
    event,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Row, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from bruggen.kit.envelope import OuterKeys
from bruggen.kit.failures import OperatorError
from bruggen.kit.problems import PreconditionFailed
from bruggen.kit.sealing import Seal

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# SQLSTATEs of a transaction that lost to another: serialization_failure and deadlock_detected (PostgreSQL, appendix A).
LOST_RACES = frozenset({"40001", "40P01"})

AnyRow = Row[*tuple[Any, ...]]
"""A row of a SELECT whose columns are known only where it is written."""


class Base(DeclarativeBase):
    """Parent of all tables; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(naming_convention=NAMING)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python, UTC in the database, also on SQLite, which forgets time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times; hand the rest over in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the time zone back that SQLite dropped."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def make_engine(database_url: str) -> Engine:
    """An engine for the URL; creates no file and opens no connection yet. Its failures name no values: logs hold nobody's words.

    Raises OperatorError when the URL cannot be read or the folder of a SQLite file does not exist.
    """
    try:
        url = make_url(database_url)
    except ArgumentError as error:
        raise OperatorError("BRUGGEN_DATABASE_URL is not a database URL; write sqlite:///path or postgresql://...") from error
    backend = url.get_backend_name()
    if backend == "sqlite":
        if url.database and not Path(url.database).absolute().parent.is_dir():
            folder = Path(url.database).absolute().parent
            raise OperatorError(f"the folder of the database does not exist: {folder}; create it or change BRUGGEN_DATABASE_URL")
        engine = create_engine(url, connect_args={"timeout": 30}, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        return engine
    if backend == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
        engine = create_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True, hide_parameters=True)
        event.listen(engine, "connect", _prepare_postgresql)
        return engine
    raise OperatorError(f"BRUGGEN_DATABASE_URL names {backend}; this product runs on sqlite and postgresql")


@contextmanager
def open_database(engine: Engine) -> Iterator[Connection]:
    """A connection to look at the database with before anything else is done. Raises OperatorError when it cannot be read."""
    try:
        with engine.connect() as connection:
            yield connection
    except DatabaseError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise OperatorError(f"cannot open the database: {reason}; check BRUGGEN_DATABASE_URL") from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    # WAL lets readers go on while one writes; NORMAL loses nothing on a crash of the process.
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _prepare_postgresql(connection: Any, _record: object) -> None:
    # Our statements take milliseconds. Behind policies they are estimated so dear that PostgreSQL would first compile them,
    # which takes two hundred.
    connection.execute("SET jit TO off")
    connection.commit()


SessionFactory = sessionmaker[Session]


SEAL, KEYS = "seal", "outer keys"


def make_sessions(engine: Engine, seal: Seal | None = None, keys: OuterKeys | None = None) -> SessionFactory:
    """Sessions on the engine; objects stay readable after the commit.

    What needs the installation's key fails without a seal, what needs a data key without the outer keys.
    """
    return sessionmaker(engine, expire_on_commit=False, info={SEAL: seal, KEYS: keys})


def seal_of(session: Session) -> Seal:
    """The seal that the session was made with; RuntimeError when it was made without."""
    seal: Seal | None = session.info.get(SEAL)
    if seal is None:
        raise RuntimeError("this session was made without the installation's seal: make_sessions(engine, seal)")
    return seal


def keys_of(session: Session) -> OuterKeys:
    """The outer keys that the session was made with; RuntimeError when it was made without."""
    keys: OuterKeys | None = session.info.get(KEYS)
    if keys is None:
        raise RuntimeError("this session was made without outer keys: make_sessions(engine, seal, keys)")
    return keys


def insert_into(bind: Engine | Connection, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that may say what to do ON CONFLICT: SQLite and PostgreSQL say it in the same words."""
    return postgresql.insert(table) if bind.dialect.name == "postgresql" else sqlite.insert(table)


def count_changed(session: Session, statement: UpdateBase, **options: Any) -> int:
    """Execute an UPDATE or DELETE, with these execution options; returns how many rows it found."""
    result = session.execute(statement, execution_options=options)
    assert isinstance(result, CursorResult)
    return result.rowcount


def get_session(request: Request) -> Iterator[Session]:
    """One request, one transaction: commits when the route succeeded, before the answer goes out.

    Raises PreconditionFailed when another transaction changed the same record first, whether a version counter or the
    database found it.
    """
    sessions: SessionFactory = request.app.state.sessions
    with sessions() as session:
        try:
            yield session
            session.commit()
        except StaleDataError as error:
            raise PreconditionFailed from error
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) in LOST_RACES:
                raise PreconditionFailed from error
            raise


# With the default scope a failing commit would still send the client a 200 (docs/decisions/0003).
DbSession = Annotated[Session, Depends(get_session, scope="function")]
