"""The second wall: for whom a transaction reads, told to PostgreSQL, whose row-level security then lets nothing else through.

Each transaction says it by three settings that end with it: `bruggen.actor` (a uuid), `bruggen.regions` (codes with commas
between) and `bruggen.system` (`on`). The policies read them with `current_setting(name, true)`: NULL on a connection that was
never told, empty on one that was. Either lets no row through, so whoever forgets to open a wall sees nothing. SQLite has none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Engine, event, func, literal, select, text
from sqlalchemy.orm import Session, SessionTransaction

from bruggen.kit.db import open_database
from bruggen.kit.failures import OperatorError

WALL, CONNECTION = "wall", "walled connection"

# Also what the role could become by SET ROLE or RESET ROLE: a superuser is a member of every role.
ABOVE_THE_WALL = text("""
    SELECT rolname, rolname IN (current_user, session_user) AS is_own FROM pg_roles
    WHERE (rolsuper OR rolbypassrls)
      AND (pg_has_role(current_user, oid, 'MEMBER') OR pg_has_role(session_user, oid, 'MEMBER'))
    ORDER BY is_own DESC, rolname LIMIT 1
""")
# Policies that stand and hold nobody, or not the owner of the table: somebody ran DISABLE or NO FORCE.
TAKEN_DOWN = text("""
    SELECT DISTINCT relname FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid
    WHERE NOT (relrowsecurity AND relforcerowsecurity) ORDER BY relname LIMIT 1
""")


@dataclass(frozen=True, slots=True)
class Wall:
    """For whom the rows are: a person or API client, with the regions whose cases are theirs, or the product itself.

    `Wall(None)` lets nothing through. ValueError for a region that would read as none or as several.
    """

    actor: UUID | None
    regions: tuple[str, ...] = ()
    system: bool = False

    def __post_init__(self) -> None:
        if any(not code or "," in code for code in self.regions):
            raise ValueError("a region's code is not empty and has no comma")


SYSTEM_WALL = Wall(None, system=True)
CLOSED = Wall(None)


def open_wall(session: Session, wall: Wall) -> None:
    """Let through, in this session's transaction and in all its later ones, what is for `wall`; until another is opened.

    What the session changed before is written first: behind the wall that it was changed behind.
    """
    session.flush()
    _put(session, wall)


def close_wall(session: Session) -> None:
    """Let nothing through any more."""
    session.flush()
    _put(session, None)


@contextmanager
def through_wall(session: Session, wall: Wall) -> Iterator[None]:
    """Open another wall for a while; the one there was is back afterwards, also when the work failed."""
    former: Wall | None = session.info.get(WALL)
    open_wall(session, wall)
    try:
        yield
        session.flush()
    finally:
        _put(session, former)


def watch_walls() -> None:
    """Make every session of this process tell each transaction its wall. Twice is as good as once."""
    if event.contains(Session, "after_begin", _begin):
        return
    event.listen(Session, "after_begin", _begin)
    event.listen(Session, "after_soft_rollback", _undo)
    event.listen(Session, "after_transaction_end", _end)


def _begin(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    if transaction.nested or connection.dialect.name != "postgresql":
        return
    session.info[CONNECTION] = connection
    if session.info.get(WALL):
        _tell(session)


def _undo(session: Session, transaction: SessionTransaction) -> None:
    # A savepoint takes the settings back to what they were when it began, which may be another wall.
    if transaction.nested:
        _tell(session)


def _end(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(CONNECTION, None)


def _put(session: Session, wall: Wall | None) -> None:
    session.info[WALL] = wall
    _tell(session)


def _tell(session: Session) -> None:
    connection: Connection | None = session.info.get(CONNECTION)
    # On SQLite there is none; before the first statement there is none yet, and `_begin` tells it. Where a statement failed
    # nothing can be read before a rollback, which `_undo` or `_begin` follows.
    if connection is None or not _listens(connection):
        return
    wall: Wall = session.info.get(WALL) or CLOSED
    said = {
        "bruggen.actor": str(wall.actor or ""),
        "bruggen.regions": ",".join(wall.regions),
        "bruggen.system": "on" if wall.system else "",
    }
    connection.execute(select(*(func.set_config(name, value, literal(True)) for name, value in said.items())))


def _listens(connection: Connection) -> bool:
    transactions = connection.get_transaction(), connection.get_nested_transaction()
    if connection.invalidated or any(transaction and not transaction.is_active for transaction in transactions):
        return False
    driver: Any = connection.connection.dbapi_connection
    return driver.info.transaction_status not in (TransactionStatus.INERROR, TransactionStatus.UNKNOWN)


def require_wall(engine: Engine) -> None:
    """Raise OperatorError when row-level security does not hold: the database's role is, or can become, one above it, or
    somebody took it down from a table.

    Also when the database cannot be opened. SQLite has no roles and no walls.
    """
    if engine.dialect.name != "postgresql":
        return
    with open_database(engine) as connection:
        above = connection.execute(ABOVE_THE_WALL).first()
        table = connection.scalar(TAKEN_DOWN)
    if above:
        said = f"is {above.rolname}" if above.is_own else f"may become {above.rolname}"
        raise OperatorError(
            f"the role in BRUGGEN_DATABASE_URL {said}, which row-level security does not hold for (SUPERUSER or BYPASSRLS); "
            "give bruggen a role of its own, see docs/operations.md, section PostgreSQL"
        )
    if table:
        raise OperatorError(
            f"row-level security was taken down from the table {table}; "
            f"run ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY as its owner"
        )
