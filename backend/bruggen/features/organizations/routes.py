"""`/organizations` and their `/locations`: who gives the offers, and where."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from bruggen.access.attempts import enter_attempt
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, MaybeCaller, requires
from bruggen.access.reach import find
from bruggen.access.scopes import Scope
from bruggen.features.organizations import queries, service
from bruggen.features.organizations.schemas import (
    LocationInput,
    LocationItem,
    OrganizationDetail,
    OrganizationFilters,
    OrganizationInput,
    OrganizationItem,
    OrganizationRead,
)
from bruggen.features.organizations.shown import location_item, organization_detail, organization_item
from bruggen.kit.answers import answer, nothing, pick, private
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ListQuery, ReadQuery
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import CONFLICT, NOT_FOUND, ResourceNotFound
from bruggen.models import Location, Organization
from bruggen.record.idempotency import IdempotencyKey

router = APIRouter(tags=["Organizations"])
Writer = Annotated[Caller, requires(Scope.ORGANIZATION_WRITE)]
OrganizationId = Annotated[UUID, Path(alias="organizationId", description="Id of the organization.")]
LocationId = Annotated[UUID, Path(alias="locationId", description="Id of the location.")]
OPTIONAL: dict[str, Any] = {"security": [{}]}
"""`openapi_extra=` of a public route that shows more to some."""


def _get_organization(session: DbSession, organization_id: OrganizationId) -> Organization:
    organization = queries.get_organization(session, organization_id)
    if organization is None:
        raise ResourceNotFound("There is no organization with this id; start from /api/v1/organizations.")
    return organization


def _get_managed(session: DbSession, caller: Writer, organization_id: OrganizationId) -> Organization:
    scope, options = Scope.ORGANIZATION_WRITE, queries.WITH_CONTACTS
    return find(session, caller, scope, Organization, organization_id, change=True, options=options)


KnownOrganization = Annotated[Organization, Depends(_get_organization)]
Managed = Annotated[Organization, Depends(_get_managed)]


def _get_location(session: Session, organization_id: UUID, location_id: UUID) -> tuple[Location, str]:
    row = queries.get_location(session, organization_id, location_id)
    if row is None:
        raise ResourceNotFound("This organization has no location with this id.")
    return row[0], row[1]


def _get_managed_location(session: DbSession, organization: Managed, location_id: LocationId) -> Location:
    return _get_location(session, organization.id, location_id)[0]


ManagedLocation = Annotated[Location, Depends(_get_managed_location)]


def _read_location(session: Session, organization: Organization, location_id: UUID) -> LocationItem:
    return location_item(*_get_location(session, organization.id, location_id), organization)


@router.get("/organizations", operation_id="listOrganizations", response_model=Collection[OrganizationItem])
def list_organizations(request: Request, query: Annotated[OrganizationFilters, Query()], session: DbSession) -> Response:
    """List organizations."""
    statement = queries.select_organizations(query)
    return list_answer(request, query, session, statement, OrganizationItem, lambda row: organization_item(row[0]))


@router.get(
    "/organizations/{organizationId}",
    operation_id="getOrganization",
    response_model=OrganizationDetail,
    responses=NOT_FOUND,
    openapi_extra=OPTIONAL,
)
def get_organization(
    request: Request,
    query: Annotated[OrganizationRead, Query()],
    session: DbSession,
    caller: MaybeCaller,
    organization: KnownOrganization,
) -> Response:
    """Read an organization and, embedded, its locations. Which contacts are shown depends on who asks."""
    embedded = pick(["locations"], query.embed, parameter="embed")
    body = organization_detail(session, caller, organization, with_locations="locations" in embedded)
    return answer(request, query, body, version=organization.version)


@router.post(
    "/organizations",
    operation_id="addOrganization",
    status_code=201,
    response_model=OrganizationDetail,
    responses=REFUSALS | CONFLICT,
)
def add_organization(
    request: Request, session: DbSession, caller: Writer, body: OrganizationInput, idempotency_key: IdempotencyKey = None
) -> Response:
    """Add an organization, as a coordinator."""
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    if not attempt.repeated:
        service.add_organization(session, caller, body, attempt.object_id)
    organization = _get_organization(session, attempt.object_id)
    made = organization_detail(session, caller, organization)
    return private(made, 201, version=organization.version, headers={"Location": made.href})


@router.patch(
    "/organizations/{organizationId}",
    operation_id="changeOrganization",
    response_model=OrganizationDetail,
    responses=REFUSALS | NOT_FOUND | MATCHED | CONFLICT,
)
def change_organization(
    session: DbSession,
    caller: Writer,
    organization: Managed,
    patch: Annotated[Patch[OrganizationInput], MERGE_PATCH],
    if_match: IfMatch = None,
) -> Response:
    """Change an organization: one's own, or one of one's region."""
    require_match(if_match, organization.version)
    service.change_organization(session, organization, patch)
    return private(organization_detail(session, caller, organization), version=organization.version)


@router.delete(
    "/organizations/{organizationId}",
    operation_id="removeOrganization",
    status_code=204,
    responses=REFUSALS | NOT_FOUND | MATCHED | CONFLICT,
)
def remove_organization(session: DbSession, caller: Writer, organization: Managed, if_match: IfMatch = None) -> Response:
    """Remove an organization on which nothing hangs, as a coordinator."""
    require_match(if_match, organization.version)
    service.remove_organization(session, caller, organization)
    return nothing()


@router.get(
    "/organizations/{organizationId}/locations",
    operation_id="listLocations",
    response_model=Collection[LocationItem],
    responses=NOT_FOUND,
)
def list_locations(
    request: Request, query: Annotated[ListQuery, Query()], organization: KnownOrganization, session: DbSession
) -> Response:
    """List the locations of an organization."""

    def item(row: AnyRow) -> LocationItem:
        return location_item(row[0], row[1], organization)

    return list_answer(request, query, session, queries.select_locations(organization.id), LocationItem, item)


@router.get(
    "/organizations/{organizationId}/locations/{locationId}",
    operation_id="getLocation",
    response_model=LocationItem,
    responses=NOT_FOUND,
)
def get_location(
    request: Request,
    query: Annotated[ReadQuery, Query()],
    organization: KnownOrganization,
    session: DbSession,
    location_id: LocationId,
) -> Response:
    """Read one location of an organization. Its ETag is of the organization: a change of one is a change of both."""
    return answer(request, query, _read_location(session, organization, location_id), version=organization.version)


@router.post(
    "/organizations/{organizationId}/locations",
    operation_id="addLocation",
    status_code=201,
    response_model=LocationItem,
    responses=REFUSALS | NOT_FOUND | CONFLICT,
)
def add_location(
    request: Request,
    session: DbSession,
    caller: Writer,
    organization: Managed,
    body: LocationInput,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Add a place where an organization works."""
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    # Whoever came first under the same key has changed the organization since it was read.
    session.refresh(organization, with_for_update=True)
    if not attempt.repeated:
        service.add_location(session, organization, body, attempt.object_id)
    made = _read_location(session, organization, attempt.object_id)
    return private(made, 201, version=organization.version, headers={"Location": made.href})


@router.patch(
    "/organizations/{organizationId}/locations/{locationId}",
    operation_id="changeLocation",
    response_model=LocationItem,
    responses=REFUSALS | NOT_FOUND | MATCHED,
)
def change_location(
    session: DbSession,
    organization: Managed,
    location: ManagedLocation,
    patch: Annotated[Patch[LocationInput], MERGE_PATCH],
    if_match: IfMatch = None,
) -> Response:
    """Change or move a location."""
    require_match(if_match, organization.version)
    service.change_location(session, location, patch)
    return private(_read_location(session, organization, location.id), version=organization.version)


@router.delete(
    "/organizations/{organizationId}/locations/{locationId}",
    operation_id="removeLocation",
    status_code=204,
    responses=REFUSALS | NOT_FOUND | MATCHED | CONFLICT,
)
def remove_location(session: DbSession, organization: Managed, location: ManagedLocation, if_match: IfMatch = None) -> Response:
    """Remove a location at which no offer is given."""
    require_match(if_match, organization.version)
    service.remove_location(session, location)
    return nothing()
