"""Hand-overs between regions."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bruggen.casework.checking import Confirmable
from bruggen.kit.page import PageQuery
from bruggen.kit.schema import Schema
from bruggen.kit.texts import Line

Status = Literal["proposed", "accepted", "refused", "withdrawn"]
Reason = Annotated[Line, Field(max_length=500)]


class HandoverInput(Confirmable):
    """Which region is to take the case over, and why: its tandem reads this before it sees the case."""

    region: str = Field(max_length=3, description="Code of the region.")
    reason: Reason


class HandoverAnswer(Confirmable):
    """Why not."""

    reason: Reason


class HandoverCase(Schema):
    """What the other region may know of the case before it takes it over. Once it was answered: of another's, the code alone."""

    id: UUID
    code: str
    urgency: str | None = None
    age_band: str | None = None
    level: str | None = None
    state: str | None = None


class HandoverItem(Schema):
    """A hand-over, and what became of it."""

    href: str
    id: UUID
    case: HandoverCase
    from_region: str
    to_region: str
    status: Status
    reason: str | None = None
    answer: str | None = None
    created_at: datetime
    decided_at: datetime | None = None


class HandoverFilters(PageQuery):
    """Which hand-overs."""

    status: list[Status] = Field(default=[], max_length=4, description="What became of them.")
    case: list[UUID] = Field(default=[], max_length=20, description="Of these cases.")
    to: list[str] = Field(default=[], max_length=6, description="Codes of the regions that are asked.")
