"""`/organizations` and their `/locations`: who gives the offers, and where."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from bruggen.features.organizations import queries
from bruggen.features.organizations.schemas import (
    Address,
    ContactItem,
    LocationItem,
    OrganizationDetail,
    OrganizationFilters,
    OrganizationItem,
    OrganizationRead,
)
from bruggen.kit.answers import answer, pick
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ListQuery, ReadQuery
from bruggen.kit.problems import NOT_FOUND, ResourceNotFound
from bruggen.models import Location, Organization

router = APIRouter(tags=["Organizations"])


def _get_organization(
    session: DbSession, organization_id: Annotated[UUID, Path(alias="organizationId", description="Id of the organization.")]
) -> Organization:
    organization = queries.get_organization(session, organization_id)
    if organization is None:
        raise ResourceNotFound("There is no organization with this id; start from /api/v1/organizations.")
    return organization


KnownOrganization = Annotated[Organization, Depends(_get_organization)]


def _item(organization: Organization) -> OrganizationItem:
    return OrganizationItem(
        href=f"/api/v1/organizations/{organization.id}",
        id=organization.id,
        name=organization.name,
        short_name=organization.short_name,
        sector=organization.sector,
        website=organization.website,
        demo=organization.demo,
    )


def _location(location: Location, municipality: str, organization: Organization) -> LocationItem:
    return LocationItem(
        href=f"/api/v1/organizations/{organization.id}/locations/{location.id}",
        id=location.id,
        name=location.name,
        address=Address(
            street=location.street,
            house_number=location.house_number,
            postal_code=location.postal_code,
            municipality=municipality,
            nis_code=location.nis_code,
        ),
        latitude=location.latitude,
        longitude=location.longitude,
        accessibility_features=[code.code for code in location.codes],
        demo=organization.demo,
    )


@router.get("/organizations", operation_id="listOrganizations", response_model=Collection[OrganizationItem])
def list_organizations(request: Request, query: Annotated[OrganizationFilters, Query()], session: DbSession) -> Response:
    """List organizations."""
    statement = queries.select_organizations(query)
    return list_answer(request, query, session, statement, OrganizationItem, lambda row: _item(row[0]))


@router.get(
    "/organizations/{organizationId}", operation_id="getOrganization", response_model=OrganizationDetail, responses=NOT_FOUND
)
def get_organization(
    request: Request, query: Annotated[OrganizationRead, Query()], organization: KnownOrganization, session: DbSession
) -> Response:
    """Read an organization and, embedded, its locations."""
    locations = None
    if "locations" in pick(["locations"], query.embed, parameter="embed"):
        locations = [_location(row[0], row[1], organization) for row in queries.get_locations(session, organization.id)]
    body = OrganizationDetail(
        **_item(organization).model_dump(by_alias=False),
        description=organization.description,
        company_number=organization.company_number,
        contacts=[
            ContactItem(kind=contact.kind, value=contact.value, label=contact.label)
            for contact in organization.contacts
            if contact.visibility == "public"
        ],
        updated_at=organization.updated_at,
        locations=locations,
    )
    return answer(request, query, body, version=organization.version)


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
        return _location(row[0], row[1], organization)

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
    location_id: Annotated[UUID, Path(alias="locationId", description="Id of the location.")],
) -> Response:
    """Read one location of an organization."""
    row = session.execute(queries.select_locations(organization.id).where(Location.id == location_id)).one_or_none()
    if row is None:
        raise ResourceNotFound("This organization has no location with this id.")
    return answer(request, query, _location(row[0], row[1], organization), version=organization.version)
