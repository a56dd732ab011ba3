"""What roles and their assignments look like from outside."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from bruggen.access.assignments import OrganizationLink
from bruggen.access.roles import Reach, Role
from bruggen.access.scopes import Scope
from bruggen.kit.page import ListQuery
from bruggen.kit.schema import Day, LocalizedTitle, Schema


class ScopeItem(Schema):
    """One ability, in words."""

    scope: Scope
    description: LocalizedTitle


class RoleItem(Schema):
    """What a role may do and how far, and what an assignment of it has to say."""

    role: Role
    title: LocalizedTitle
    description: LocalizedTitle
    reach: Reach
    scopes: list[ScopeItem]
    second_factor: bool = Field(description="Whether it can be used only after a second factor was given.")
    asks: list[str] = Field(description="What an assignment has to say: region, organization, post, sector.")
    sectors: list[str] = Field(description="The sectors to choose from, where it asks for one.")


class Roles(Schema):
    """All roles."""

    self: str
    items: list[RoleItem]
    total: int


class Holder(Schema):
    """Who holds a role."""

    id: UUID
    name: str
    email: str


class AssignmentItem(Schema):
    """A role that somebody holds, held or will hold."""

    href: str
    id: UUID
    user: Holder
    role: Role
    title: LocalizedTitle
    region: str | None = None
    organization: OrganizationLink | None = None
    post: str | None = None
    sector: str | None = None
    stand_in: bool
    valid_from: date
    valid_until: date | None = None
    ended_at: datetime | None = None
    last_used_on: date | None = Field(default=None, description="The last day on which its holder signed in.")


class AssignmentInput(Schema):
    """What can be changed of an assignment. What else is wrong with one is ended, and given anew."""

    valid_until: Day | None = Field(default=None, description="Last day; without it, until it is ended.")


class AssignmentFilters(ListQuery):
    """Filters of the list of assignments: the access review."""

    user: list[UUID] = Field(default=[], max_length=20, description="Ids of accounts.")
    role: list[Role] = Field(default=[], max_length=10, description="Roles.")
    region: list[str] = Field(default=[], max_length=6, description="Codes of regions.")
    organization: list[UUID] = Field(default=[], max_length=20, description="Ids of organizations.")
    active_on: Day | None = Field(default=None, description="Only those that hold, or held, on this day.")
    ends_by: Day | None = Field(default=None, description="Only those whose last day is known, and is this day or earlier.")
    unused_since: Day | None = Field(default=None, description="Only those whose holder did not sign in on this day or later.")
    sort: list[Literal["name", "-name", "lastUsedOn", "-lastUsedOn", "validFrom", "-validFrom", "validUntil", "-validUntil"]] = (
        Field(default=["name"], max_length=3, description="Order; - turns it around.")
    )
