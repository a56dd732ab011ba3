"""SELECTs over organizations and their locations."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session, selectinload

from bruggen.features.organizations.schemas import OrganizationFilters
from bruggen.models import Location, Municipality, Organization

ORDERS = {
    "name": (func.lower(Organization.name),),
    "-name": (func.lower(Organization.name).desc(),),
    "updatedAt": (Organization.updated_at,),
    "-updatedAt": (Organization.updated_at.desc(),),
}


def select_organizations(filters: OrganizationFilters) -> Select[Organization]:
    """Organizations that the filters leave, in the order asked for."""
    order = [column for sort in filters.sort for column in ORDERS[sort]]
    statement = select(Organization).order_by(*order, Organization.id)
    if filters.q:
        statement = statement.where(
            or_(
                Organization.name.icontains(filters.q.strip(), autoescape=True),
                Organization.short_name.icontains(filters.q.strip(), autoescape=True),
            )
        )
    if filters.sector:
        statement = statement.where(Organization.sector.in_(filters.sector))
    if filters.region:
        here = exists().where(
            Location.organization_id == Organization.id,
            Location.nis_code == Municipality.nis_code,
            Municipality.region_code.in_(filters.region),
        )
        statement = statement.where(here)
    return statement


def get_organization(session: Session, organization_id: UUID) -> Organization | None:
    """The organization with its contacts."""
    return session.get(Organization, organization_id, options=[selectinload(Organization.contacts)])


def select_locations(organization_id: UUID) -> Select[Location, str]:
    """The organization's locations with the names of their municipalities."""
    return (
        select(Location, Municipality.name_nl)
        .join(Municipality, Municipality.nis_code == Location.nis_code)
        .where(Location.organization_id == organization_id)
        .options(selectinload(Location.codes))
        .order_by(Municipality.name_nl, Location.id)
    )


def get_locations(session: Session, organization_id: UUID) -> Sequence[Any]:
    """The rows of select_locations."""
    return session.execute(select_locations(organization_id)).all()
