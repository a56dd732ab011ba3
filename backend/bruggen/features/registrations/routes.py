"""`/registrations`: to register and to take it back, everybody; to see who comes, those whose session it is."""

from enum import Enum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from bruggen.access.attempts import enter_attempt
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, MaybeCaller, requires
from bruggen.access.entering import address_of
from bruggen.access.reach import find
from bruggen.access.recording import recorded
from bruggen.access.scopes import Scope
from bruggen.expertise.facts import SessionFacts, facts_of
from bruggen.expertise.holders import find_held, has_certificate, has_come
from bruggen.expertise.telling import place_in_line
from bruggen.expertise.tokens import RegistrationToken
from bruggen.features.registrations import queries, service
from bruggen.features.registrations.schemas import (
    RegistrationAnswer,
    RegistrationAttendance,
    RegistrationCheck,
    RegistrationFilters,
    RegistrationInput,
    RegistrationItem,
)
from bruggen.kit.answers import answer, nothing, private
from bruggen.kit.clock import now
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ReadQuery
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import CONFLICT, NOT_FOUND
from bruggen.kit.ratelimit import Limits, Rule
from bruggen.models import Municipality, Registration, TrainingSession
from bruggen.record.idempotency import IdempotencyKey

TAGS: list[str | Enum] = ["Registrations"]
public = APIRouter(tags=TAGS)
of_session = APIRouter(
    tags=TAGS, dependencies=[recorded("trainingSessions", TrainingSession, Scope.REGISTRATION_READ)], responses=REFUSALS
)
one = APIRouter(tags=TAGS, dependencies=[recorded("registrations", Registration, Scope.REGISTRATION_READ)], responses=REFUSALS)
Reader = Annotated[Caller, requires(Scope.REGISTRATION_READ)]
Writer = Annotated[Caller, requires(Scope.REGISTRATION_WRITE)]
SessionId = Annotated[UUID, Path(alias="trainingSessionId", description="Id of the session.")]
RegistrationId = Annotated[UUID, Path(alias="registrationId", description="Id of the registration.")]
HOUR = 60 * 60
# A whole school has one address, and a team registers in one break.
BY_ADDRESS = Rule("registrationAddress", 60, HOUR)
BY_EMAIL = Rule("registrationEmail", 10, 24 * HOUR)


def _get_seen(session: DbSession, caller: Reader, registration_id: RegistrationId) -> Registration:
    return find(session, caller, Scope.REGISTRATION_READ, Registration, registration_id)


def _get_written(session: DbSession, caller: Writer, registration_id: RegistrationId) -> Registration:
    return find(session, caller, Scope.REGISTRATION_WRITE, Registration, registration_id, change=True)


Seen = Annotated[Registration, Depends(_get_seen)]
Written = Annotated[Registration, Depends(_get_written)]


def _item(registration: Registration) -> RegistrationItem:
    return RegistrationItem(
        href=f"/api/v1/registrations/{registration.id}",
        id=registration.id,
        number=registration.number,
        status=registration.status,
        name=registration.name,
        email=registration.email,
        organization=registration.organization,
        sector=registration.sector,
        came=registration.came,
        registered_at=registration.registered_at,
        confirmed_at=registration.confirmed_at,
        cancelled_at=registration.cancelled_at,
    )


def _row(row: AnyRow) -> RegistrationItem:
    return _item(row[0])


def _check(session: DbSession, token: str) -> RegistrationCheck:
    registration = find_held(session, token)
    meeting, has_place = registration.session, registration.status == "confirmed"
    municipality = session.get(Municipality, meeting.nis_code) if meeting.nis_code else None
    stands = registration.status != "cancelled" and meeting.status == "planned"
    return RegistrationCheck(
        session=SessionFacts(**facts_of(meeting, municipality)),
        status=registration.status,
        place_in_line=place_in_line(session, registration) if registration.status == "waiting" else None,
        online_url=meeting.online_url if has_place else None,
        cancellable=stands and meeting.starts_at > now(),
        evaluable=has_come(meeting, registration) and not registration.evaluated,
        certified=has_certificate(meeting, registration),
    )


