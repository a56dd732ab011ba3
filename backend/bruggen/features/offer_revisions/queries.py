"""SELECTs over proposals."""

from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, joinedload, selectinload

from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.features.offer_revisions.schemas import OfferRevisionFilters
from bruggen.models import Location, Municipality, OfferRevision
from bruggen.writing.offer_record import PARTS

ORDERS = {
    "updatedAt": OfferRevision.updated_at,
    "-updatedAt": OfferRevision.updated_at.desc(),
    "createdAt": OfferRevision.created_at,
    "-createdAt": OfferRevision.created_at.desc(),
}
WHOLE = (joinedload(OfferRevision.organization), selectinload(OfferRevision.offer).options(*PARTS))
"""Loads the proposal with its organization and the live record with its parts."""


def select_revisions(caller: Caller, filters: OfferRevisionFilters) -> Select[OfferRevision]:
    """Proposals within the caller's reach that the filters leave, in the order asked for."""
    statement = (
        select(OfferRevision)
        .where(seen(caller, Scope.OFFER_READ, OfferRevision))
        .options(joinedload(OfferRevision.organization), joinedload(OfferRevision.offer))
        .order_by(*(ORDERS[sort] for sort in filters.sort), OfferRevision.id)
    )
    if filters.status:
        statement = statement.where(OfferRevision.status.in_(filters.status))
    if filters.organization:
        statement = statement.where(OfferRevision.organization_id.in_(filters.organization))
    if filters.offer:
        statement = statement.where(OfferRevision.offer_id.in_(filters.offer))
    if filters.region:
        here = exists().where(
            Location.organization_id == OfferRevision.organization_id,
            Location.nis_code == Municipality.nis_code,
            Municipality.region_code.in_(filters.region),
        )
        statement = statement.where(here)
    return statement


def get_revision(session: Session, revision_id: UUID) -> OfferRevision | None:
    """The proposal, whole."""
    return session.scalar(select(OfferRevision).where(OfferRevision.id == revision_id).options(*WHOLE))


def get_pending(session: Session, offer_id: UUID) -> UUID | None:
    """The id of the offer's pending proposal."""
    return session.scalar(select(OfferRevision.id).where(OfferRevision.offer_id == offer_id))
