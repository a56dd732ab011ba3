"""`/trainingSessions`: the agenda of trainings and gatherings, for everybody to read, kept by those whose they are."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from bruggen.access.attempts import enter_attempt
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, MaybeCaller, requires
from bruggen.access.reach import find, may_change
from bruggen.access.scopes import Scope
from bruggen.expertise.facts import facts_of
from bruggen.expertise.places import Taken, lock_session, takes_registrations
from bruggen.features.training_sessions import queries, service
from bruggen.features.training_sessions.schemas import (
    SessionPlaces,
    TrainingSessionFilters,
    TrainingSessionInput,
    TrainingSessionItem,
)
from bruggen.kit.answers import answer, nothing, private
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ReadQuery
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import CONFLICT, NOT_FOUND
from bruggen.models import ExpertiseItem, Gathering, Training, TrainingSession
from bruggen.record.idempotency import IdempotencyKey

router = APIRouter(tags=["TrainingSessions"])
Manager = Annotated[Caller, requires(Scope.EXPERTISE_MANAGE)]
SessionId = Annotated[UUID, Path(alias="trainingSessionId", description="Id of the session.")]


def _get_seen(session: DbSession, caller: MaybeCaller, session_id: SessionId) -> TrainingSession:
    return find(session, caller, Scope.EXPERTISE_READ, TrainingSession, session_id)


def _get_managed(session: DbSession, caller: Manager, session_id: SessionId) -> TrainingSession:
    """Locked, so that what hangs on it cannot change meanwhile."""
    find(session, caller, Scope.EXPERTISE_MANAGE, TrainingSession, session_id, change=True)
    return lock_session(session, session_id)


Seen = Annotated[TrainingSession, Depends(_get_seen)]
Managed = Annotated[TrainingSession, Depends(_get_managed)]


def _kept(request: Request) -> timedelta:
    """How long it is kept who registered."""
    return timedelta(days=request.app.state.settings.registration_retention_days)


def _item(row: AnyRow, *, kept: timedelta | None = None) -> TrainingSessionItem:
    """The session; with how long it is kept who registered, as those see it who may change it."""
    meeting: TrainingSession = row[0]
    taken = Taken(row.confirmed, row.waiting)
    return TrainingSessionItem(
        **facts_of(meeting, row[1]),
        href=f"/api/v1/trainingSessions/{meeting.id}",
        id=meeting.id,
        sequence=meeting.sequence,
        online_url=meeting.online_url if kept else None,
        note=meeting.note,
        registration=meeting.registration,
        registration_until=meeting.registration_until,
        registration_open=takes_registrations(meeting),
        places=SessionPlaces(room=taken.room(meeting.capacity), waiting=taken.waiting, capacity=meeting.capacity),
        registrations_kept_until=meeting.ends_at + kept if kept else None,
    )


def _whole(request: Request, session: Session, session_id: UUID, status: int = 200) -> Response:
    """The session as those see it who may change it."""
    session.flush()
    row = session.execute(queries.select_session(session_id).execution_options(populate_existing=True)).one()
    shown = _item(row, kept=_kept(request))
    headers = {"Location": shown.href} if status == 201 else None
    return private(shown, status, version=row[0].version, headers=headers)


@router.get("/trainingSessions", operation_id="listTrainingSessions", response_model=Collection[TrainingSessionItem])
def list_training_sessions(
    request: Request, query: Annotated[TrainingSessionFilters, Query()], session: DbSession, caller: MaybeCaller
) -> Response:
    """List sessions of trainings and gatherings, the first to come first."""
    return list_answer(request, query, session, queries.select_sessions(caller, query), TrainingSessionItem, _item)


@router.get(
    "/trainingSessions/{trainingSessionId}",
    operation_id="getTrainingSession",
    response_model=TrainingSessionItem,
    responses=NOT_FOUND,
)
def get_training_session(
    request: Request, query: Annotated[ReadQuery, Query()], session: DbSession, caller: MaybeCaller, meeting: Seen
) -> Response:
    """Read one session."""
    whole = may_change(session, caller, Scope.EXPERTISE_MANAGE, TrainingSession, meeting.id)
    row = session.execute(queries.select_session(meeting.id)).one()
    return answer(request, query, _item(row, kept=_kept(request) if whole else None), version=meeting.version)


@router.patch(
    "/trainingSessions/{trainingSessionId}",
    operation_id="changeTrainingSession",
    response_model=TrainingSessionItem,
    responses=REFUSALS | NOT_FOUND | MATCHED | CONFLICT,
)
def change_training_session(
    request: Request,
    session: DbSession,
    meeting: Managed,
    patch: Annotated[Patch[TrainingSessionInput], MERGE_PATCH],
    if_match: IfMatch = None,
) -> Response:
    """Change a session. Whoever registered is told of another time or place, and of a place that comes free by it."""
    require_match(if_match, meeting.version)
    service.change_session(session, meeting, patch, public_url=request.app.state.settings.public_url)
    return _whole(request, session, meeting.id)


@router.delete(
    "/trainingSessions/{trainingSessionId}",
    operation_id="removeTrainingSession",
    status_code=204,
    responses=REFUSALS | NOT_FOUND | MATCHED | CONFLICT,
)
def remove_training_session(session: DbSession, meeting: Managed, if_match: IfMatch = None) -> Response:
    """Take away a session that nobody registered for."""
    require_match(if_match, meeting.version)
    service.remove_session(session, meeting)
    return nothing()


@router.post(
    "/trainingSessions/{trainingSessionId}/cancellations",
    operation_id="cancelTrainingSession",
    response_model=TrainingSessionItem,
    responses=REFUSALS | NOT_FOUND | CONFLICT,
)
def cancel_training_session(request: Request, session: DbSession, meeting: Managed) -> Response:
    """Say that a session will not take place, and tell whoever registered."""
    service.cancel_session(session, meeting, public_url=request.app.state.settings.public_url)
    return _whole(request, session, meeting.id)


def _add(model: type[ExpertiseItem], name: str) -> None:
    """The sessions of one training or gathering: read, and planned."""
    path, one = f"/{name}s/{{{name}Id}}/sessions", name.capitalize()
    item_id = Annotated[UUID, Path(alias=f"{name}Id", description=f"Id of the {name}.")]

    @router.get(
        path,
        operation_id=f"listSessionsOf{one}",
        response_model=Collection[TrainingSessionItem],
        responses=NOT_FOUND,
        summary=f"List the sessions of a {name}",
    )
    def list_sessions(
        request: Request,
        query: Annotated[TrainingSessionFilters, Query()],
        session: DbSession,
        caller: MaybeCaller,
        key: item_id,
    ) -> Response:
        find(session, caller, Scope.EXPERTISE_READ, model, key)
        statement = queries.select_sessions(caller, query).where(TrainingSession.item_id == key)
        return list_answer(request, query, session, statement, TrainingSessionItem, _item)

    @router.post(
        path,
        operation_id=f"addSessionOf{one}",
        status_code=201,
        response_model=TrainingSessionItem,
        responses=REFUSALS | NOT_FOUND,
        summary=f"Plan a session of a {name}",
    )
    def add_session(
        request: Request,
        session: DbSession,
        caller: Manager,
        key: item_id,
        body: TrainingSessionInput,
        idempotency_key: IdempotencyKey = None,
    ) -> Response:
        item = find(session, caller, Scope.EXPERTISE_MANAGE, model, key, change=True)
        attempt = enter_attempt(request, session, caller, idempotency_key, body)
        if not attempt.repeated:
            service.add_session(session, item, body, attempt.object_id)
        return _whole(request, session, attempt.object_id, 201)


_add(Training, "training")
_add(Gathering, "gathering")
