"""The content of an initiative: who sets up what, how far it is, and how it grows from one school year to the next."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, field_validator

from bruggen.kit.schema import PlannedDay, Schema
from bruggen.writing.drafting import Code, ShortText, Text, nothing_when_blank
from bruggen.writing.item_content import ItemDraft

Counted = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]


class ParticipantInput(Schema):
    """A partner: an organization of the directory, or one by its name alone."""

    organization: UUID | None = None
    name: ShortText | None = Field(default=None, description="Of who is not in the directory; a school or service, no person.")
    sector: Code | None = Field(default=None, description="A code of the list sectors.")

    _blank = field_validator("*", mode="before")(nothing_when_blank)


class MilestoneInput(Schema):
    """What it is to reach, by when, and when it did."""

    title: ShortText | None = None
    due_on: PlannedDay | None = None
    reached_on: PlannedDay | None = Field(default=None, description="Left out until it is reached.")

    _blank = field_validator("title", mode="before")(nothing_when_blank)


class GrowthInput(Schema):
    """How far it reached in a school year. What nobody counted is left out."""

    school_year: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{4}$")] | None = Field(
        default=None, description="Such as 2026-2027."
    )
    youngsters: Counted | None = Field(default=None, description="Children and youngsters reached.")
    schools: Counted | None = Field(default=None, description="Schools that take part.")
    places: Counted | None = Field(default=None, description="Places that there are at one time.")


class InitiativeDraft(ItemDraft):
    """An initiative."""

    coded: ClassVar[dict[str, str]] = ItemDraft.coded | {"initiative_kind": "initiativeKinds", "phase": "initiativePhases"}
    needed: ClassVar[dict[str, str]] = ItemDraft.needed | {
        "initiative_kind": "Say what is being set up.",
        "phase": "Say how far it is.",
    }

    initiative_kind: Code | None = Field(default=None, description="A code of the list initiativeKinds.")
    phase: Code | None = Field(default=None, description="A code of the list initiativePhases.")
    participants: list[ParticipantInput] = Field(default=[], max_length=50, description="Who sets it up together.")
    milestones: list[MilestoneInput] = Field(default=[], max_length=50)
    growth: list[GrowthInput] = Field(default=[], max_length=20, description="A row for each school year, each once.")
    next_step: Text | None = Field(default=None, description="What happens next.")
