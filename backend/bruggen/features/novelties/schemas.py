"""What is new, and how it is asked for."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from bruggen.kit.page import CodeFilter, ListQuery
from bruggen.kit.schema import Day, Schema

Kind = Literal["offer", "network", "training", "gathering", "goodPractice", "method", "expertPost", "initiative"]


class NoveltyItem(Schema):
    """Something public that is new or changed."""

    href: str
    id: UUID
    kind: Kind
    title: str
    summary: str
    added_at: datetime
    changed_at: datetime = Field(description="The same as `addedAt` while it is as it was first said.")


class NoveltyFilters(ListQuery):
    """Filters of what is new. A repeated parameter means any of its values."""

    kind: list[Kind] = Field(default=[], max_length=8, description="Only these kinds.")
    region: CodeFilter = Field(default=[], description="Regions that it is meant for, as a whole, in part, or with all others.")
    theme: CodeFilter = Field(default=[], description="Codes of the list themes.")
    since: Day | None = Field(default=None, description="Changed on this day or later (Brussels).")


class FeedFilters(BaseModel):
    """What a feed is about."""

    model_config = ConfigDict(extra="forbid")

    kind: list[Kind] = Field(default=[], max_length=8, description="Only these kinds.")
    region: CodeFilter = Field(default=[], description="Regions that it is meant for.")
    theme: CodeFilter = Field(default=[], description="Codes of the list themes.")
