"""What a report on a practice looks like, going in and coming out."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bruggen.access.assignments import OrganizationLink
from bruggen.kit.page import ListQuery
from bruggen.kit.schema import Schema
from bruggen.kit.texts import Line, PlainText

Status = Literal["inReview", "published"]


class PracticeUseInput(Schema):
    """Where it is also done so, and what was found."""

    organization: UUID | None = Field(default=None, description="One of one's own organizations.")
    organization_name: Annotated[Line, Field(max_length=200)] | None = Field(
        default=None, description="Where that is, when it is no organization of the directory: a school, a service."
    )
    experience: Annotated[PlainText, Field(max_length=5000)] | None = Field(
        default=None, description="What worked and what did not. About the work, never about a pupil."
    )


class PracticeUseItem(Schema):
    """A report."""

    href: str
    id: UUID
    status: Status
    organization: OrganizationLink | None = None
    organization_name: str | None = None
    experience: str | None = None
    own: bool = Field(description="Whether the caller wrote it.")
    created_at: datetime


class PracticeUseFilters(ListQuery):
    """Filters of the reports on a practice."""

    status: list[Status] = Field(default=["published"], max_length=2, description="`inReview` is shown to those whose it is.")
