"""`/coordinators`: the people who hold the posts of the regions' tandems."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from bruggen.features.coordinators import queries
from bruggen.features.coordinators.schemas import CoordinatorFilters, CoordinatorItem
from bruggen.kit.answers import answer
from bruggen.kit.db import DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ReadQuery
from bruggen.kit.problems import NOT_FOUND, ResourceNotFound
from bruggen.models import Coordinator

router = APIRouter(tags=["Coordinators"])


def _get_coordinator(
    session: DbSession, coordinator_id: Annotated[UUID, Path(alias="coordinatorId", description="Id of the coordinator.")]
) -> Coordinator:
    coordinator = session.get(Coordinator, coordinator_id)
    if coordinator is None:
        raise ResourceNotFound("There is no coordinator with this id; start from /api/v1/coordinators.")
    return coordinator


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
