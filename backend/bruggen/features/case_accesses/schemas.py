"""Experts at a case, and emergencies."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from bruggen.casework.checking import Confirmable
from bruggen.casework.links import PersonLink
from bruggen.kit.page import WholeCollection
from bruggen.kit.schema import Day, EmailAddress, Schema
from bruggen.kit.texts import Line

Reason = Annotated[Line, Field(max_length=300)]


class ExpertInput(Confirmable):
    """Whom to ask, by the mail address of the account; until when, and why."""

    email: EmailAddress
    valid_until: Day = Field(description="Last day; 90 days from now at most.")
    reason: Reason


class AccessItem(Schema):
    """Somebody's way into a case."""

    id: UUID
    person: PersonLink
    kind: str
    reason: str | None = None
    valid_until: datetime
    ended_at: datetime | None = None
    created_at: datetime


class Accesses(WholeCollection):
    """Everybody who was let into a case."""

    items: list[AccessItem]


class EmergencyInput(Confirmable):
    """Which case, and what the emergency is: it is told to the data protection officer and the region's coordinators at once."""

    code: str = Field(min_length=6, max_length=20, description="Code of the case: ROTS-7KQ4-M2.")
    reason: Annotated[Line, Field(min_length=10, max_length=300)]


class Emergency(Schema):
    """An emergency access: to read, for an hour."""

    href: str
    id: UUID
    code: str
    valid_until: datetime
