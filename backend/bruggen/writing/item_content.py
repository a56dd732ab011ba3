"""The content of items of expertise as people write it: what all kinds share, and what is each kind's own.

As with offers, a draft may lack anything; `item_checks.whole_item` says what a publication lacks.
"""

from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import AfterValidator, Field, field_validator

from bruggen.kit.schema import Schema
from bruggen.writing.drafting import (
    Address,
    AreaInput,
    Code,
    Codes,
    ShortText,
    Summary,
    Text,
    nothing_when_blank,
    once,
)

Ids = Annotated[list[UUID], Field(max_length=50), AfterValidator(once)]


class ItemContactInput(Schema):
    """Whom to ask: a post or a service, never a private person."""

    post: ShortText | None = Field(default=None, description="The post or service, such as: coördinator lerend netwerk.")
    email: Annotated[str, Field(max_length=320)] | None = Field(default=None, description="Its mailbox.")
    phone: Annotated[str, Field(max_length=40)] | None = None

    _blank = field_validator("*", mode="before")(nothing_when_blank)


class ItemLinkInput(Schema):
    """A page or document elsewhere."""

    label: ShortText
    url: Address


class ItemDraft(Schema):
    """What every item of expertise says. Texts are plain text: no HTML. Codes come from the lists under /refData."""

    coded: ClassVar[dict[str, str]] = {"themes": "themes", "age_bands": "ageBands", "levels": "levels"}
    """Field -> the code list of its value or values."""
    needed: ClassVar[dict[str, str]] = {"title": "Give it a name.", "summary": "Say in a sentence or two what it is."}
    """What a publication needs, with what to say where it is missing."""

    title: ShortText | None = None
    summary: Summary | None = None
    description: Text | None = None
    organization: UUID | None = Field(default=None, description="Who leads, gives or invites.")
    area: AreaInput = AreaInput()
    themes: Codes = []
    age_bands: Codes = []
    levels: Codes = []
    contact: ItemContactInput = ItemContactInput()
    links: list[ItemLinkInput] = Field(default=[], max_length=20)
    offers: Ids = Field(default=[], description="Ids of published offers that belong to it.")
    related: Ids = Field(default=[], description="Ids of other items of expertise that belong to it.")

    _blank = field_validator("title", "summary", "description", mode="before")(nothing_when_blank)


class NetworkDraft(ItemDraft):
    """A network."""

    coded: ClassVar[dict[str, str]] = ItemDraft.coded | {"network_kind": "networkKinds", "domain": "networkDomains"}
    needed: ClassVar[dict[str, str]] = ItemDraft.needed | {
        "network_kind": "Say what kind of network it is.",
        "domain": "Say from which sector or sectors it is.",
    }

    network_kind: Code | None = Field(default=None, description="A code of the list networkKinds.")
    domain: Code | None = Field(default=None, description="A code of the list networkDomains.")
    purpose: Text | None = Field(default=None, description="What it is for, and what is shared responsibility for.")


class TrainingDraft(ItemDraft):
    """A training."""

    coded: ClassVar[dict[str, str]] = ItemDraft.coded | {
        "direction": "directions",
        "form": "trainingForms",
        "level": "trainingLevels",
        "audiences": "audiences",
        "methods": "methods",
    }
    needed: ClassVar[dict[str, str]] = ItemDraft.needed | {
        "direction": "Say who learns from whom.",
        "form": "Say in what form it is given.",
        "organization": "Say who gives it.",
        "audiences": "Say for whom it is.",
    }

    direction: Code | None = Field(default=None, description="A code of the list directions: who learns from whom.")
    form: Code | None = Field(default=None, description="A code of the list trainingForms.")
    level: Code | None = Field(default=None, description="A code of the list trainingLevels.")
    audiences: Codes = []
    methods: Codes = []
    price_cents: Annotated[int, Field(ge=0, le=10_000_000)] | None = Field(
        default=None, description="Price a person in euro cents; 0 for free, left out where it is not known."
    )
    price_note: Text | None = None
    accreditation: ShortText | None = None
    duration_note: ShortText | None = Field(default=None, description="How long it takes, such as: 2 halve dagen.")


class GatheringDraft(ItemDraft):
    """An info or network moment."""

    coded: ClassVar[dict[str, str]] = ItemDraft.coded | {"gathering_kind": "gatheringKinds", "audiences": "audiences"}
    needed: ClassVar[dict[str, str]] = ItemDraft.needed | {"gathering_kind": "Say what kind of gathering it is."}

    gathering_kind: Code | None = Field(default=None, description="A code of the list gatheringKinds.")
    audiences: Codes = []
    programme: Text | None = None


class GoodPracticeDraft(ItemDraft):
    """A good practice."""

    coded: ClassVar[dict[str, str]] = ItemDraft.coded | {"methods": "methods"}
    needed: ClassVar[dict[str, str]] = ItemDraft.needed | {
        "occasion": "Say what made you begin.",
        "approach": "Say what you do.",
    }

    target_group: Text | None = None
    occasion: Text | None = Field(default=None, description="What made people begin.")
    approach: Text | None = Field(default=None, description="What they do.")
    partners: Text | None = None
    what_works: Text | None = None
    pitfalls: Text | None = None
    result: Text | None = None
    cost_note: Text | None = None
    transferability: Text | None = Field(default=None, description="What others need to do the same.")
    practiced_on: date | None = Field(default=None, description="When this was last done so.")
    methods: Codes = []


class MethodDraft(ItemDraft):
    """A method."""

    coded: ClassVar[dict[str, str]] = ItemDraft.coded | {
        "direction": "directions",
        "audiences": "audiences",
        "methods": "methods",
    }

    direction: Code | None = Field(default=None, description="A code of the list directions: who learns from whom.")
    audiences: Codes = []
    methods: Codes = []
    source: ShortText | None = Field(default=None, description="Who made it. Its own texts stay there: link to them.")


class ExpertPostDraft(ItemDraft):
    """A post that knows about something."""

    coded: ClassVar[dict[str, str]] = ItemDraft.coded | {"methods": "methods"}
    needed: ClassVar[dict[str, str]] = ItemDraft.needed | {"themes": "Say what it knows about."}

    asked_for: Text | None = Field(default=None, description="What one may ask this post.")
    methods: Codes = []
