"""Published offers as their rows say, and the directory's rules applied to them one by one: what the index is held against."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from starlette.testclient import TestClient

from bruggen.kit.db import SessionFactory, make_engine
from bruggen.models import Municipality, Offer, OfferLocation, OfferProvider, Region
from bruggen.record.sessions import recorded_sessions
from tests.conftest import House

LISTS = {
    "level": "levels",
    "track": "tracks",
    "theme": "themes",
    "aim": "aims",
    "mode": "modes",
    "accessRoute": "accessRoutes",
    "language": "languages",
}
FACETS = [*LISTS, "ageBand", "category", "availability", "cost", "region", "sector", "outOfSchool", "locatedIn", "organization"]
Parameters = Mapping[str, Sequence[str]]


@contextmanager
def database(house: House) -> Iterator[SessionFactory]:
    """Sessions on the house's database, as another process would have them."""
    engine = make_engine(house.database_url)
    yield recorded_sessions(engine, house.seal, house.keys)
    engine.dispose()


@dataclass(slots=True, frozen=True)
class OfferRow:
    """What the filters look at. `ages` holds a range per location, `serves` the codes of its catchment."""

    id: str
    title: str
    text: str
    codes: Mapping[str, frozenset[str]]
    ages: tuple[tuple[int, int], ...]
    points: tuple[tuple[float, float], ...]
    scope: str
    serves: frozenset[str]
    verified_on: date | None
    review_due: date | None


@dataclass(slots=True, frozen=True)
class Rows:
    """All published offers."""

    offers: tuple[OfferRow, ...]
    region_of: Mapping[str, str]

    def ids(self, parameters: Parameters, among: Iterable[str] | None = None) -> set[str]:
        """Those that pass every filter: any value of one, all filters together."""
        wanted = None if among is None else set(among)
        return {
            offer.id
            for offer in self.offers
            if (wanted is None or offer.id in wanted)
            and all(self._passes(offer, name, values) for name, values in parameters.items())
        }

    def counts(self, facet: str, parameters: Parameters, among: Iterable[str] | None = None) -> dict[str, int]:
        """How many offers each code of a facet would leave, its own filter not applied; a chosen code also at nothing."""
        left = self.ids({name: values for name, values in parameters.items() if name != facet}, among)
        counted = Counter(code for offer in self.offers if offer.id in left for code in offer.codes[facet])
        return {**dict.fromkeys(parameters.get(facet, ()), 0), **counted}

    def _passes(self, offer: OfferRow, name: str, values: Sequence[str]) -> bool:
        if name == "age":
            return any(low <= int(age) <= high for age in values for low, high in offer.ages)
        if name == "municipality":
            return any(self._takes(offer, nis_code) for nis_code in values)
        if name == "verifiedAfter":
            return offer.verified_on is not None and offer.verified_on >= date.fromisoformat(values[0])
        return bool(offer.codes[name] & set(values))

    def _takes(self, offer: OfferRow, nis_code: str) -> bool:
        """The catchment rule: all of Flanders and Brussels, the municipality's region, or itself."""
        return offer.scope == "flanders" or bool({nis_code, self.region_of[nis_code]} & offer.serves)


def read_rows(sessions: SessionFactory) -> Rows:
    """The rows as they are now."""
    statement = (
        select(Offer)
        .where(Offer.status == "published")
        .options(
            selectinload(Offer.codes),
            selectinload(Offer.catchment),
            selectinload(Offer.providers).joinedload(OfferProvider.organization),
            selectinload(Offer.locations).options(joinedload(OfferLocation.location)),
        )
    )
    with sessions() as session:
        region_of = {row.nis_code: row.region_code for row in session.scalars(select(Municipality))}
        regions = set(session.scalars(select(Region.code)))
        return Rows(tuple(_row(offer, region_of, regions) for offer in session.scalars(statement)), region_of)


def _row(offer: Offer, region_of: Mapping[str, str], regions: set[str]) -> OfferRow:
    serves = frozenset(area.code for area in offer.catchment)
    ages = tuple(
        (
            _first(place.age_min, offer.age_min, 0),
            _first(place.age_max, offer.age_max, 25),
        )
        for place in offer.locations
    ) or ((_first(offer.age_min, 0), _first(offer.age_max, 25)),)
    codes = {facet: frozenset(code.code for code in offer.codes if code.list_name == name) for facet, name in LISTS.items()}
    served = {
        "flanders": regions,
        "regions": serves,
        "municipalities": {region_of[code] for code in serves if code in region_of},
    }[offer.catchment_scope]
    bands = {"under12": any(low < 12 for low, _ in ages), "over12": any(high >= 12 for _, high in ages)}
    codes |= {
        "ageBand": frozenset(band for band, touched in bands.items() if touched),
        "category": frozenset({offer.category}),
        "availability": frozenset({offer.availability}),
        "cost": frozenset({offer.cost}),
        "region": frozenset(served),
        "sector": frozenset(provider.organization.sector for provider in offer.providers),
        "outOfSchool": frozenset({str(offer.out_of_school).lower()}),
        "locatedIn": frozenset(place.location.nis_code for place in offer.locations),
        "organization": frozenset(str(provider.organization_id) for provider in offer.providers),
    }
    return OfferRow(
        id=str(offer.id),
        title=offer.title,
        text=" ".join(text for text in (offer.title, offer.summary, offer.description, offer.goals, offer.conditions) if text),
        codes=codes,
        ages=ages,
        points=tuple((place.location.latitude, place.location.longitude) for place in offer.locations),
        scope=offer.catchment_scope,
        serves=serves,
        verified_on=offer.verified_on,
        review_due=offer.review_due,
    )


def _first(*values: int | None) -> int:
    return next(value for value in values if value is not None)


def found(client: TestClient, **parameters: object) -> list[str]:
    """The ids of all offers that a question finds, in their order."""
    ids: list[str] = []
    address: str | None = str(client.build_request("GET", "/api/v1/offers", params={**parameters, "pageSize": 100}).url)
    while address:
        page = client.get(address).raise_for_status().json()
        ids += [item["id"] for item in page["items"]]
        address = page.get("next")
    assert page["total"] == len(ids) == len(set(ids))
    return ids


def kilometres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Along the great circle, by the haversine formula."""
    (north, east), (to_north, to_east) = (tuple(map(radians, point)) for point in (here, there))
    half = sin((to_north - north) / 2) ** 2 + cos(north) * cos(to_north) * sin((to_east - east) / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(half))
