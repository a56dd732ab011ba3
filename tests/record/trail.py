"""Looking at the audit trail as a test does."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select

from bruggen.kit.db import SessionFactory
from bruggen.models import AuditEvent


def events_after(sessions: SessionFactory, sequence: int) -> list[AuditEvent]:
    with sessions() as session:
        statement = select(AuditEvent).where(AuditEvent.sequence > sequence).order_by(AuditEvent.sequence)
        return list(session.scalars(statement))


def last_sequence(sessions: SessionFactory) -> int:
    return events_after(sessions, 0)[-1].sequence


@contextmanager
def recorded(sessions: SessionFactory) -> Iterator[list[AuditEvent]]:
    """The events that are added meanwhile, filled in at the end."""
    added: list[AuditEvent] = []
    before = last_sequence(sessions)
    yield added
    added += events_after(sessions, before)


def told(events: list[AuditEvent]) -> list[tuple[str, str, list[str]]]:
    """What the events say, without whom and when."""
    return [(event.action, event.object_type, event.fields) for event in events]
