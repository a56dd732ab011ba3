"""The content of an offer as people write it, under the names that its page shows: a draft may lack anything, the whole may not.

Not in it is what the house itself says: id, status, whether it is demo data, whether its review is overdue.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, ValidationInfo, field_validator

from bruggen.kit.schema import Schema
from bruggen.kit.texts import Line, PlainText, WebAddress, mail_address, phone_number, web_address
from bruggen.writing.drafting import Address, AreaInput, AreaScope, Code, Codes, ShortText, Summary, Text, nothing_when_blank

CONTACT_FORMS = {"email": mail_address, "phone": phone_number, "url": web_address}

LISTS = (
    "addressees",
    "levels",
    "tracks",
    "themes",
    "aims",
    "modes",
    "attendance_statuses",
    "languages",
    "accessibility_features",
    "transports",
    "methods",
    "accreditations",
    "access_routes",
)
"""Fields that hold several codes; the code list of each has the field's name in the API."""
TEXTS = (
    "title",
    "summary",
    "description",
    "goals",
    "access_note",
    "conditions",
    "contraindications",
    "cost_note",
    "transport_note",
    "source",
    "source_url",
)


Age = Annotated[int, Field(ge=0, le=25)]
Weeks = Annotated[int, Field(ge=0, le=520)]


class OfferAvailabilityInput(Schema):
    """Whether there is room."""

    status: Code = Field(default="unknown", description="A code of the list availabilities.")
    waiting_weeks: Weeks | None = Field(default=None, description="Expected waiting time, where there are few places or none.")
    checked_on: date | None = Field(default=None, description="When that was looked at; not in the future.")


class OfferDurationInput(Schema):
    """How long it takes, in weeks."""

    weeks_min: Weeks | None = None
    weeks_max: Weeks | None = None
    as_long_as_needed: bool = False


class OfferIntensityInput(Schema):
    """How much of the week it takes."""

    half_days_per_week: Annotated[int, Field(ge=1, le=14)] | None = None


class OfferCatchmentInput(AreaInput):
    """For whom the offer is meant, by place; the codes are those of the list catchmentRules."""

    rules: Codes = []


class OfferPlaceInput(Schema):
    """A location of one of the providers, by its id, with the ages that it takes there when they differ from the offer's."""

    id: UUID
    age_min: Age | None = None
    age_max: Age | None = None


class OfferProviderInput(Schema):
    """An organization that gives the offer, by its id."""

    id: UUID


class OfferContactInput(Schema):
    """Whom to call: a service's mailbox, phone number or page. Never the private address or number of a person."""

    kind: Literal["email", "phone", "url"]
    value: Address = Field(description="Of the service or a post in it. A person's private address is not wanted here.")
    label: ShortText | None = Field(default=None, description="What it is for.")
    visibility: Literal["public", "professional", "internal"] = "public"


class OfferDraft(Schema):
    """The content of an offer, finished or not. Texts are plain text: no HTML. Codes come from the lists under /refData."""

    title: ShortText | None = None
    summary: Summary | None = None
    description: Text | None = Field(default=None, description="In plain language.")
    goals: Text | None = None
    category: Code | None = Field(default=None, description="A code of the list categories.")
    out_of_school: bool = Field(default=False, description="Whether it takes the pupil out of ordinary lessons.")
    age_min: Age | None = None
    age_max: Age | None = None
    addressees: Codes = []
    levels: Codes = []
    tracks: Codes = []
    themes: Codes = []
    aims: Codes = []
    modes: Codes = []
    attendance_statuses: Codes = []
    languages: Codes = []
    accessibility_features: Codes = []
    transports: Codes = []
    methods: Codes = []
    accreditations: Codes = []
    access_routes: Codes = []
    access_note: Text | None = None
    conditions: Text | None = None
    contraindications: Text | None = None
    availability: OfferAvailabilityInput = OfferAvailabilityInput()
    capacity: Annotated[int, Field(ge=0, le=100_000)] | None = None
    duration: OfferDurationInput = OfferDurationInput()
    intensity: OfferIntensityInput = OfferIntensityInput()
    cost: Code = Field(default="unknown", description="A code of the list costs.")
    cost_note: Text | None = None
    transport_note: Text | None = None
    catchment: OfferCatchmentInput = OfferCatchmentInput()
    locations: list[OfferPlaceInput] = Field(default=[], max_length=100)
    providers: list[OfferProviderInput] = Field(default=[], max_length=20, description="The first one leads.")
    # No list: to the type checker, one of whole contacts would not be one of contacts.
    contacts: Sequence[OfferContactInput] = Field(default=[], max_length=20)
    source: ShortText | None = Field(default=None, description="Where this was found.")
    source_url: Address | None = None
    verified_on: date | None = Field(default=None, description="When all of this was last checked; not in the future.")
    review_due: date | None = Field(default=None, description="When it is to be checked again.")

    _blank = field_validator(*TEXTS, mode="before")(nothing_when_blank)


class WholeCatchment(OfferCatchmentInput):
    """A catchment area that can be published."""

    scope: AreaScope


class WholeContact(OfferContactInput):
    """A contact that can be published: an address that can be written to, a number that can be called."""

    label: Line | None = None

    @field_validator("value")
    @classmethod
    def _in_its_form(cls, value: str, info: ValidationInfo) -> str:
        form = CONTACT_FORMS.get(info.data.get("kind", ""))
        return form(value) if form else value


class OfferContent(OfferDraft):
    """Content that can be published, as far as it can tell by itself; `offer_checks.whole_content` makes it."""

    title: Line
    summary: PlainText
    description: PlainText
    goals: PlainText | None = None
    category: Code
    access_note: PlainText | None = None
    conditions: PlainText | None = None
    contraindications: PlainText | None = None
    cost_note: PlainText | None = None
    transport_note: PlainText | None = None
    catchment: WholeCatchment
    contacts: Sequence[WholeContact] = []
    source: Line | None = None
    source_url: WebAddress | None = None
