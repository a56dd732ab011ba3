"""Organizations and locations as their callers may see them."""

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.reach import may_change
from bruggen.access.scopes import Scope
from bruggen.features.organizations import queries
from bruggen.features.organizations.schemas import (
    Address,
    ContactItem,
    LocationItem,
    OrganizationDetail,
    OrganizationItem,
    Visibility,
)
from bruggen.models import Location, Organization


def organization_item(organization: Organization) -> OrganizationItem:
    """The organization in a list."""
    return OrganizationItem(
        href=f"/api/v1/organizations/{organization.id}",
        id=organization.id,
        name=organization.name,
        short_name=organization.short_name,
        sector=organization.sector,
        website=organization.website,
        demo=organization.demo,
    )


def organization_detail(
    session: Session, caller: Caller, organization: Organization, *, with_locations: bool = False
) -> OrganizationDetail:
    """The organization on its own, with the contacts that this caller may see."""
    visible = _visible(session, caller, organization)
    locations = None
    if with_locations:
        rows = queries.get_locations(session, organization.id)
        locations = [location_item(location, municipality, organization) for location, municipality in rows]
    return OrganizationDetail(
        **organization_item(organization).model_dump(by_alias=False),
        description=organization.description,
        company_number=organization.company_number,
        social_map_id=organization.social_map_id,
        contacts=[
            ContactItem(kind=contact.kind, value=contact.value, label=contact.label, visibility=contact.visibility)
            for contact in organization.contacts
            if contact.visibility in visible
        ],
        updated_at=organization.updated_at,
        locations=locations,
    )


def _visible(session: Session, caller: Caller, organization: Organization) -> set[Visibility]:
    if not caller.grants:
        return {"public"}
    if may_change(session, caller, Scope.ORGANIZATION_WRITE, Organization, organization.id):
        return {"public", "professional", "internal"}
    return {"public", "professional"}


def location_item(location: Location, municipality: str, organization: Organization) -> LocationItem:
    """One of the organization's locations; `municipality` is its name."""
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
