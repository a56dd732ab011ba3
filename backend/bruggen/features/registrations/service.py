"""Takes registrations in and out. Each holds the session's lock meanwhile, so that no place is counted twice."""

from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.problems import AlreadyDone
from bruggen.expertise.holders import lock_held
from bruggen.expertise.places import count_taken, give_turn, lock_session, move_up, takes_registrations
from bruggen.expertise.telling import place_in_line, tell
from bruggen.features.registrations import queries
from bruggen.features.registrations.schemas import RegistrationAnswer, RegistrationInput
from bruggen.kit.clock import now
from bruggen.kit.problems import BadRequest, Problem, ResourceNotFound
from bruggen.models import Registration, TrainingSession
from bruggen.record.idempotency import Attempt
from bruggen.writing.codes import get_codes, unknown_codes

TOLD = {"confirmed": "registrationConfirmed", "waiting": "registrationWaiting"}


class RegistrationClosed(Problem):
    """Nobody can register for the session, or not any more."""

    type = "urn:problem-type:bruggen:registrationClosed"
    status = 409
    title = "Registration Closed"
    detail = "Registration for this session is closed. Look for another session, or ask whoever organizes it."


def register(
    session: Session, session_id: UUID, wanted: RegistrationInput, attempt: Attempt, *, public_url: str
) -> RegistrationAnswer:
    """Register somebody and mail them. An address that is registered gets its mail again and no second place; the answer is
    what anybody else would get, so that it discloses nobody. Raises BadRequest, RegistrationClosed.
    """
    meeting = lock_session(session, session_id)
    earlier = queries.find_standing(session, meeting.id, wanted.email)
    if attempt.repeated and earlier:
        return _answer(session, earlier)
    _require_sector(session, wanted)
    if not takes_registrations(meeting):
        raise RegistrationClosed
    taken = count_taken(session, meeting.id)
    if attempt.repeated or earlier:
        if earlier and not attempt.repeated:
            tell(session, meeting, earlier, TOLD[earlier.status], public_url=public_url)
        if taken.has_place_for_one(meeting.capacity):
            return RegistrationAnswer(status="confirmed")
        return RegistrationAnswer(status="waiting", place_in_line=taken.waiting + 1)
    registration = Registration(id=attempt.object_id, **wanted.model_dump())
    give_turn(session, meeting, registration)
    tell(session, meeting, registration, TOLD[registration.status], public_url=public_url)
    return _answer(session, registration)


def cancel(session: Session, token: str, *, public_url: str) -> None:
    """Take a registration back, once, and give its place to the first in line. Done before, it is left as it is.

    Raises DeadLink, and AlreadyDone once the session has begun.
    """
    meeting, registration = lock_held(session, token)
    if registration.status == "cancelled":
        return
    if meeting.status != "planned" or meeting.starts_at <= now():
        raise AlreadyDone("This session was cancelled itself, or has begun: there is nothing to cancel.")
    registration.status = "cancelled"
    registration.cancelled_at = now()
    session.flush()
    tell(session, meeting, registration, "registrationCancelled", public_url=public_url)
    move_up(session, meeting, public_url=public_url)


def lock_registration(session: Session, found: Registration) -> tuple[TrainingSession, Registration]:
    """The registration with its session, both as they are now and as they stay. Raises ResourceNotFound."""
    meeting = lock_session(session, found.session_id)
    registration = session.get(Registration, found.id, populate_existing=True)
    if registration is None:
        raise ResourceNotFound
    return meeting, registration


def remove(session: Session, meeting: TrainingSession, registration: Registration, *, public_url: str) -> None:
    """Take somebody out altogether. Whoever still meant to come is told; the first in line gets the place."""
    if registration.status != "cancelled" and meeting.status == "planned" and meeting.starts_at > now():
        tell(session, meeting, registration, "registrationCancelled", public_url=public_url)
    session.delete(registration)
    session.flush()
    move_up(session, meeting, public_url=public_url)


def note_attendance(registration: Registration, came: bool | None) -> None:
    """Note whether somebody came. Raises AlreadyDone for who had no place."""
    if registration.status != "confirmed":
        raise AlreadyDone("Only somebody with a place can have come.")
    registration.came = came


def _answer(session: Session, registration: Registration) -> RegistrationAnswer:
    if registration.status == "confirmed":
        return RegistrationAnswer(status="confirmed")
    return RegistrationAnswer(status="waiting", place_in_line=place_in_line(session, registration))


def _require_sector(session: Session, wanted: RegistrationInput) -> None:
    if wanted.sector:
        issues = unknown_codes("sector", [wanted.sector], get_codes(session, ["sectors"])["sectors"], echo=False)
        if issues:
            raise BadRequest(issues=issues)
