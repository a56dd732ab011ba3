"""SELECTs over what is new."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from bruggen.kit.clock import BRUSSELS
from bruggen.models import ExpertiseArea, ExpertiseCode, ExpertiseItem, Municipality, Offer, OfferCatchment, OfferCode


def select_novelties(
    kinds: Sequence[str], regions: Sequence[str], themes: Sequence[str], since: date | None = None
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
        offers = offers.where(_meant_for(Offer.catchment_scope, OfferCatchment, OfferCatchment.offer_id == Offer.id, regions))
        items = items.where(
            _meant_for(ExpertiseItem.area_scope, ExpertiseArea, ExpertiseArea.item_id == ExpertiseItem.id, regions)
        )
    if themes:
        offers = offers.where(_about(OfferCode, OfferCode.offer_id == Offer.id, themes))
        items = items.where(_about(ExpertiseCode, ExpertiseCode.item_id == ExpertiseItem.id, themes))
    if since:
        moment = datetime.combine(since, time(), BRUSSELS)
        offers, items = offers.where(Offer.updated_at >= moment), items.where(ExpertiseItem.updated_at >= moment)
    everything = union_all(offers, items).subquery()
    statement = select(everything).order_by(everything.c.changed_at.desc(), everything.c.id.desc())
    return statement.where(everything.c.kind.in_(kinds)) if kinds else statement


def _meant_for(scope: Any, area: Any, its: ColumnElement[bool], regions: Sequence[str]) -> ColumnElement[bool]:
    inside = select(Municipality.nis_code).where(Municipality.region_code.in_(regions))
    return or_(scope == "flanders", exists().where(its, or_(area.code.in_(regions), area.code.in_(inside))))


def _about(code: Any, its: ColumnElement[bool], themes: Sequence[str]) -> ColumnElement[bool]:
    return exists().where(its, code.list_name == "themes", code.code.in_(themes))


def last_change(session: Session) -> datetime | None:
    """When anything public last changed."""
    moments = [session.scalar(select(func.max(column))) for column in (Offer.updated_at, ExpertiseItem.updated_at)]
    known = [moment for moment in moments if moment]
    return max(known) if known else None
