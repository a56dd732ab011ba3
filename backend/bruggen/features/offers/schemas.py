"""What an offer looks like from outside: the card in lists, the whole on its own page."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bruggen.kit.schema import Schema

AgeBand = Literal["under12", "over12"]
Scope = Literal["municipalities", "regions", "flanders"]


class Availability(Schema):
    """Whether there is room, and on which day that was checked."""

    status: str = Field(description="A code of the list availabilities.")
    waiting_weeks: int | None = Field(default=None, description="Expected waiting time in weeks.")
    checked_on: date | None = None


class AvailabilityInput(Schema):
    """Whether there is room today."""

    status: Annotated[str, Field(min_length=1, max_length=60)] = Field(description="A code of the list availabilities.")
    waiting_weeks: Annotated[int, Field(ge=0, le=520)] | None = Field(
        default=None, description="Expected waiting time in weeks, where there are few places or none."
    )


class CardProvider(Schema):
    """An organization that gives the offer; the first one leads."""

    id: UUID
    name: str


class CardPlace(Schema):
    """Where the offer is given."""

    municipality: str
    nis_code: str


class OfferItem(Schema):
    """The card of a published offer. Codes only: their labels are under /refData."""

    href: str
    id: UUID
    title: str
    summary: str
    category: str
    age_min: int | None = None
    age_max: int | None = None
    levels: list[str]
    themes: list[str]
    out_of_school: bool
    availability: Availability
    cost: str
    access_routes: list[str]
    providers: list[CardProvider]
    places: Annotated[list[CardPlace], Field(description="The first three.")]
    place_count: int
    catchment_scope: Scope
    verified_on: date | None = None
    review_due: date | None = None
    demo: bool
    distance: float | None = Field(default=None, description="Kilometres from `near` to the nearest of its places.")


class FacetCount(Schema):
    """One value of a facet and how many offers have it, all other filters applied."""

    code: str
    label: str
    count: int


class QueryPart(Schema):
    """A part of the search box as it was understood; removing its text removes it from the search."""

    kind: Literal["words", "municipality", "postalCode", "region", "age", "ageBand"]
    text: str = Field(description="As typed.")
    label: str = Field(description="As understood.")
    code: str | None = None


class Correction(Schema):
    """A word that was found only in another spelling."""

    typed: str
    used: str


class Interpretation(Schema):
    """How `q` was read."""

    parts: list[QueryPart]
    corrections: list[Correction] | None = None


class OfferCollection(Schema):
    """A page of the directory."""

    self: str
    items: list[OfferItem]
    total: int = Field(description="Exact.")
    page: int | None = Field(default=None, description="Left out where a cursor leads.")
    page_size: int
    first: str
    prev: str | None = None
    next: str | None = None
    last: str | None = None
    facets: dict[str, list[FacetCount]] | None = None
    interpretation: Interpretation | None = None


class Duration(Schema):
    """How long it takes, in weeks."""

    weeks_min: int | None = None
    weeks_max: int | None = None
    as_long_as_needed: bool


class Intensity(Schema):
    """How much of the week it takes."""

    half_days_per_week: int | None = None


class OfferAddress(Schema):
    """A postal address; street and number only where they are published."""

    street: str | None = None
    house_number: str | None = None
    postal_code: str
    municipality: str
    nis_code: str


class OfferPlace(Schema):
    """A location of the offer with the ages it takes there."""

    id: UUID
    name: str | None = None
    address: OfferAddress
    region: str
    latitude: float
    longitude: float
    age_min: int | None = None
    age_max: int | None = None
    accessibility_features: list[str]


class AreaMunicipality(Schema):
    """A municipality of the catchment area."""

    nis_code: str
    name: str


class Catchment(Schema):
    """For whom the offer is meant, by place: any of the `rules` (domicile, residence, school, CLB) lies in the area."""

    scope: Scope
    rules: list[str]
    regions: list[str] = Field(description="Every region the area touches.")
    municipalities: list[AreaMunicipality] = Field(description="Only for the scope municipalities.")


class Provider(CardProvider):
    """An organization that gives the offer."""

    href: str
    sector: str
    lead: bool


class Contact(Schema):
    """A public role mailbox, phone number or page."""

    kind: Literal["email", "phone", "url"]
    value: str
    label: str | None = None


class OfferDetail(Schema):
    """An offer, whole: a published one, or one that the caller may see before or after that."""

    href: str
    id: UUID
    status: Literal["published", "archived", "inDevelopment"]
    title: str
    summary: str
    description: str
    goals: str | None = None
    category: str
    out_of_school: bool
    age_min: int | None = None
    age_max: int | None = None
    age_bands: list[AgeBand]
    addressees: list[str]
    levels: list[str]
    tracks: list[str]
    themes: list[str]
    aims: list[str]
    modes: list[str]
    attendance_statuses: list[str]
    languages: list[str]
    accessibility_features: list[str]
    transports: list[str]
    methods: list[str]
    accreditations: list[str]
    access_routes: list[str]
    access_note: str | None = None
    conditions: str | None = None
    contraindications: str | None = None
    availability: Availability
    capacity: int | None = None
    duration: Duration
    intensity: Intensity
    cost: str
    cost_note: str | None = None
    transport_note: str | None = None
    catchment: Catchment
    locations: list[OfferPlace]
    providers: list[Provider]
    contacts: list[Contact]
    source: str | None = None
    source_url: str | None = None
    verified_on: date | None = None
    review_due: date | None = None
    stale: bool = Field(description="Whether the review was due before today.")
    demo: bool
    updated_at: datetime
