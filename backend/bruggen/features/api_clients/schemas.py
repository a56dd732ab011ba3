"""What a connected system looks like from outside."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bruggen.access.assignments import OrganizationLink
from bruggen.access.scopes import Scope
from bruggen.kit.page import ListQuery
from bruggen.kit.schema import Day, Schema

Scopes = Annotated[list[Scope], Field(min_length=1, max_length=20, description="What it may do, within its organization.")]


class ApiClientChange(Schema):
    """What can be changed of a system."""

    name: str = Field(min_length=1, max_length=200)
    scopes: Scopes
    expires_on: Day = Field(description="Last day on which it may call, within two years.")


class ApiClientInput(Schema):
    """A system to connect."""

    name: str = Field(min_length=1, max_length=200)
    organization: UUID
    scopes: Scopes
    expires_on: Day | None = Field(default=None, description="Last day on which it may call; a year from today unless said.")


class ApiClientItem(Schema):
    """A connected system. Its id is the `client_id` of /oauth/token."""

    href: str
    id: UUID
    name: str
    organization: OrganizationLink
    scopes: list[Scope]
    created_at: datetime
    expires_on: date
    last_used_on: date | None = Field(default=None, description="The last day on which it got a token.")
    revoked_at: datetime | None = None


class NewApiClient(ApiClientItem):
    """A system that was just connected."""

    secret: str | None = Field(
        default=None,
        description="The `client_secret`: shown now and never again, also not to a repeated request. Renew it if it was lost.",
    )


class ClientSecret(Schema):
    """A new secret, shown now and never again. The old one is worth nothing."""

    secret: str


class ApiClientFilters(ListQuery):
    """Filters of the list of systems."""

    organization: list[UUID] = Field(default=[], max_length=20, description="Ids of organizations.")
    active: bool | None = Field(default=None, description="Only those that may call today, or all others.")
    sort: list[Literal["name", "-name", "createdAt", "-createdAt", "expiresOn", "-expiresOn", "lastUsedOn", "-lastUsedOn"]] = (
        Field(default=["name"], max_length=2, description="Order; - turns it around.")
    )
