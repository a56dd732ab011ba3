"""SELECTs about offers for a case."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.kit.db import AnyRow
from bruggen.models import CaseOffer, Offer, OfferCode, OfferProvider, Organization

FACTS = ("levels", "tracks", "themes")


def offers(session: Session, ids: Collection[UUID]) -> Sequence[AnyRow]:
    """These offers, if they are published, with the name of who leads them."""
    columns = (
        Offer.id,
        Offer.title,
        Offer.summary,
        Offer.category,
        Offer.age_min,
        Offer.age_max,
        Offer.availability,
        Offer.waiting_weeks,
        Offer.availability_checked_on,
        Organization.name.label("provider"),
    )
    lead = (OfferProvider.offer_id == Offer.id) & (OfferProvider.position == 0)
    rows: Any = select(*columns).outerjoin(OfferProvider, lead)
    rows = rows.outerjoin(Organization, Organization.id == OfferProvider.organization_id)
    return session.execute(rows.where(Offer.id.in_(ids), Offer.status == "published")).all()


def facts_of(session: Session, ids: Collection[UUID]) -> dict[UUID, dict[str, set[str]]]:
    """The levels, tracks and themes of these offers."""
    found: dict[UUID, dict[str, set[str]]] = {offer: {name: set() for name in FACTS} for offer in ids}
    rows = select(OfferCode.offer_id, OfferCode.list_name, OfferCode.code)
    for offer, name, code in session.execute(rows.where(OfferCode.offer_id.in_(ids), OfferCode.list_name.in_(FACTS))):
        found[offer][name].add(code)
    return found


def put_forward(session: Session, case_id: UUID) -> Sequence[AnyRow]:
    """The offers of a case, in the order in which they were put forward."""
    rows = select(CaseOffer, Offer.title, Offer.status).join(Offer, Offer.id == CaseOffer.offer_id)
    return session.execute(rows.where(CaseOffer.case_id == case_id).order_by(CaseOffer.added_at)).all()
