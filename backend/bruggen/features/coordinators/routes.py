"""`/coordinators`: the people who hold the posts of the regions' tandems."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from bruggen.access.attempts import enter_attempt
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, requires
from bruggen.access.reach import find
from bruggen.access.scopes import Scope
from bruggen.features.coordinators import queries, service
from bruggen.features.coordinators.schemas import CoordinatorFilters, CoordinatorInput, CoordinatorItem, NewCoordinator
from bruggen.kit.answers import answer, nothing, private
from bruggen.kit.db import DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ReadQuery
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import CONFLICT, NOT_FOUND, ResourceNotFound
from bruggen.models import Coordinator
from bruggen.record.idempotency import IdempotencyKey

router = APIRouter(tags=["Coordinators"])
Writer = Annotated[Caller, requires(Scope.COORDINATOR_WRITE)]
CoordinatorId = Annotated[UUID, Path(alias="coordinatorId", description="Id of the coordinator.")]


def _get_coordinator(session: DbSession, coordinator_id: CoordinatorId) -> Coordinator:
    coordinator = session.get(Coordinator, coordinator_id)
    if coordinator is None:
        raise ResourceNotFound("There is no coordinator with this id; start from /api/v1/coordinators.")
    return coordinator


def _get_managed(session: DbSession, caller: Writer, coordinator_id: CoordinatorId) -> Coordinator:
    return find(session, caller, Scope.COORDINATOR_WRITE, Coordinator, coordinator_id, change=True)


Managed = Annotated[Coordinator, Depends(_get_managed)]


def _item(coordinator: Coordinator) -> CoordinatorItem:
    return CoordinatorItem(
        href=f"/api/v1/coordinators/{coordinator.id}",
        id=coordinator.id,
        name=coordinator.name,
        email=coordinator.email,
        role=coordinator.role,
        region=coordinator.region_code,
    )


@router.get("/coordinators", operation_id="listCoordinators", response_model=Collection[CoordinatorItem])
def list_coordinators(request: Request, query: Annotated[CoordinatorFilters, Query()], session: DbSession) -> Response:
    """List coordinators."""
    statement = queries.select_coordinators(query.region, query.role)
    return list_answer(request, query, session, statement, CoordinatorItem, lambda row: _item(row[0]))


@router.get("/coordinators/{coordinatorId}", operation_id="getCoordinator", response_model=CoordinatorItem, responses=NOT_FOUND)
def get_coordinator(
    request: Request, query: Annotated[ReadQuery, Query()], coordinator: Annotated[Coordinator, Depends(_get_coordinator)]
) -> Response:
    """Read a coordinator."""
    return answer(request, query, _item(coordinator), version=coordinator.version)


@router.post(
    "/coordinators",
    operation_id="addCoordinator",
    status_code=201,
    response_model=CoordinatorItem,
    responses=REFUSALS | CONFLICT,
)
def add_coordinator(
    request: Request, session: DbSession, caller: Writer, body: NewCoordinator, idempotency_key: IdempotencyKey = None
) -> Response:
    """Publish somebody who takes up a post of one's own region."""
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    if not attempt.repeated:
        service.add_coordinator(session, caller, body, attempt.object_id)
    coordinator = _get_coordinator(session, attempt.object_id)
    made = _item(coordinator)
    return private(made, 201, version=coordinator.version, headers={"Location": made.href})


@router.patch(
    "/coordinators/{coordinatorId}",
    operation_id="changeCoordinator",
    response_model=CoordinatorItem,
    responses=REFUSALS | NOT_FOUND | MATCHED,
)
def change_coordinator(
    session: DbSession,
    coordinator: Managed,
    patch: Annotated[Patch[CoordinatorInput], MERGE_PATCH],
    if_match: IfMatch = None,
) -> Response:
    """Change the name or address of a coordinator of one's own region."""
    require_match(if_match, coordinator.version)
    for name, value in patch.changes().items():
        setattr(coordinator, name, value)
    session.flush()
    return private(_item(coordinator), version=coordinator.version)


@router.delete(
    "/coordinators/{coordinatorId}",
    operation_id="removeCoordinator",
    status_code=204,
    responses=REFUSALS | NOT_FOUND | MATCHED,
)
def remove_coordinator(session: DbSession, coordinator: Managed, if_match: IfMatch = None) -> Response:
    """Take somebody out of a post of one's own region."""
    require_match(if_match, coordinator.version)
    service.remove_coordinator(session, coordinator)
    return nothing()
