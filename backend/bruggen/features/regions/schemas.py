"""What a region looks like from outside."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bruggen.kit.page import CommaList, ListQuery, ReadQuery
from bruggen.kit.schema import LocalizedText, Schema
from bruggen.kit.texts import PlainText

Text = Annotated[PlainText, Field(max_length=5000)]


class RegionItem(Schema):
    """A region in a list."""

    href: str
    code: str = Field(description="BRU, VBR, ANT, OVL, WVL or LIM.")
    name: LocalizedText
    nis_code: str
    nuts_code: str
    offer_count: int = Field(description="Published offers that serve the region.")
    tandem: list["TandemPost"] | None = Field(default=None, description="Only when embedded.")


class TandemCoordinator(Schema):
    """A person who holds a post; without `email` when no complete address was published."""

    id: UUID
    href: str
    name: str
    email: str | None = None


class TandemPost(Schema):
    """One half of the tandem. `notPublished` says that no name was published, not that the post is vacant."""

    role: str = Field(description="A code of the list postRoles.")
    publication: Literal["published", "notPublished"]
    coordinators: list[TandemCoordinator]


class RegionMunicipality(Schema):
    """A municipality of the region."""

    href: str
    nis_code: str
    name: str
    latitude: float
    longitude: float


class Introduction(Schema):
    """What the coordinators say about their region, in Markdown; French and English where there are any."""

    nl: Text
    fr: Text | None = None
    en: Text | None = None


class RegionInput(Schema):
    """What the coordinators of a region write themselves."""

    introduction: Introduction | None = None


class RegionDetail(RegionItem):
    """A region, always with its tandem; `municipalities` only when embedded."""

    introduction: Introduction | None = None
    municipalities: list[RegionMunicipality] | None = None


class RegionFilters(ListQuery):
    """Parameters of the list of regions."""

    embed: CommaList = Field(default=(), description="`tandem`")


class RegionRead(ReadQuery):
    """Parameters of one region."""

    embed: CommaList = Field(default=(), description="`municipalities`")
