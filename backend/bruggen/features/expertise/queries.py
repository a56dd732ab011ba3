"""SELECTs over items of expertise."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, SQLColumnExpression, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from bruggen.access.areas import covers
from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.expertise.networks import takes_part
from bruggen.features.expertise.schemas import ItemFilters, PlannedFilters, SortedFilters
from bruggen.kit.clock import now, today
from bruggen.models import (
    ExpertiseArea,
    ExpertiseCode,
    ExpertiseEdition,
    ExpertiseItem,
    ExpertiseRelation,
    Municipality,
    NetworkMember,
    Offer,
    TrainingSession,
)
from bruggen.writing.item_kinds import ItemKind

ORDERS = {
    "title": func.lower(ExpertiseItem.title),
    "-title": func.lower(ExpertiseItem.title).desc(),
    "publishedOn": ExpertiseItem.published_on,
    "-publishedOn": ExpertiseItem.published_on.desc(),
    "updatedAt": ExpertiseItem.updated_at,
    "-updatedAt": ExpertiseItem.updated_at.desc(),
}
CODED = {"theme": "themes", "age_band": "ageBands", "level": "levels", "audience": "audiences", "method": "methods"}
"""Filter -> the code list of which the item has one of these."""
COLUMNS = ("network_kind", "domain", "direction", "form", "gathering_kind", "initiative_kind", "phase")
"""Filters that are a column of the kind's table."""

SHOWN = (
    joinedload(ExpertiseItem.organization),
    selectinload(ExpertiseItem.codes),
    selectinload(ExpertiseItem.areas),
)
"""Loads what a card shows."""
WHOLE = (*SHOWN, selectinload(ExpertiseItem.links), selectinload(ExpertiseItem.offers), selectinload(ExpertiseItem.relations))
"""Loads what an item's own page shows."""


def select_items(caller: Caller, kind: ItemKind, filters: SortedFilters | PlannedFilters) -> Select[ExpertiseItem]:
    """Items of the kind within the caller's reach that the filters leave, in the order asked for."""
    order = chain.from_iterable(map(_order, filters.sort))
    statement = select(kind.model).options(*SHOWN).order_by(*order, ExpertiseItem.id)
    return statement.where(seen(caller, Scope.EXPERTISE_READ, kind.model), *_conditions(kind, filters))


def _order(sort: str) -> Iterable[SQLColumnExpression[Any]]:
    if sort in ORDERS:
        return (ORDERS[sort],)
    of_item = TrainingSession.item_id == ExpertiseItem.id
    next_session = select(func.min(TrainingSession.starts_at)).where(of_item, *to_come()).scalar_subquery()
    return next_session.is_(None), next_session.desc() if sort.startswith("-") else next_session


def _conditions(kind: ItemKind, filters: ItemFilters) -> Iterable[ColumnElement[bool]]:
    yield ExpertiseItem.status.in_(filters.status)
    for word in (filters.q or "").split():
        texts = [ExpertiseItem.title, ExpertiseItem.summary, ExpertiseItem.description]
        yield or_(*(text.icontains(word, autoescape=True) for text in texts))
    for name, list_name in CODED.items():
        if codes := getattr(filters, name, ()):
            yield _has_code(list_name, codes)
    for name in COLUMNS:
        if getattr(filters, name, ()):
            yield getattr(kind.model, name).in_(getattr(filters, name))
    if filters.region:
        here = covers(ExpertiseArea, ExpertiseArea.item_id == ExpertiseItem.id, filters.region)
        yield or_(ExpertiseItem.area_scope == "flanders", here)
    if filters.municipality:
        regions = select(Municipality.region_code).where(Municipality.nis_code.in_(filters.municipality))
        area = or_(ExpertiseArea.code.in_(filters.municipality), ExpertiseArea.code.in_(regions))
        here = exists().where(ExpertiseArea.item_id == ExpertiseItem.id, area)
        yield or_(ExpertiseItem.area_scope == "flanders", here)
    if filters.organization:
        yield ExpertiseItem.organization_id.in_(filters.organization)
    if getattr(filters, "member", ()):
        member = NetworkMember.organization_id.in_(filters.member)  # type: ignore[attr-defined]
        yield exists().where(NetworkMember.network_id == ExpertiseItem.id, member, *takes_part(today()))
    upcoming = getattr(filters, "upcoming", None)
    if upcoming is not None:
        coming = exists().where(TrainingSession.item_id == ExpertiseItem.id, *to_come())
        yield coming if upcoming else ~coming


