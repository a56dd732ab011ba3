"""SELECTs over single offers. Lists are read from the index (directory/)."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from bruggen.models import Location, Municipality, Offer, OfferLocation, OfferProvider, Region

WHOLE = (
    selectinload(Offer.codes),
    selectinload(Offer.catchment),
    selectinload(Offer.contacts),
    selectinload(Offer.providers).joinedload(OfferProvider.organization),
    selectinload(Offer.locations).options(joinedload(OfferLocation.location).selectinload(Location.codes)),
)
"""Loads all that an offer's page shows."""


def get_municipalities(session: Session, nis_codes: Iterable[str]) -> dict[str, Municipality]:
    """The municipalities by NIS code."""
    statement = select(Municipality).where(Municipality.nis_code.in_(set(nis_codes)))
    return {municipality.nis_code: municipality for municipality in session.scalars(statement)}


def get_region_codes(session: Session) -> list[str]:
    """All regions, in their order."""
    return list(session.scalars(select(Region.code).order_by(Region.position)))
