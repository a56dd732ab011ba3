"""What an organization and its locations look like from outside."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bruggen.kit.page import CommaList, ListQuery, ReadQuery
from bruggen.kit.schema import Schema


class OrganizationItem(Schema):
    """An organization in a list."""

    href: str
    id: UUID
    name: str
    short_name: str | None = None
    sector: str = Field(description="A code of the list sectors.")
    website: str | None = None
    demo: bool = Field(description="Whether this is demo data.")


class ContactItem(Schema):
    """A public role mailbox, phone number or page."""

    kind: Literal["email", "phone", "url"]
    value: str
    label: str | None = None


class Address(Schema):
    """A postal address; street and number are left out where only the municipality is known."""

    street: str | None = None
    house_number: str | None = None
    postal_code: str
    municipality: str
    nis_code: str


class LocationItem(Schema):
    """A place where the organization works."""

    href: str
    id: UUID
    name: str | None = None
    address: Address
    latitude: float = Field(description="WGS 84 degrees.")
    longitude: float
    accessibility_features: list[str]
    demo: bool


class OrganizationDetail(OrganizationItem):
    """An organization; `locations` only when embedded."""

    description: str | None = None
    company_number: str | None = None
    contacts: list[ContactItem]
    updated_at: datetime
    locations: list[LocationItem] | None = None


class OrganizationFilters(ListQuery):
    """Filters of the list of organizations."""

    q: str | None = Field(default=None, min_length=1, max_length=100, description="Part of the name or short name.")
    sector: list[str] = Field(default=[], max_length=20, description="Codes of the list sectors.")
    region: list[str] = Field(default=[], max_length=6, description="Regions in which it has a location.")
    sort: list[Literal["name", "-name", "updatedAt", "-updatedAt"]] = Field(
        default=["name"], max_length=2, description="Order; - turns it around."
    )


class OrganizationRead(ReadQuery):
    """Parameters of one organization."""

    embed: Annotated[CommaList, Field(description="`locations`")] = ()
