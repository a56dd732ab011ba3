"""What a session looks like from outside, and what is sent to plan and change one."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from bruggen.expertise.facts import ItemKindName, SessionFacts, SessionStatus
from bruggen.expertise.places import Room
from bruggen.kit.page import ListQuery
from bruggen.kit.schema import Flag, Moment, PlannedDay, Schema
from bruggen.kit.texts import Line, PlainText, WebAddress

RegistrationState = Literal["open", "closed"]


class SessionPlaces(Schema):
    """How much room there is: as much as whoever thinks of coming needs to know."""

    room: Room = Field(description="free, few (three, or a fifth of all), or full: whoever registers now waits.")
    waiting: int = Field(description="How many wait for a place.")
    capacity: int | None = Field(default=None, description="How many places there are; without it, there is always room.")


class TrainingSessionItem(SessionFacts):
    """A session."""

    href: str
    id: UUID
    sequence: int = Field(description="Counts what calendars have to follow (RFC 5545).")
    online_url: str | None = Field(default=None, description="Where it is online: for those who may change the session.")
    note: str | None = None
    registration: RegistrationState
    registration_until: datetime | None = None
    registration_open: bool = Field(description="Whether anybody may register at this moment.")
    places: SessionPlaces
    registrations_kept_until: datetime | None = Field(
        default=None, description="When who registered is erased, but for a count: for those who may change the session."
    )


class TrainingSessionInput(Schema):
    """A session as it is to be."""

    starts_at: Moment = Field(description="With its offset, or in UTC.")
    ends_at: Moment
    place: Annotated[Line, Field(max_length=300)] | None = Field(default=None, description="Building and address.")
    municipality: Annotated[str, Field(pattern=r"^[0-9]{5}$")] | None = Field(default=None, description="Its NIS code.")
    online: Flag = False
    online_url: WebAddress | None = Field(default=None, description="Told to those with a place alone.")
    note: Annotated[PlainText, Field(max_length=2000)] | None = None
    capacity: Annotated[int, Field(ge=1, le=10_000)] | None = Field(default=None, description="Places; none: no bound.")
    registration: RegistrationState = "open"
    registration_until: Moment | None = Field(default=None, description="Last moment; else it is the beginning.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends_at <= self.starts_at:
            raise PydanticCustomError("order", "A session ends after it begins.")
        if self.online_url and not self.online:
            raise PydanticCustomError("online", "Only a session that is online has an address there: say online, too.")
        return self


REGIONS = "Codes of regions: held there; without a place, meant for them."
THEMES = "Codes of the list themes."
TRAININGS = "Ids of trainings or gatherings."


class CalendarFilters(BaseModel):
    """Which sessions a calendar follows."""

    model_config = ConfigDict(extra="forbid")

    region: list[str] = Field(default=[], max_length=6, description=REGIONS)
    theme: list[str] = Field(default=[], max_length=50, description=THEMES)
    training: list[UUID] = Field(default=[], max_length=50, description=TRAININGS)


class TrainingSessionFilters(ListQuery):
    """Which sessions."""

    from_: PlannedDay | None = Field(default=None, alias="from", description="Those that end on this day or later.")
    to: PlannedDay | None = Field(default=None, description="Those that begin on this day or earlier.")
    region: list[str] = Field(default=[], max_length=6, description=REGIONS)
    theme: list[str] = Field(default=[], max_length=50, description=THEMES)
    kind: list[ItemKindName] = Field(default=[], max_length=2, description="Sessions of trainings, of gatherings.")
    training: list[UUID] = Field(default=[], max_length=50, description=TRAININGS)
    status: list[SessionStatus] = Field(default=[], max_length=2, description="planned, cancelled; both when left out.")
    sort: list[Literal["startsAt", "-startsAt"]] = Field(
        default=["startsAt"], max_length=1, description="The first to come first, or the last."
    )
