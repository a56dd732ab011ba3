"""SELECTs over organizations and their locations."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row, Select, exists, func, or_, select, union
from sqlalchemy.orm import Session, selectinload

from bruggen.features.organizations.schemas import OrganizationFilters
from bruggen.models import (
    AccountRequest,
    ApiClient,
    Code,
    ExpertiseItem,
    ExpertiseRevision,
    InitiativeParticipant,
    Location,
    Municipality,
    NetworkMember,
    OfferExternalId,
    OfferLocation,
    OfferProvider,
    OfferRevision,
    Organization,
    PostalCode,
    PracticeUse,
    RoleAssignment,
)
from bruggen.writing.item_kinds import KINDS

ORDERS = {
    "name": (func.lower(Organization.name),),
    "-name": (func.lower(Organization.name).desc(),),
    "updatedAt": (Organization.updated_at,),
    "-updatedAt": (Organization.updated_at.desc(),),
}

HANGING_ON: dict[
    str,
    type[
        OfferRevision
        | RoleAssignment
        | ApiClient
        | AccountRequest
        | NetworkMember
        | ExpertiseRevision
        | PracticeUse
        | InitiativeParticipant
    ],
] = {
    "offerRevisions": OfferRevision,
    "roleAssignments": RoleAssignment,
    "apiClients": ApiClient,
    "accountRequests": AccountRequest,
    "networkMembers": NetworkMember,
    "expertiseRevisions": ExpertiseRevision,
    "practiceUses": PracticeUse,
    "initiativeParticipants": InitiativeParticipant,
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


WITH_CONTACTS = (selectinload(Organization.contacts),)


def get_organization(session: Session, organization_id: UUID) -> Organization | None:
    """The organization with its contacts."""
    return session.get(Organization, organization_id, options=WITH_CONTACTS)


def find_by_company_number(session: Session, company_number: str) -> UUID | None:
    """The organization that has this number."""
    return session.scalar(select(Organization.id).where(Organization.company_number == company_number))


def select_locations(organization_id: UUID) -> Select[Location, str]:
    """The organization's locations with the names of their municipalities."""
    return (
        select(Location, Municipality.name_nl)
        .join(Municipality, Municipality.nis_code == Location.nis_code)
        .where(Location.organization_id == organization_id)
        .options(selectinload(Location.codes))
        .order_by(Municipality.name_nl, Location.id)
    )


def get_locations(session: Session, organization_id: UUID) -> Sequence[Row[Location, str]]:
    """The rows of select_locations."""
    return session.execute(select_locations(organization_id)).all()


def get_location(session: Session, organization_id: UUID, location_id: UUID) -> Row[Location, str] | None:
    """One row of select_locations."""
    return session.execute(select_locations(organization_id).where(Location.id == location_id)).one_or_none()


def get_municipality(session: Session, nis_code: str) -> Municipality | None:
    """The municipality with its postal codes."""
    return session.get(Municipality, nis_code, options=[selectinload(Municipality.postal_codes)])


def get_places_of(session: Session, postal_code: str) -> Sequence[str]:
    """The names of the municipalities that a postal code is used in."""
    statement = select(Municipality.name_nl).join(PostalCode, PostalCode.nis_code == Municipality.nis_code)
    return session.scalars(statement.where(PostalCode.code == postal_code).order_by(Municipality.name_nl)).all()


def get_codes(session: Session, list_name: str) -> set[str]:
    """The codes of a code list."""
    return set(session.scalars(select(Code.code).where(Code.list_name == list_name)))


def count_uses(session: Session, organization_id: UUID) -> dict[str, int]:
    """How many records of each resource hang on the organization, roles that ended and requests that were decided included."""
    located = select(OfferLocation.offer_id).join(Location).where(Location.organization_id == organization_id)
    owned = (OfferProvider, OfferExternalId)
    offers = union(located, *(select(one.offer_id).where(one.organization_id == organization_id) for one in owned)).subquery()
    uses = {"offers": session.scalar(select(func.count()).select_from(offers)) or 0}
    led = select(ExpertiseItem.kind, func.count()).where(ExpertiseItem.organization_id == organization_id)
    uses |= {KINDS[kind].resource: count for kind, count in session.execute(led.group_by(ExpertiseItem.kind))}
    for name, model in HANGING_ON.items():
        uses[name] = session.scalar(select(func.count()).where(model.organization_id == organization_id)) or 0
    return uses


def count_offers_at(session: Session, location_id: UUID) -> int:
    """How many offers are given at the location."""
    return session.scalar(select(func.count()).where(OfferLocation.location_id == location_id)) or 0
