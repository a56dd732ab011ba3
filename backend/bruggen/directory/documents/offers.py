"""Published offers as index documents: what is searched, what is counted, and the ready-made card."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, String, bindparam, cast, func, select, type_coerce, union
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.types import NullType

from bruggen.directory.document import OfferDocument
from bruggen.directory.documents.reference import Reference, cut, without_none
from bruggen.kit.db import AnyRow
from bruggen.models import (
    Change,
    Location,
    Offer,
    OfferCatchment,
    OfferCode,
    OfferLocation,
    OfferProvider,
    Organization,
)

IdColumn = InstrumentedAttribute[UUID]
BATCH = 500
CARD_PLACES = 3
YOUNGEST, OLDEST = 0, 25
BAND_EDGE = 12


def _raw(column: IdColumn) -> ColumnElement[Any]:
    """The id as the database has it: rows that are only sorted by it need no UUID made of it, a hundred thousand times."""
    return type_coerce(column, NullType())


OFFER_COLUMNS = (
    _raw(Offer.id).label("key"),
    Offer.id,
    Offer.title,
    Offer.summary,
    Offer.description,
    Offer.goals,
    Offer.conditions,
    Offer.category,
    Offer.out_of_school,
    Offer.age_min,
    Offer.age_max,
    Offer.availability,
    Offer.waiting_weeks,
    Offer.availability_checked_on,
    Offer.cost,
    Offer.catchment_scope,
    Offer.verified_on,
    Offer.review_due,
    Offer.demo,
)
PUBLISHED = Offer.status == "published"
SEARCHED_LISTS = ("levels", "tracks", "themes", "aims", "modes", "accessRoutes", "languages")
# One row an offer instead of twenty: codes hold neither of the marks.
PACKED_CODES = func.aggregate_strings(cast(OfferCode.position, String) + ":" + OfferCode.list_name + ":" + OfferCode.code, ",")


def age_bands(age_min: int | None, age_max: int | None) -> list[str]:
    """-12 and +12: an offer belongs to each band that its ages touch; no limit touches both."""
    bands = []
    if age_min is None or age_min < BAND_EDGE:
        bands.append("under12")
    if age_max is None or age_max >= BAND_EDGE:
        bands.append("over12")
    return bands


class Offers:
    """The published offers, as the source of the directory's index."""

    numbers_changes = True

    def count(self, session: Session) -> int:
        """How many are published."""
        return session.scalar(select(func.count()).select_from(Offer).where(PUBLISHED)) or 0

    def all(self, session: Session) -> Iterator[OfferDocument]:
        """All of them, in batches."""
        reference = Reference.load(session)
        after: UUID | None = None
        while True:
            statement = select(*OFFER_COLUMNS).where(PUBLISHED).order_by(Offer.id).limit(BATCH)
            rows = session.execute(statement.where(Offer.id > after) if after else statement).all()
            if not rows:
                return
            first, after = rows[0].id, rows[-1].id
            yield from _documents(session, reference, rows, BETWEEN, {"first": first, "last": after})

    def some(self, session: Session, ids: Iterable[UUID], reference: Reference) -> Iterator[OfferDocument]:
        """Those of the offers that are published."""
        wanted = list(ids)
        for start in range(0, len(wanted), BATCH):
            some = {"ids": wanted[start : start + BATCH]}
            rows = session.execute(BY_ID.offers, some).all()
            yield from _documents(session, reference, rows, BY_ID, some)

    def touched(self, session: Session, changes: Sequence[Change]) -> set[UUID]:
        """Their own changes, and those of an organization that gives them or where they are given."""
        offers = {UUID(change.subject_id) for change in changes if change.subject == Offer.__tablename__}
        organizations = {UUID(change.subject_id) for change in changes if change.subject == Organization.__tablename__}
        if organizations:
            given = select(OfferProvider.offer_id).where(OfferProvider.organization_id.in_(organizations))
            placed = (
                select(OfferLocation.offer_id)
                .join(Location, Location.id == OfferLocation.location_id)
                .where(Location.organization_id.in_(organizations))
            )
            offers.update(session.scalars(union(given, placed)))
        return offers


class _Statements:
    """What is read of some offers. Made once: for a few offers, making the statements would take longer than the database."""

    def __init__(self, of: Callable[[IdColumn], ColumnElement[bool]]) -> None:
        """`of` limits rows to those of the offers meant."""
        self.offers = select(*OFFER_COLUMNS).where(PUBLISHED, of(Offer.id))
        self.codes = (
            select(_raw(OfferCode.offer_id).label("key"), PACKED_CODES.label("codes"))
            .where(of(OfferCode.offer_id), OfferCode.list_name.in_(SEARCHED_LISTS))
            .group_by(OfferCode.offer_id)
        )
        self.providers = (
            select(_raw(OfferProvider.offer_id), Organization.id, Organization.name, Organization.short_name, Organization.sector)
            .join(Organization, Organization.id == OfferProvider.organization_id)
            .where(of(OfferProvider.offer_id))
            .order_by(OfferProvider.position)
        )
        self.places = (
            select(
                _raw(OfferLocation.offer_id),
                Location.id,
                Location.nis_code,
                Location.latitude,
                Location.longitude,
                OfferLocation.age_min,
                OfferLocation.age_max,
            )
            .join(Location, Location.id == OfferLocation.location_id)
            .where(of(OfferLocation.offer_id))
            .order_by(OfferLocation.position)
        )
        self.areas = select(_raw(OfferCatchment.offer_id), OfferCatchment.code).where(of(OfferCatchment.offer_id))


