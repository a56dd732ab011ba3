"""What an organization and its locations look like from outside, and what is sent to make and change them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from bruggen.kit.page import CommaList, ListQuery, ReadQuery
from bruggen.kit.schema import Schema
from bruggen.kit.texts import Line, PlainText, WebAddress, mail_address, phone_number, web_address

ContactKind = Literal["email", "phone", "url"]
Visibility = Literal["public", "professional", "internal"]
CONTACT_VALUES = {"email": mail_address, "phone": phone_number, "url": web_address}


def _company_number(text: str) -> str:
    """Its ten digits. The last two are 97 less what the others leave when divided by 97 (Crossroads Bank for Enterprises)."""
    digits = "".join(filter(str.isdigit, text))
    if 97 - int(digits[:8]) % 97 != int(digits[8:]):
        raise PydanticCustomError("company_number", "This is no company number: its check digits do not fit the others.")
    return digits


CompanyNumber = Annotated[
    str,
    Field(pattern=r"^(BE ?)?[01][0-9]{3}[. ]?[0-9]{3}[. ]?[0-9]{3}$", description="Of the Crossroads Bank: 0400.378.485"),
    AfterValidator(_company_number),
]


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
    """A role mailbox, phone number or page."""

    kind: ContactKind
    value: str
    label: str | None = None
    visibility: Visibility = Field(
        description="Everybody sees `public` ones; who signed in with a role also `professional` ones; the organization's own "
        "people and the coordinators of its regions all of them."
    )


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
    social_map_id: str | None = None
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


class ContactInput(Schema):
    """A role mailbox, phone number or page; never a person's own."""

    kind: ContactKind
    value: str = Field(max_length=500, description="What its kind says: a mail address, a phone number, the address of a page.")
    label: Annotated[Line, Field(max_length=200)] | None = None
    visibility: Visibility = "public"

    @field_validator("value")
    @classmethod
    def _fits_its_kind(cls, value: str, info: ValidationInfo) -> str:
        check = CONTACT_VALUES.get(info.data.get("kind", ""))
        return check(value) if check else value


class OrganizationInput(Schema):
    """An organization as it is to be. `contacts` are all of its contacts, in the order shown."""

    name: Annotated[Line, Field(max_length=200)]
    short_name: Annotated[Line, Field(max_length=60)] | None = None
    sector: str = Field(max_length=60, description="A code of the list sectors.")
    description: Annotated[PlainText, Field(max_length=5000)] | None = None
    website: WebAddress | None = None
    company_number: CompanyNumber | None = None
    social_map_id: Annotated[Line, Field(max_length=60)] | None = None
    contacts: list[ContactInput] = Field(default=[], max_length=20)


class AddressInput(Schema):
    """A postal address in a municipality of today."""

    street: Annotated[Line, Field(max_length=200)] | None = None
    house_number: Annotated[Line, Field(max_length=20)] | None = None
    postal_code: str = Field(pattern=r"^[0-9]{4}$")
    nis_code: str = Field(pattern=r"^[0-9]{5}$", description="Of the municipality; it has this postal code.")


class LocationInput(Schema):
    """A place as it is to be. Without coordinates, it stands where its municipality does on the map.

    The coordinates' bounds are those of Flanders and Brussels.
    """

    name: Annotated[Line, Field(max_length=200)] | None = None
    address: AddressInput
    latitude: float | None = Field(
        default=None, ge=50.67, le=51.52, description="WGS 84 degrees; with `longitude` or not at all."
    )
    longitude: float | None = Field(default=None, ge=2.53, le=5.93)
    accessibility_features: list[str] = Field(default=[], max_length=30, description="Codes of the list accessibilityFeatures.")