def _has_code(list_name: str, codes: Sequence[str]) -> ColumnElement[bool]:
    return exists().where(
        ExpertiseCode.item_id == ExpertiseItem.id, ExpertiseCode.list_name == list_name, ExpertiseCode.code.in_(codes)
    )


def to_come() -> tuple[ColumnElement[bool], ...]:
    """Conditions of a session that is still to come."""
    return TrainingSession.status == "planned", TrainingSession.starts_at > now()


def count_members(session: Session, ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many members of today each of these networks has."""
    statement = select(NetworkMember.network_id, func.count()).where(NetworkMember.network_id.in_(ids), *takes_part(today()))
    return {row[0]: row[1] for row in session.execute(statement.group_by(NetworkMember.network_id))}


def get_next_sessions(session: Session, ids: Sequence[UUID]) -> dict[UUID, TrainingSession]:
    """The first session still to come of each of these items."""
    order = func.row_number().over(partition_by=TrainingSession.item_id, order_by=(TrainingSession.starts_at, TrainingSession.id))
    numbered = select(TrainingSession.id, order.label("turn")).where(TrainingSession.item_id.in_(ids), *to_come()).subquery()
    first = select(TrainingSession).join(numbered, numbered.c.id == TrainingSession.id).where(numbered.c.turn == 1)
    return {found.item_id: found for found in session.scalars(first)}


def get_municipalities(session: Session, codes: Iterable[str]) -> dict[str, Municipality]:
    """Municipalities by their NIS codes."""
    statement = select(Municipality).where(Municipality.nis_code.in_(set(codes)))
    return {place.nis_code: place for place in session.scalars(statement)}


def get_linked_offers(session: Session, ids: Sequence[UUID]) -> Sequence[Row[UUID, str]]:
    """Ids and titles of those of these offers that are published."""
    return session.execute(select(Offer.id, Offer.title).where(Offer.id.in_(ids), Offer.status == "published")).all()


def get_linked_items(session: Session, caller: Caller, item: ExpertiseItem) -> Sequence[Row[UUID, str, str, str]]:
    """What this item names and what names it, as far as the caller sees it: id, kind, title, summary."""
    named = [relation.other_id for relation in item.relations]
    naming = select(ExpertiseRelation.item_id).where(ExpertiseRelation.other_id == item.id)
    statement = (
        select(ExpertiseItem.id, ExpertiseItem.kind, ExpertiseItem.title, ExpertiseItem.summary)
        .where(or_(ExpertiseItem.id.in_(named), ExpertiseItem.id.in_(naming)), ExpertiseItem.status != "archived")
        .where(seen(caller, Scope.EXPERTISE_READ, ExpertiseItem))
        .order_by(ExpertiseItem.kind, func.lower(ExpertiseItem.title), ExpertiseItem.id)
    )
    return session.execute(statement).all()


def count_editions(session: Session, item_id: UUID) -> int:
    """How often the item was published."""
    return session.scalar(select(func.count()).where(ExpertiseEdition.item_id == item_id)) or 0


def select_editions(item_id: UUID) -> Select[ExpertiseEdition]:
    """What the item said, newest first."""
    return select(ExpertiseEdition).where(ExpertiseEdition.item_id == item_id).order_by(ExpertiseEdition.number.desc())
