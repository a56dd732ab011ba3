"""What follows from a session by itself: who comes is reminded, who came is asked about it, and in the end names are erased."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, exists, select, update
from sqlalchemy.orm import Session

from bruggen.expertise.places import lock_session
from bruggen.expertise.telling import tell
from bruggen.kit.clock import midnight, now, today
from bruggen.kit.db import count_changed
from bruggen.models import Registration, TrainingSession
from bruggen.record.audit import RECORDED, record_event

REMINDED = timedelta(days=2)
"""So long before it begins."""


def select_near() -> Select[UUID]:
    """Sessions that begin soon, and of which nobody was reminded."""
    return select(TrainingSession.id).where(
        TrainingSession.status == "planned",
        TrainingSession.reminded_at.is_(None),
        TrainingSession.starts_at > now(),
        TrainingSession.starts_at <= now() + REMINDED,
    )


def remind(session: Session, session_id: UUID, *, public_url: str) -> None:
    """Remind whoever has a place, once."""
    meeting = lock_session(session, session_id)
    if meeting.reminded_at or meeting.status != "planned":
        return
    meeting.reminded_at = now()
    for registration in session.scalars(_of(session_id).where(Registration.status == "confirmed")).all():
        tell(session, meeting, registration, "sessionReminder", public_url=public_url)


def select_over() -> Select[UUID]:
    """Sessions of yesterday or before, as soon as somebody noted who came, of which nobody was asked."""
    noted = exists().where(
        Registration.session_id == TrainingSession.id, Registration.came.is_(True), Registration.email.is_not(None)
    )
    return select(TrainingSession.id).where(
        TrainingSession.status == "planned",
        TrainingSession.evaluated_at.is_(None),
        TrainingSession.ends_at < midnight(today()),
        noted,
    )


def ask_evaluations(session: Session, session_id: UUID, *, public_url: str) -> None:
    """Ask whoever came what they thought of it, once."""
    meeting = lock_session(session, session_id)
    if meeting.evaluated_at:
        return
    meeting.evaluated_at = now()
    for registration in session.scalars(_of(session_id).where(Registration.came.is_(True))).all():
        tell(session, meeting, registration, "evaluationAsked", public_url=public_url)


def select_named(kept: timedelta) -> Select[UUID]:
    """Sessions that ended longer ago than names are kept, and still have some."""
    named = exists().where(Registration.session_id == TrainingSession.id, Registration.erased_at.is_(None))
    return select(TrainingSession.id).where(TrainingSession.ends_at < now() - kept, named)


def erase(session: Session, session_id: UUID) -> int:
    """Erase who registered for the session; the rows stay as a count. Returns how many."""
    erased = count_changed(
        session,
        update(Registration)
        .where(Registration.session_id == session_id, Registration.erased_at.is_(None))
        .values(name=None, email=None, organization=None, erased_at=now(), version=Registration.version + 1),
        **RECORDED,
    )
    record_event(session, "erased", "trainingSessions", session_id, fields=["registrations"])
    return erased


def _of(session_id: UUID) -> Select[Registration]:
    return select(Registration).where(Registration.session_id == session_id).order_by(Registration.number)
