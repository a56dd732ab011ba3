"""What happened in a case, and what people write to each other about it."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bruggen.casework.application import Words
from bruggen.casework.checking import Confirmable
from bruggen.casework.path import Party, State
from bruggen.kit.page import PageQuery, WholeCollection
from bruggen.kit.schema import Schema

Audience = Literal["everyone", "coordinators"]


class EventPerson(Schema):
    """Who did it; the product itself has no name."""

    id: UUID | None = None
    name: str | None = None


class TimelineItem(Schema):
    """A line of the timeline. `kind` is a step of the path, a kind of message, or what else happened."""

    id: UUID
    occurred_at: datetime
    kind: str
    audience: Audience
    actor: EventPerson
    source: Annotated[State | None, Field(serialization_alias="from")] = None
    target: Annotated[State | None, Field(serialization_alias="to")] = None
    fields: list[str] | None = Field(default=None, description="Names of what was changed.")
    subject: EventPerson | None = Field(default=None, description="Whom it is about.")
    day: date | None = None
    text: str | None = None
    mentions: list[EventPerson] | None = None


class TimelineQuery(PageQuery):
    """Which lines; the newest come first."""

    kind: list[str] = Field(default=[], max_length=20, description="Kinds of lines.")


class MessageInput(Confirmable):
    """Something to say: a question, its answer, or a note; for everyone at the case, or among the coordinators."""

    kind: Literal["question", "answer", "note"]
    audience: Audience = "everyone"
    text: Words
    mentions: list[UUID] = Field(default=[], max_length=10, description="Who is to hear of it; see /people.")


class CasePerson(Schema):
    """Somebody who is at the case."""

    id: UUID
    name: str
    party: Party


class CasePeople(WholeCollection):
    """Everybody at the case."""

    items: list[CasePerson]
