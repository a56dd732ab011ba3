"""SELECTs over proposals of items of expertise."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.features.expertise_revisions.schemas import ExpertiseRevisionFilters
from bruggen.models import ExpertiseRevision
from bruggen.writing.item_record import PARTS

ORDERS = {
    "updatedAt": ExpertiseRevision.updated_at,
    "-updatedAt": ExpertiseRevision.updated_at.desc(),
    "createdAt": ExpertiseRevision.created_at,
    "-createdAt": ExpertiseRevision.created_at.desc(),
}
WHOLE = (joinedload(ExpertiseRevision.organization), selectinload(ExpertiseRevision.item).options(*PARTS))
"""Loads the proposal with its organization and the live record with its parts."""


def select_revisions(caller: Caller, filters: ExpertiseRevisionFilters) -> Select[ExpertiseRevision]:
    """Proposals within the caller's reach that the filters leave, in the order asked for."""
    statement = (
        select(ExpertiseRevision)
        .where(seen(caller, Scope.EXPERTISE_WRITE, ExpertiseRevision))
        .options(joinedload(ExpertiseRevision.organization), selectinload(ExpertiseRevision.item))
        .order_by(*(ORDERS[sort] for sort in filters.sort), ExpertiseRevision.id)
    )
    chosen: dict[Any, Sequence[object]] = {
        ExpertiseRevision.kind: filters.kind,
        ExpertiseRevision.status: filters.status,
        ExpertiseRevision.region_code: filters.region,
        ExpertiseRevision.organization_id: filters.organization,
        ExpertiseRevision.item_id: filters.item,
    }
    statement = statement.where(*(column.in_(values) for column, values in chosen.items() if values))
    if filters.own is not None:
        own = ExpertiseRevision.created_by == caller.person
        statement = statement.where(own if filters.own else ~own)
    return statement


def get_revision(session: Session, revision_id: UUID) -> ExpertiseRevision | None:
    """The proposal, whole."""
    return session.scalar(select(ExpertiseRevision).where(ExpertiseRevision.id == revision_id).options(*WHOLE))


def get_pending(session: Session, item_id: UUID) -> UUID | None:
    """The id of the item's pending proposal."""
    return session.scalar(select(ExpertiseRevision.id).where(ExpertiseRevision.item_id == item_id))