@public.post(
    "/trainingSessions/{trainingSessionId}/registrations",
    operation_id="register",
    status_code=202,
    response_model=RegistrationAnswer,
    responses=NOT_FOUND | CONFLICT,
)
def register(
    request: Request,
    session: DbSession,
    caller: MaybeCaller,
    session_id: SessionId,
    body: RegistrationInput,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Register for a session, without an account. The mail that follows has the link to take it back."""
    limits: Limits = request.app.state.limits
    limits.hit(BY_ADDRESS, address_of(request))
    limits.hit(BY_EMAIL, body.email)
    find(session, caller, Scope.EXPERTISE_READ, TrainingSession, session_id)
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    return private(service.register(session, session_id, body, attempt, public_url=request.app.state.settings.public_url), 202)


@public.post("/registrationChecks", operation_id="checkRegistration", response_model=RegistrationCheck, responses=NOT_FOUND)
def check_registration(session: DbSession, caller: MaybeCaller, body: RegistrationToken) -> Response:
    """What the registration is that a link in a mail stands for."""
    return private(_check(session, body.token))


@public.post(
    "/registrationCancellations",
    operation_id="cancelRegistration",
    response_model=RegistrationCheck,
    responses=NOT_FOUND | CONFLICT,
)
def cancel_registration(request: Request, session: DbSession, caller: MaybeCaller, body: RegistrationToken) -> Response:
    """Take a registration back. Somebody who waits gets the place. Doing it twice does no harm."""
    service.cancel(session, body.token, public_url=request.app.state.settings.public_url)
    return private(_check(session, body.token))


@of_session.get(
    "/trainingSessions/{trainingSessionId}/registrations",
    operation_id="listRegistrations",
    response_model=Collection[RegistrationItem],
    responses=NOT_FOUND,
)
def list_registrations(
    request: Request,
    query: Annotated[RegistrationFilters, Query()],
    session: DbSession,
    caller: Reader,
    session_id: SessionId,
) -> Response:
    """List who registered for a session, in the order in which they did."""
    find(session, caller, Scope.REGISTRATION_READ, TrainingSession, session_id, change=True)
    statement = queries.select_registrations(caller, session_id, query)
    return list_answer(request, query, session, statement, RegistrationItem, _row)


@one.get(
    "/registrations/{registrationId}",
    operation_id="getRegistration",
    response_model=RegistrationItem,
    responses=NOT_FOUND,
)
def get_registration(request: Request, query: Annotated[ReadQuery, Query()], registration: Seen) -> Response:
    """Read one registration."""
    return answer(request, query, _item(registration), version=registration.version)


@one.patch(
    "/registrations/{registrationId}",
    operation_id="noteAttendance",
    response_model=RegistrationItem,
    responses=NOT_FOUND | MATCHED | CONFLICT,
)
def note_attendance(
    session: DbSession,
    registration: Written,
    patch: Annotated[Patch[RegistrationAttendance], MERGE_PATCH],
    if_match: IfMatch = None,
) -> Response:
    """Note whether somebody came."""
    require_match(if_match, registration.version)
    service.note_attendance(registration, patch.apply_to(RegistrationAttendance(came=registration.came)).came)
    session.flush()
    return private(_item(registration), version=registration.version)


@one.delete(
    "/registrations/{registrationId}",
    operation_id="removeRegistration",
    status_code=204,
    responses=NOT_FOUND | MATCHED,
)
def remove_registration(request: Request, session: DbSession, registration: Written, if_match: IfMatch = None) -> Response:
    """Take somebody out. They are told, and somebody who waits gets the place."""
    meeting, registration = service.lock_registration(session, registration)
    require_match(if_match, registration.version)
    service.remove(session, meeting, registration, public_url=request.app.state.settings.public_url)
    return nothing()


router = APIRouter()
for part in (public, of_session, one):
    router.include_router(part)
