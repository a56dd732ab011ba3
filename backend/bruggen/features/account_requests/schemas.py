"""What a request for an account looks like, going in and coming out."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bruggen.access.assignments import OrganizationLink
from bruggen.kit.page import ListQuery
from bruggen.kit.schema import Day, EmailAddress, LocalizedTitle, Schema

RequestedRole = Literal["referrer", "partnerEditor"]
Status = Literal["new", "approved", "refused"]
Sector = Literal["clb", "youthCare"]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class AccountRequestInput(Schema):
    """Somebody asks for an account: as a referrer of a sector, or as the editor of a partner's offers."""

    email: EmailAddress
    name: Name
    role: RequestedRole
    sector: Sector | None = Field(default=None, description="Of a referrer.")
    region: str = Field(max_length=3, description="Code of the region whose coordinators decide.")
    organization: UUID | None = Field(default=None, description="Id of the organization, where it is known here.")
    organization_name: Name | None = Field(default=None, description="Its name, where it is not.")
    motivation: str = Field(min_length=1, max_length=2000)


class Decider(Schema):
    """Who decided."""

    id: UUID
    name: str


class AccountRequestItem(Schema):
    """A request for an account, and what became of it."""

    href: str
    id: UUID
    email: str
    name: str
    role: RequestedRole
    title: LocalizedTitle
    sector: Sector | None = None
    region: str
    organization: OrganizationLink | None = None
    organization_name: str | None = None
    motivation: str
    status: Status
    created_at: datetime
    decided_at: datetime | None = None
    decided_by: Decider | None = None
    reason: str | None = Field(default=None, description="Why it was refused; not told to who asked.")


class Approval(Schema):
    """Lets somebody in. `organization` where the request named none that is known."""

    organization: UUID | None = None
    valid_until: Day | None = Field(default=None, description="Last day of the role; without it, until it is ended.")


class Refusal(Schema):
    """Does not let somebody in."""

    reason: str = Field(min_length=1, max_length=500, description="For the colleagues; not told to who asked.")


class AccountRequestFilters(ListQuery):
    """Filters of the list of requests."""

    status: list[Status] = Field(default=[], max_length=3, description="States.")
    region: list[str] = Field(default=[], max_length=6, description="Codes of regions.")
    sort: list[Literal["createdAt", "-createdAt", "name", "-name"]] = Field(
        default=["-createdAt"], max_length=2, description="Order; - turns it around."
    )