BETWEEN = _Statements(lambda column: column.between(bindparam("first"), bindparam("last")))
BY_ID = _Statements(lambda column: column.in_(bindparam("ids", expanding=True)))


def _grouped(rows: Iterable[AnyRow]) -> dict[Any, list[AnyRow]]:
    groups: dict[Any, list[AnyRow]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row)
    return groups


def _documents(
    session: Session, reference: Reference, offers: Sequence[AnyRow], statements: _Statements, which: dict[str, Any]
) -> Iterator[OfferDocument]:
    """Documents of the offers; `which` are the statements' parameters."""
    coded = {row.key: row.codes for row in session.execute(statements.codes, which)}
    providers = _grouped(session.execute(statements.providers, which))
    places = _grouped(session.execute(statements.places, which))
    areas = _grouped(session.execute(statements.areas, which))
    for offer in offers:
        lists = _unpack(coded.get(offer.key, ""))
        area = [row.code for row in areas[offer.key]]
        yield _document(reference, offer, lists, providers[offer.key], places[offer.key], area)


def _unpack(packed: str) -> dict[str, list[str]]:
    """The codes by list, each in the order that people gave them."""
    lists: dict[str, list[str]] = defaultdict(list)
    parts = (part.split(":") for part in packed.split(",") if part)
    for _, list_name, code in sorted(parts, key=lambda part: int(part[0])):
        lists[list_name].append(code)
    return lists


def _document(
    reference: Reference,
    offer: AnyRow,
    lists: dict[str, list[str]],
    providers: list[AnyRow],
    places: list[AnyRow],
    area: list[str],
) -> OfferDocument:
    served, terms = reference.catchment(offer.catchment_scope, area)
    ranges = [
        (
            place.age_min if place.age_min is not None else offer.age_min,
            place.age_max if place.age_max is not None else offer.age_max,
        )
        for place in places
    ] or [(offer.age_min, offer.age_max)]
    bands = sorted({band for low, high in ranges for band in age_bands(low, high)}, reverse=True)
    return OfferDocument(
        id=str(offer.id),
        title=offer.title,
        summary=offer.summary,
        body="\n".join(text for text in (offer.description, offer.goals, offer.conditions) if text),
        organizations=[name for row in providers for name in (row.name, row.short_name) if name],
        organization_ids=[str(row.id) for row in providers],
        place_names=sorted({reference.name_of[place.nis_code] for place in places}),
        sectors=sorted({row.sector for row in providers}),
        category=offer.category,
        levels=lists["levels"],
        tracks=lists["tracks"],
        themes=lists["themes"],
        aims=lists["aims"],
        modes=lists["modes"],
        access_routes=lists["accessRoutes"],
        availability=offer.availability,
        cost=offer.cost,
        languages=lists["languages"],
        age_ranges=[(YOUNGEST if low is None else low, OLDEST if high is None else high) for low, high in ranges],
        age_bands=bands,
        regions=served,
        catchment=terms,
        located_in=sorted({place.nis_code for place in places}),
        locations=[(str(place.id), place.latitude, place.longitude) for place in places],
        out_of_school=offer.out_of_school,
        verified_on=offer.verified_on,
        labels=[
            label
            for key in [("categories", offer.category), *(("themes", code) for code in lists["themes"])]
            if (label := reference.labels.get(key))
        ],
        card=_card(reference, offer, lists, providers, places),
    )


def _card(
    reference: Reference,
    offer: AnyRow,
    lists: dict[str, list[str]],
    providers: list[AnyRow],
    places: list[AnyRow],
) -> bytes:
    card = {
        "href": f"/api/v1/offers/{offer.id}",
        "id": offer.id,
        "title": offer.title,
        "summary": cut(offer.summary),
        "category": offer.category,
        "ageMin": offer.age_min,
        "ageMax": offer.age_max,
        "levels": lists["levels"],
        "themes": lists["themes"],
        "outOfSchool": offer.out_of_school,
        "availability": without_none(
            {"status": offer.availability, "waitingWeeks": offer.waiting_weeks, "checkedOn": offer.availability_checked_on}
        ),
        "cost": offer.cost,
        "accessRoutes": lists["accessRoutes"],
        "providers": [{"id": row.id, "name": row.name} for row in providers],
        "places": [
            {"municipality": reference.name_of[place.nis_code], "nisCode": place.nis_code} for place in places[:CARD_PLACES]
        ],
        "placeCount": len(places),
        "catchmentScope": offer.catchment_scope,
        "verifiedOn": offer.verified_on,
        "reviewDue": offer.review_due,
        "demo": offer.demo,
    }
    return orjson.dumps(without_none(card))
