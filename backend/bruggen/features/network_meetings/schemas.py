"""Meetings as those see them who take part in the network, and as those write them who keep it."""

from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bruggen.expertise.networks import NetworkLink
from bruggen.kit.page import ListQuery
from bruggen.kit.schema import Day, EmailAddress, Flag, Moment, Schema
from bruggen.kit.texts import Line, PlainText, WebAddress

MeetingStatus = Literal["planned", "held", "cancelled"]


class MeetingItem(Schema):
    """A meeting in a list. Moments are in UTC."""

    href: str
    id: UUID
    network: NetworkLink
    status: MeetingStatus
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str | None = None
    online_url: str | None = None
    expected: int = Field(description="How many are to be there.")
    attended: int = Field(description="How many of them were there, as far as somebody noted it.")
    open_tasks: int = Field(description="How many tasks of it are not done yet.")
    updated_at: datetime


class Attendance(Schema):
    """Somebody who is invited, and whether they came."""

    id: UUID
    member: UUID | None = Field(default=None, description="Id of the member, as long as it is one.")
    name: str
    email: str | None = Field(default=None, description="Told to those alone who keep the meeting.")
    invited_at: datetime | None = None
    came: bool | None = Field(default=None, description="Left out until somebody noted it.")


class MeetingTaskItem(Schema):
    """What was agreed: who does what by when."""

    id: UUID
    text: str
    owner: str | None = None
    due_on: date | None = None
    done_on: date | None = None


class MeetingDetail(MeetingItem):
    """A meeting, whole."""

    sequence: int = Field(description="Counts what calendars have to follow (RFC 5545).")
    agenda: str | None = None
    minutes: str | None = None
    attendances: list[Attendance]
    tasks: list[MeetingTaskItem]


class AttendanceInput(Schema):
    """Somebody who is to be there: a member, or a guest by the name of a post or service."""

    id: UUID | None = Field(default=None, description="Of one that is there already; without it, one is added.")
    member: UUID | None = None
    name: Annotated[Line, Field(max_length=200)] | None = Field(default=None, description="Of a member, its own if left out.")
    email: EmailAddress | None = Field(default=None, description="The mailbox of the post or service.")
    came: Flag | None = None

    @model_validator(mode="after")
    def _is_somebody(self) -> Self:
        if self.member is None and self.name is None:
            raise PydanticCustomError("nobody", "Name a member, or a post or service.")
        return self


class MeetingTaskInput(Schema):
    """What was agreed."""

    id: UUID | None = Field(default=None, description="Of one that is there already; without it, one is added.")
    text: Annotated[PlainText, Field(max_length=1000)]
    owner: Annotated[Line, Field(max_length=200)] | None = Field(default=None, description="A post or service.")
    due_on: Day | None = None
    done_on: Day | None = None


class MeetingInput(Schema):
    """A meeting as it is to be, with all of its attendances and tasks."""

    title: Annotated[Line, Field(max_length=200)]
    starts_at: Moment = Field(description="With its offset, or in UTC.")
    ends_at: Moment
    place: Annotated[Line, Field(max_length=300)] | None = None
    online_url: WebAddress | None = None
    agenda: Annotated[PlainText, Field(max_length=10_000)] | None = None
    minutes: Annotated[PlainText, Field(max_length=50_000)] | None = None
    attendances: list[AttendanceInput] | None = Field(
        default=None,
        max_length=200,
        description="All who are invited. Of a new meeting, if left out: the members of that day, at the addresses of last time.",
    )
    tasks: list[MeetingTaskInput] = Field(default=[], max_length=100)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends_at <= self.starts_at:
            raise PydanticCustomError("order", "A meeting ends after it begins.")
        return self


class MeetingFilters(ListQuery):
    """Which meetings of a network."""

    from_: Day | None = Field(default=None, alias="from", description="Those that end on this day or later.")
    to: Day | None = Field(default=None, description="Those that begin on this day or earlier.")
    status: list[MeetingStatus] = Field(default=[], max_length=3, description="planned, held, cancelled; all when left out.")
    sort: list[Literal["startsAt", "-startsAt"]] = Field(
        default=["startsAt"], max_length=1, description="The first to come first, or the last."
    )
