"""SELECTs over what is new."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from bruggen.access.areas import covers
from bruggen.models import ExpertiseArea, ExpertiseCode, ExpertiseItem, Offer, OfferCatchment, OfferCode


def select_novelties(
    kinds: Sequence[str], regions: Sequence[str], themes: Sequence[str], since: datetime | None = None
) -> Select[*tuple[Any, ...]]:
    """kind, id, title, summary, added_at and changed_at of what is public, the latest change first."""
    offers = select(
        literal("offer").label("kind"),
        Offer.id,
        Offer.title,
        Offer.summary,
        Offer.created_at.label("added_at"),
        Offer.updated_at.label("changed_at"),
    ).where(Offer.status == "published")
    items = select(
        ExpertiseItem.kind,
        ExpertiseItem.id,
        ExpertiseItem.title,
        ExpertiseItem.summary,
        ExpertiseItem.created_at.label("added_at"),
        ExpertiseItem.updated_at.label("changed_at"),
    ).where(ExpertiseItem.status == "published")
    if regions:
        served = covers(OfferCatchment, OfferCatchment.offer_id == Offer.id, regions)
        meant = covers(ExpertiseArea, ExpertiseArea.item_id == ExpertiseItem.id, regions)
        offers = offers.where(or_(Offer.catchment_scope == "flanders", served))
        items = items.where(or_(ExpertiseItem.area_scope == "flanders", meant))
    if themes:
        offers = offers.where(_about(OfferCode, OfferCode.offer_id == Offer.id, themes))
        items = items.where(_about(ExpertiseCode, ExpertiseCode.item_id == ExpertiseItem.id, themes))
    if since:
        offers, items = offers.where(Offer.updated_at >= since), items.where(ExpertiseItem.updated_at >= since)
    everything = union_all(offers, items).subquery()
    statement = select(everything).order_by(everything.c.changed_at.desc(), everything.c.id.desc())
    return statement.where(everything.c.kind.in_(kinds)) if kinds else statement


def _about(code: Any, its: ColumnElement[bool], themes: Sequence[str]) -> ColumnElement[bool]:
    return exists().where(its, code.list_name == "themes", code.code.in_(themes))


def last_change(session: Session) -> datetime | None:
    """When anything public last changed."""
    moments = [session.scalar(select(func.max(column))) for column in (Offer.updated_at, ExpertiseItem.updated_at)]
    known = [moment for moment in moments if moment]
    return max(known) if known else None
