"""Plans, moves and cancels sessions. Whoever registered is told what changes for them, once."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bruggen.access.problems import AlreadyDone, StillUsed
from bruggen.expertise.places import move_up
from bruggen.expertise.telling import tell_all
from bruggen.features.training_sessions.schemas import TrainingSessionInput
from bruggen.kit.clock import now
from bruggen.kit.patch import Patch
from bruggen.kit.problems import BadRequest, input_issue
from bruggen.models import ExpertiseItem, Municipality, Registration, TrainingSession

FIELDS = {name: name if name != "municipality" else "nis_code" for name in TrainingSessionInput.model_fields}
"""What is sent, and the columns that hold it."""
FOLLOWED = ("starts_at", "ends_at", "place", "nis_code", "online", "online_url")
"""What whoever comes has to know, and a calendar follows."""


def add_session(session: Session, item: ExpertiseItem, wanted: TrainingSessionInput, key: UUID) -> None:
    """Plan a session of the item under this id. Raises BadRequest."""
    _require_municipality(session, wanted)
    session.add(TrainingSession(id=key, item_id=item.id, **_columns(wanted)))
    session.flush()


def change_session(session: Session, meeting: TrainingSession, patch: Patch[TrainingSessionInput], *, public_url: str) -> None:
    """Change a session, which is locked. Who gets a place by it hears that; the others hear of another time or place.

    Raises BadRequest, and AlreadyDone for one that was cancelled.
    """
    require_planned(meeting)
    current = TrainingSessionInput.model_construct(**{name: getattr(meeting, column) for name, column in FIELDS.items()})
    wanted = patch.apply_to(current)
    _require_municipality(session, wanted)
    before = [getattr(meeting, name) for name in FOLLOWED]
    started = meeting.starts_at
    for name, value in _columns(wanted).items():
        setattr(meeting, name, value)
    moved = [getattr(meeting, name) for name in FOLLOWED] != before
    if moved:
        meeting.sequence += 1
    if meeting.starts_at != started:
        meeting.reminded_at = None
    session.flush()
    told = move_up(session, meeting, public_url=public_url)
    if moved and meeting.starts_at > now():
        tell_all(session, meeting, "sessionChanged", public_url=public_url, but=told)


def cancel_session(session: Session, meeting: TrainingSession, *, public_url: str) -> None:
    """Say that a session will not take place; it is locked. Raises AlreadyDone, also for one that is over."""
    require_planned(meeting)
    if meeting.ends_at <= now():
        raise AlreadyDone("This session is over.")
    meeting.status = "cancelled"
    meeting.sequence += 1
    session.flush()
    tell_all(session, meeting, "sessionCancelled", public_url=public_url)


def remove_session(session: Session, meeting: TrainingSession) -> None:
    """Take away a session that nobody ever registered for; it is locked. Raises StillUsed."""
    count = session.scalar(select(func.count()).where(Registration.session_id == meeting.id)) or 0
    if count:
        raise StillUsed.by({"registrations": count})
    session.delete(meeting)


def require_planned(meeting: TrainingSession) -> None:
    """Raise AlreadyDone for a session that was cancelled."""
    if meeting.status != "planned":
        raise AlreadyDone("This session was cancelled. Plan another.")


def _columns(wanted: TrainingSessionInput) -> dict[str, object]:
    return {column: getattr(wanted, name) for name, column in FIELDS.items()}


def _require_municipality(session: Session, wanted: TrainingSessionInput) -> None:
    code = wanted.municipality
    if code and session.get(Municipality, code) is None:
        hint = f"No municipality of today has the NIS code {code}."
        issue = input_issue("referencedResourceNotFound", hint, location="body", name="municipality", value=code)
        raise BadRequest(issues=[issue])
