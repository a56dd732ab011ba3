"""New outer keys for old: every case's key is wrapped anew, and outer keys that wrap nothing any more are dropped.

The words of the cases are not touched. Each row names the outer key that wrapped it, and an outer key goes only after the last
row that names it: whatever is killed at whatever moment, each case opens, and the command is simply given again.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import sleep
from uuid import UUID

from sqlalchemy import Engine, bindparam, false, func, inspect, select, text, update
from sqlalchemy.orm import Session

from bruggen.casework.sealing import key_context
from bruggen.kit.db import AnyRow, SessionFactory, keys_of, make_sessions
from bruggen.kit.envelope import OuterKeys, Wrapped
from bruggen.kit.failures import OperatorError
from bruggen.kit.keyfile import FileKeys
from bruggen.kit.sealing import SealBroken
from bruggen.kit.wall import SYSTEM_WALL, open_wall, watch_walls
from bruggen.models import CaseKey
from bruggen.record.audit import record_event

BATCH = 500
SETTLING_SECONDS = 5.0
OBJECT_TYPE = "outerKeys"
ROWS = select(CaseKey.case_id, CaseKey.wrapped_key, CaseKey.outer_key)


@dataclass(slots=True)
class Rotation:
    """What a rotation did: the outer key that wraps now, how many it wrapped anew, and the cases that no outer key opens."""

    outer_key: str
    wrapped: int = 0
    broken: list[UUID] = field(default_factory=list)


def holds_case_keys(engine: Engine) -> bool:
    """Whether the database holds anything that outer keys wrapped. Of any version: one without the table does not."""
    if not inspect(engine).has_table(CaseKey.__tablename__):
        return False
    # Without an open wall PostgreSQL would show none.
    watch_walls()
    with make_sessions(engine)() as session:
        open_wall(session, SYSTEM_WALL)
        return session.scalar(select(CaseKey.case_id).limit(1)) is not None


def require_case_keys(sessions: SessionFactory) -> None:
    """Raise OperatorError when there is an outer key in use that the sessions' keys do not hold: of each one case is tried."""
    with sessions() as session:
        open_wall(session, SYSTEM_WALL)
        for outer_key in session.scalars(select(CaseKey.outer_key).distinct()).all():
            row = session.execute(ROWS.where(CaseKey.outer_key == outer_key).limit(1)).one()
            try:
                _unwrap(keys_of(session), row)
            except SealBroken as error:
                raise OperatorError(
                    f"BRUGGEN_CASE_KEYS does not open the cases that {outer_key} closed; return the keys of this database"
                ) from error


def rotate_case_keys(sessions: SessionFactory, on_progress: Callable[[int, int], object] = lambda done, total: None) -> Rotation:
    """Wrap every case's key with a new outer key; `on_progress` gets how many of how many are done.

    Where keys are no file, adding one is theirs to do: every case's key is wrapped with the one that is current then.
    Raises OperatorError when the file cannot be written.
    """
    with sessions.begin() as session:
        keys = keys_of(session)
        if isinstance(keys, FileKeys):
            record_event(session, "created", OBJECT_TYPE, keys.add_key())
        open_wall(session, SYSTEM_WALL)
        total = session.scalar(select(func.count()).select_from(CaseKey)) or 0
    rotation, done, last = Rotation(keys.current), 0, UUID(int=0)
    while rows := _rows_after(sessions, last):
        if _wrap_anew(sessions, keys, rows, rotation):
            last, done = rows[-1].case_id, done + len(rows)
            on_progress(done, total)
    return rotation


def prune_outer_keys(sessions: SessionFactory) -> list[str]:
    """Drop the outer keys from the file that wrap nothing any more; returns their ids.

    Raises OperatorError when the keys are not in a file, or it cannot be written.
    """
    with sessions.begin() as session:
        keys = keys_of(session)
        if not isinstance(keys, FileKeys):
            raise OperatorError("these keys are in no file: retire them where they are; the table case_key says which are in use")
        if keys.ids == [keys.current]:
            return []
        # Who wrapped a key just before there was a newer one has put its row down by then, and its commit is waited for.
        sleep(max(0.0, SETTLING_SECONDS - keys.age))
        _lock_out_writers(session)
        open_wall(session, SYSTEM_WALL)
        used = set(session.scalars(select(CaseKey.outer_key).distinct()))
        dropped = [key_id for key_id in keys.ids if key_id not in used and key_id != keys.current]
        for key_id in dropped:
            record_event(session, "deleted", OBJECT_TYPE, key_id)
            keys.drop_key(key_id)
    return dropped


def _rows_after(sessions: SessionFactory, last: UUID) -> list[AnyRow]:
    with sessions() as session:
        open_wall(session, SYSTEM_WALL)
        return list(session.execute(ROWS.where(CaseKey.case_id > last).order_by(CaseKey.case_id).limit(BATCH)))


def _unwrap(keys: OuterKeys, row: AnyRow) -> bytes:
    return keys.unwrap(Wrapped(row.outer_key, row.wrapped_key), key_context(row.case_id))


def _wrap_anew(sessions: SessionFactory, keys: OuterKeys, rows: list[AnyRow], rotation: Rotation) -> bool:
    """Whether it is done: not, when there was a newer outer key before the rows were down."""
    changes, broken, current = [], [], keys.current
    # A key management service takes its time: no transaction is open meanwhile.
    for row in rows:
        try:
            wrapped = keys.wrap(_unwrap(keys, row), key_context(row.case_id))
        except SealBroken:
            broken.append(row.case_id)
        else:
            changes.append({"of": row.case_id, "was": row.outer_key, "data": wrapped.data, "by": wrapped.key_id})
    if changes:
        # A case that was destroyed meanwhile stays so, and what another rotation wrapped is left to it.
        statement = (
            update(CaseKey)
            .where(CaseKey.case_id == bindparam("of"), CaseKey.outer_key == bindparam("was"))
            .values(wrapped_key=bindparam("data"), outer_key=bindparam("by"))
        )
        with sessions() as session:
            open_wall(session, SYSTEM_WALL)
            session.connection().execute(statement, changes)
            # From here on the key that wraps now is not dropped before these rows are seen; an older one may be gone.
            if keys.current != current:
                return False
            session.commit()
    rotation.outer_key = current
    rotation.wrapped += len(changes)
    rotation.broken += broken
    return True


def _lock_out_writers(session: Session) -> None:
    """Wait for everybody who is writing keys of cases, and let nobody begin before this transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE case_key IN SHARE MODE"))
    else:
        # There is one writer, which a statement makes us that changes nothing.
        session.connection().execute(update(CaseKey).where(false()).values(outer_key=""))
