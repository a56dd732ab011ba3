"""Sessions as the product uses them: whatever they change is written down, and each transaction tells its wall."""

from sqlalchemy import Engine

from bruggen.kit.db import SessionFactory, make_sessions
from bruggen.kit.envelope import OuterKeys
from bruggen.kit.sealing import Seal
from bruggen.kit.wall import watch_walls
from bruggen.record.audit import watch_audit
from bruggen.record.changes import watch_changes


def recorded_sessions(engine: Engine, seal: Seal, keys: OuterKeys | None = None) -> SessionFactory:
    """Sessions on the engine whose changes go into the change log and, chained under the seal, into the audit trail."""
    watch_changes()
    watch_audit()
    watch_walls()
    return make_sessions(engine, seal, keys)
