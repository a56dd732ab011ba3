"""What a registration looks like: to who made it, and to whose session it is."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bruggen.expertise.facts import SessionFacts
from bruggen.kit.page import ListQuery
from bruggen.kit.schema import EmailAddress, Flag, Schema
from bruggen.kit.texts import Line

Status = Literal["confirmed", "waiting", "cancelled"]
Name = Annotated[Line, Field(max_length=200)]


class RegistrationInput(Schema):
    """Somebody wants to come. No more is asked than it takes."""

    name: Name
    email: EmailAddress
    organization: Name | None = None
    sector: str | None = Field(default=None, max_length=60, description="A code of the list sectors.")


class RegistrationAnswer(Schema):
    """What became of it. The same whoever's address it was; the mail says what holds."""

    status: Literal["confirmed", "waiting"]
    place_in_line: int | None = Field(default=None, description="Of who waits: 1 is the first.")


class RegistrationCheck(Schema):
    """A registration, for whoever holds its link."""

    session: SessionFacts
    status: Status
    place_in_line: int | None = Field(default=None, description="Of who waits: 1 is the first.")
    online_url: str | None = Field(default=None, description="Where it is online; for who has a place.")
    cancellable: bool = Field(description="Whether it can still be cancelled.")
    evaluable: bool = Field(description="Whether who came can still say what they thought of it.")
    certified: bool = Field(description="Whether there is a certificate for who came.")


class RegistrationItem(Schema):
    """A registration, for those whose session it is. After a time nobody's name is left."""

    href: str
    id: UUID
    number: int = Field(description="The order in which they registered.")
    status: Status
    name: str | None = None
    email: str | None = None
    organization: str | None = None
    sector: str | None = None
    came: bool | None = None
    registered_at: datetime
    confirmed_at: datetime | None = None
    cancelled_at: datetime | None = None


class RegistrationAttendance(Schema):
    """Whether somebody came; left out while nobody noted it."""

    came: Flag | None = None


class RegistrationFilters(ListQuery):
    """Filters of the list of registrations."""

    status: list[Status] = Field(default=[], max_length=3, description="States.")
    came: bool | None = Field(default=None, description="Those who came, or those who did not.")
    sort: list[Literal["number", "-number", "name", "-name"]] = Field(
        default=["number"], max_length=2, description="Order; - turns it around."
    )
