"""What an account looks like to those who manage accounts."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bruggen.access.assignments import HeldRole
from bruggen.access.granting import RoleInput
from bruggen.access.roles import Role
from bruggen.kit.page import ListQuery
from bruggen.kit.schema import EmailAddress, Schema

Name = Annotated[str, Field(min_length=1, max_length=200)]
Status = Literal["active", "invited", "suspended"]


class UserInput(Schema):
    """What is changed of an account by those who manage it. Suspension ends its sessions."""

    name: Name
    status: Literal["active", "suspended"]


class UserItem(Schema):
    """An account, with the roles that the reader may see. Who is `invited` has not come in yet."""

    href: str
    id: UUID
    name: str
    email: str
    status: Status
    last_used_on: date | None = Field(default=None, description="The last day on which it signed in.")
    second_factor: bool = Field(description="Whether it has a second factor.")
    roles: list[HeldRole]


class Invitation(Schema):
    """A person to let in, with a first role."""

    email: EmailAddress
    name: Name
    language: Literal["nl", "fr", "en"] = "nl"
    role: RoleInput


class UserFilters(ListQuery):
    """Filters of the list of accounts. Those on roles look at the roles that the reader may see, no others."""

    q: str | None = Field(default=None, min_length=1, max_length=100, description="Part of the name or the mail address.")
    role: list[Role] = Field(default=[], max_length=10, description="Who holds one of these roles, today or later.")
    region: list[str] = Field(default=[], max_length=6, description="Who holds a role in one of these regions.")
    organization: list[UUID] = Field(default=[], max_length=20, description="Who holds a role for one of these organizations.")
    status: list[Status] = Field(default=[], max_length=3, description="State of the account.")
    sort: list[Literal["name", "-name", "lastUsedOn", "-lastUsedOn"]] = Field(
        default=["name"], max_length=2, description="Order; - turns it around."
    )
