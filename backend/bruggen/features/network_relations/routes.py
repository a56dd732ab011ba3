"""`/networks/{networkId}/absences`, `/networks/{networkId}/overlaps` and `/networkPictures`: to read alone."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from bruggen.access.assignments import organization_link
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, MaybeCaller, requires
from bruggen.access.reach import find
from bruggen.access.scopes import Scope
from bruggen.features.network_relations import queries, service
from bruggen.features.network_relations.schemas import (
    AbsenceFilters,
    AbsenceItem,
    NetworkPicture,
    Overlaps,
    PictureFilters,
)
from bruggen.kit.answers import answer
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import bulk_answer
from bruggen.kit.page import Collection, ReadQuery
from bruggen.kit.problems import NOT_FOUND
from bruggen.models import Network

router = APIRouter(tags=["Networks"])
Manager = Annotated[Caller, requires(Scope.EXPERTISE_MANAGE)]
NetworkId = Annotated[UUID, Path(alias="networkId", description="Id of the network.")]


def _get_seen(session: DbSession, caller: MaybeCaller, network_id: NetworkId) -> Network:
    return find(session, caller, Scope.EXPERTISE_READ, Network, network_id)


def _get_managed(session: DbSession, caller: Manager, network_id: NetworkId) -> Network:
    return find(session, caller, Scope.EXPERTISE_MANAGE, Network, network_id, change=True)


Seen = Annotated[Network, Depends(_get_seen)]
Managed = Annotated[Network, Depends(_get_managed)]


@router.get(
    "/networks/{networkId}/absences",
    operation_id="listNetworkAbsences",
    response_model=Collection[AbsenceItem],
    responses=REFUSALS | NOT_FOUND,
)
def list_absences(request: Request, query: Annotated[AbsenceFilters, Query()], session: DbSession, network: Managed) -> Response:
    """List who is missing at the table: who works in the area and is no member. Those who share most themes come first."""

    def items(reading: Session, rows: Sequence[AnyRow]) -> list[AbsenceItem]:
        themes = queries.get_shared_themes(reading, network, [row[0].id for row in rows])
        return [
            AbsenceItem(
                organization=organization_link(row[0]),
                sector=row[0].sector,
                located=row.located,
                offers=row.offers,
                themes=themes.get(row[0].id, []),
            )
            for row in rows
        ]

    return bulk_answer(request, query, session, queries.select_absent(network, query), AbsenceItem, items)


@router.get(
    "/networks/{networkId}/overlaps",
    operation_id="listNetworkOverlaps",
    response_model=Overlaps,
    responses=NOT_FOUND,
)
def list_overlaps(request: Request, query: Annotated[ReadQuery, Query()], session: DbSession, network: Seen) -> Response:
    """List the networks that share area and themes or members with one, and what they share."""
    return answer(request, query, Overlaps(self=request.url.path, items=service.find_overlaps(session, network)))


@router.get("/networkPictures", operation_id="getNetworkPicture", response_model=NetworkPicture)
def get_picture(request: Request, query: Annotated[PictureFilters, Query()], session: DbSession) -> Response:
    """Read which networks there are, who takes part in them, and which regions they cover: all that a drawing needs."""
    networks, organizations, regions = service.draw(session, query.region)
    address = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    picture = NetworkPicture(self=address, networks=networks, organizations=organizations, regions=regions)
    return answer(request, query, picture)
