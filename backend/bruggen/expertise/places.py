"""Who has a place at a session and who waits for one: never more than there are places, and each in their turn.

Whatever gives or frees a place holds the session's lock until its transaction ends.
"""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload

from bruggen.expertise.telling import tell
from bruggen.kit.clock import now
from bruggen.kit.problems import ResourceNotFound
from bruggen.models import Registration, TrainingSession

Room = Literal["free", "few", "full"]
FEW = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """How many have a place, and how many wait for one."""

    confirmed: int
    waiting: int

    def left(self, capacity: int | None) -> int | None:
        """How many places nobody has; None where there is no bound."""
        return None if capacity is None else max(0, capacity - self.confirmed)

    def room(self, capacity: int | None) -> Room:
        """How much room there is for whoever registers now: few are three, or a fifth of all."""
        left = self.left(capacity)
        if left is None or capacity is None:
            return "free"
        if not left or self.waiting:
            return "full"
        return "few" if left <= max(FEW, capacity // 5) else "free"

    def has_place_for_one(self, capacity: int | None) -> bool:
        """Whether the next who registers gets a place: nobody overtakes those who wait."""
        return self.room(capacity) != "full"


def lock_session(session: Session, session_id: UUID) -> TrainingSession:
    """The session as it is now, with its item, and nobody else gives or frees a place until this transaction ends.

    Raises ResourceNotFound. What was changed of it before must have been flushed.
    """
    mine = TrainingSession.id == session_id
    # First a write: it locks the row on PostgreSQL and the database on SQLite, so that no two ever count the same places.
    session.execute(
        update(TrainingSession).where(mine).values(version=TrainingSession.version),
        execution_options={"synchronize_session": False},
    )
    fresh = select(TrainingSession).where(mine).options(joinedload(TrainingSession.item))
    meeting = session.scalar(fresh.execution_options(populate_existing=True))
    if meeting is None:
        raise ResourceNotFound
    return meeting


def count_taken(session: Session, session_id: UUID) -> Taken:
    """How many come to the session and how many would like to."""
    counts = select(Registration.status, func.count()).where(Registration.session_id == session_id).group_by(Registration.status)
    found: dict[str, int] = {row[0]: row[1] for row in session.execute(counts)}
    return Taken(found.get("confirmed", 0), found.get("waiting", 0))


def takes_registrations(meeting: TrainingSession) -> bool:
    """Whether anybody may register now; the session's item must be loaded."""
    moment = now()
    until = meeting.registration_until or meeting.starts_at
    stands = meeting.status == "planned" and meeting.item.status == "published"
    return stands and meeting.registration == "open" and moment < min(until, meeting.starts_at)


def give_turn(session: Session, meeting: TrainingSession, registration: Registration) -> None:
    """Give a new registration its number and, when there is one, its place. The session is locked."""
    last = session.scalar(select(func.max(Registration.number)).where(Registration.session_id == meeting.id)) or 0
    registration.session_id = meeting.id
    registration.number = last + 1
    if count_taken(session, meeting.id).has_place_for_one(meeting.capacity):
        _confirm(registration)
    else:
        registration.status = "waiting"
    session.add(registration)
    session.flush()


def move_up(session: Session, meeting: TrainingSession, *, public_url: str) -> set[UUID]:
    """Give free places to those who wait, the first in line first, and tell them; returns whose. The session is locked."""
    if meeting.status != "planned" or meeting.starts_at <= now():
        return set()
    waiting = select(Registration).where(Registration.session_id == meeting.id, Registration.status == "waiting")
    left = count_taken(session, meeting.id).left(meeting.capacity)
    # They may have been read before the lock was held.
    first = waiting.order_by(Registration.number).limit(left).execution_options(populate_existing=True)
    moved = session.scalars(first).all()
    for registration in moved:
        _confirm(registration)
        tell(session, meeting, registration, "registrationMovedUp", public_url=public_url)
    session.flush()
    return {registration.id for registration in moved}


def _confirm(registration: Registration) -> None:
    registration.status = "confirmed"
    registration.confirmed_at = now()
