"""`/regions`: the six working areas and who to call there."""

from collections import defaultdict
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, requires
from bruggen.access.reach import find
from bruggen.access.scopes import Scope
from bruggen.directory.service import Directory, OpenDirectory
from bruggen.features.regions import queries, service
from bruggen.features.regions.schemas import (
    Introduction,
    RegionDetail,
    RegionFilters,
    RegionInput,
    RegionItem,
    RegionMunicipality,
    RegionRead,
    TandemCoordinator,
    TandemPost,
)
from bruggen.kit.answers import answer, pick, private
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import NOT_FOUND, ResourceNotFound
from bruggen.kit.schema import LocalizedText
from bruggen.models import Content, Region

router = APIRouter(tags=["Regions"])
Writer = Annotated[Caller, requires(Scope.REGION_WRITE)]
RegionCode = Annotated[str, Path(max_length=3, description="Code of the region.")]


def _get_region(session: DbSession, code: RegionCode) -> Region:
    region = session.get(Region, code)
    if region is None:
        raise ResourceNotFound(f"There is no region {code}; the codes are BRU, VBR, ANT, OVL, WVL and LIM.")
    return region


def _get_managed(session: DbSession, caller: Writer, code: RegionCode) -> Region:
    return find(session, caller, Scope.REGION_WRITE, Region, code, change=True)


KnownRegion = Annotated[Region, Depends(_get_region)]
Managed = Annotated[Region, Depends(_get_managed)]


def _tandems(session: Session) -> dict[str, list[TandemPost]]:
    tandems: dict[str, list[TandemPost]] = defaultdict(list)
    for post in queries.get_posts(session):
        people = [
            TandemCoordinator(id=person.id, href=f"/api/v1/coordinators/{person.id}", name=person.name, email=person.email)
            for person in post.coordinators
        ]
        tandems[post.region_code].append(TandemPost(role=post.role, publication=post.publication, coordinators=people))
    return tandems


def _item(region: Region, offer_count: int, tandem: list[TandemPost] | None) -> RegionItem:
    return RegionItem(
        href=f"/api/v1/regions/{region.code}",
        code=region.code,
        name=LocalizedText(nl=region.name_nl, fr=region.name_fr, en=region.name_en),
        nis_code=region.nis_code,
        nuts_code=region.nuts_code,
        offer_count=offer_count,
        tandem=tandem,
    )


def _introduction(content: Content | None) -> Introduction | None:
    return Introduction.model_construct(**content.body) if content and content.body else None


def _version(content: Content | None) -> int:
    # Nothing else of a region changes but by release: its version is that of the text.
    return content.version if content else 0


def _detail(
    session: Session,
    directory: Directory,
    region: Region,
    content: Content | None,
    municipalities: list[RegionMunicipality] | None = None,
) -> RegionDetail:
    item = _item(region, directory.count_by("region").get(region.code, 0), _tandems(session)[region.code])
    return RegionDetail(**item.model_dump(by_alias=False), introduction=_introduction(content), municipalities=municipalities)


@router.get("/regions", operation_id="listRegions", response_model=Collection[RegionItem])
def list_regions(
    request: Request, query: Annotated[RegionFilters, Query()], session: DbSession, directory: OpenDirectory
) -> Response:
    """List the regions and, embedded, their tandems."""
    counts = directory.count_by("region")
    tandems = _tandems(session) if "tandem" in pick(["tandem"], query.embed, parameter="embed") else None

    def item(row: AnyRow) -> RegionItem:
        region: Region = row[0]
        return _item(region, counts.get(region.code, 0), tandems[region.code] if tandems else None)

    return list_answer(request, query, session, queries.select_regions(), RegionItem, item)


@router.get("/regions/{code}", operation_id="getRegion", response_model=RegionDetail, responses=NOT_FOUND)
def get_region(
    request: Request, query: Annotated[RegionRead, Query()], region: KnownRegion, session: DbSession, directory: OpenDirectory
) -> Response:
    """Read a region, its tandem and, embedded, its municipalities."""
    embedded = pick(["municipalities"], query.embed, parameter="embed")
    municipalities = None
    if "municipalities" in embedded:
        municipalities = [
            RegionMunicipality(
                href=f"/api/v1/municipalities/{place.nis_code}",
                nis_code=place.nis_code,
                name=place.name_nl,
                latitude=place.latitude,
                longitude=place.longitude,
            )
            for place in queries.get_municipalities(session, region.code)
        ]
    content = queries.get_introduction(session, region.code)
    body = _detail(session, directory, region, content, municipalities)
    return answer(request, query, body, version=_version(content))


@router.patch(
    "/regions/{code}",
    operation_id="changeRegion",
    response_model=RegionDetail,
    responses=REFUSALS | NOT_FOUND | MATCHED,
)
def change_region(
    session: DbSession,
    directory: OpenDirectory,
    region: Managed,
    patch: Annotated[Patch[RegionInput], MERGE_PATCH],
    if_match: IfMatch = None,
) -> Response:
    """Change the introduction of one's own region."""
    content = queries.get_introduction(session, region.code)
    require_match(if_match, _version(content))
    change = patch.apply_to(RegionInput.model_construct(introduction=_introduction(content)))
    service.introduce(session, region, change.introduction)
    content = queries.get_introduction(session, region.code)
    return private(_detail(session, directory, region, content), version=_version(content))
