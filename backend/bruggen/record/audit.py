"""The audit trail: who changed, looked at or tried what. Written by the session itself, so that no service can forget it.

Events gather while a transaction goes on, and are chained and added as its last act before the commit (`audit_chain.py`):
whoever waits for the end of the chain waits for nobody who waits. A transaction whose events cannot be written fails.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, UOWTransaction

from bruggen.kit.actor import actor_of
from bruggen.kit.clock import now
from bruggen.kit.db import seal_of
from bruggen.kit.ids import new_id
from bruggen.kit.trace import current_trace_id
from bruggen.record.audit_chain import AuditError, add_to_chain
from bruggen.record.audited import AUDITED, TECHNICAL, changed_fields

INFO_KEY = "audit"
RECORDED = {"recorded": True}
"""Execution options of a bulk statement on audited tables whose event the caller records."""


class Trail:
    """The events of one transaction, and how many there were when each of its savepoints began."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.savepoints: WeakKeyDictionary[SessionTransaction, int] = WeakKeyDictionary()
        self.written = False


def _trail(session: Session) -> Trail:
    trail: Trail = session.info.setdefault(INFO_KEY, Trail())
    return trail


def record_event(
    session: Session,
    action: str,
    object_type: str,
    object_id: UUID | str | None = None,
    *,
    fields: Iterable[str] = (),
    purpose: str | None = None,
) -> None:
    """Add to the trail what the session's actor did, in the session's transaction.

    For what is no change of a row: `read`, `searched`, `exported`, `denied`, `signedIn` ... Changes record themselves.
    `fields` are names, never values; `purpose` is what the caller said it was for (300 characters at most).
    Raises RuntimeError when the session has no seal, AuditError after the end of the transaction was written.
    """
    seal_of(session)
    if not session.in_transaction():
        session.begin()
    trail = _trail(session)
    if trail.written:
        raise AuditError("an event came after the transaction's events were written")
    actor = actor_of(session)
    trail.events.append(
        {
            "id": new_id(),
            "occurred_at": now(),
            "actor_kind": str(actor.kind),
            "actor_id": actor.id,
            "session_id": actor.session_id,
            "address": actor.address,
            "action": action,
            "object_type": object_type,
            "object_id": None if object_id is None else str(object_id),
            "fields": list(fields),
            "purpose": purpose,
            "trace_id": current_trace_id(),
        }
    )


def watch_audit() -> None:
    """Make every session of this process record what it changes. Twice is as good as once."""
    if event.contains(Session, "after_flush", _record_changes):
        return
    event.listen(Session, "after_flush", _record_changes)
    event.listen(Session, "do_orm_execute", _refuse_unseen)
    event.listen(Session, "before_commit", _write)
    event.listen(Session, "after_transaction_create", _begin)
    event.listen(Session, "after_soft_rollback", _undo)
    event.listen(Session, "after_transaction_end", _end)


def _record_changes(session: Session, flush: UOWTransaction) -> None:
    # Here keys and foreign keys are known, and what was changed is still to be seen.
    actions: dict[tuple[str, str], str] = {}
    fields: dict[tuple[str, str], set[str]] = {}
    new = set(session.new)
    for obj in (*new, *session.dirty, *session.deleted):
        told = AUDITED.get(type(obj))
        if told is None:
            continue
        gone = flush.is_deleted(inspect(obj))  # type: ignore[no-untyped-call]
        changed = [] if gone else changed_fields(obj, new=obj in new)
        if not (gone or changed or obj in new):
            continue
        key = told.object_of(obj)
        fields.setdefault(key, set())
        if told.field:
            actions.setdefault(key, "updated")
            fields[key].add(told.field(obj))
        else:
            actions[key] = "deleted" if gone else "created" if obj in new else "updated"
            fields[key].update(changed)
    for key, action in actions.items():
        record_event(session, action, *key, fields=sorted(fields[key]) if action != "deleted" else ())


def _refuse_unseen(state: ORMExecuteState) -> None:
    mapper = state.bind_mapper
    if state.is_select or mapper is None or mapper.class_ not in AUDITED or "recorded" in state.execution_options:
        return
    if state.is_update and _columns_set(state) <= TECHNICAL:
        return
    raise AuditError(
        f"a bulk statement on {mapper.class_.__name__} would be in no audit event: "
        "change its objects, or record an event and pass execution_options=RECORDED"
    )


def _columns_set(state: ORMExecuteState) -> set[str]:
    # The statement offers no public way to ask which columns it sets.
    values: dict[Any, Any] = getattr(state.statement, "_values", None) or {}
    return {getattr(column, "key", column) for column in values} or {"everything"}


def _write(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    trail = session.info.get(INFO_KEY)
    if trail and trail.events:
        add_to_chain(session.connection(), seal_of(session), trail.events)
        trail.written = True


def _begin(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        trail = _trail(session)
        trail.savepoints[transaction] = len(trail.events)


def _undo(session: Session, transaction: SessionTransaction) -> None:
    trail = session.info.get(INFO_KEY)
    if trail and transaction in trail.savepoints:
        del trail.events[trail.savepoints[transaction] :]


def _end(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(INFO_KEY, None)
