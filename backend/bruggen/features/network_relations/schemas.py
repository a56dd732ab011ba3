"""What is found between networks, organizations and regions."""

from uuid import UUID

from pydantic import Field

from bruggen.access.assignments import OrganizationLink
from bruggen.expertise.networks import NetworkLink
from bruggen.kit.page import ListQuery, ReadQuery, WholeCollection
from bruggen.kit.schema import Schema


class AbsenceItem(Schema):
    """An organization that is no member, and why it might be."""

    organization: OrganizationLink
    sector: str = Field(description="A code of the list sectors.")
    located: bool = Field(description="Whether it has a location where the network is meant for.")
    offers: int = Field(description="How many published offers of it serve there.")
    themes: list[str] = Field(description="Themes of the network that those offers are about.")


class AbsenceFilters(ListQuery):
    """Which organizations are missing."""

    sector: list[str] = Field(default=[], max_length=20, description="Codes of the list sectors.")
    located: bool | None = Field(default=None, description="Those with a location there, or those without.")


class OverlapItem(Schema):
    """Another network, and what the two share."""

    network: NetworkLink
    regions: list[str] = Field(description="Codes of the regions in which both are at work.")
    themes: list[str]
    members: list[OrganizationLink]


class Overlaps(WholeCollection):
    """The networks that share a part of their area with one, and a theme or a member; most members first, then themes."""

    items: list[OverlapItem]


class PictureRegion(Schema):
    """A region in the picture."""

    code: str
    name: str


class PictureOrganization(Schema):
    """An organization that is a member of a network in the picture."""

    id: UUID
    name: str
    sector: str
    regions: list[str] = Field(description="Codes of the regions in which it has a location: one line to each.")


class PictureNetwork(Schema):
    """A network in the picture, with its lines."""

    id: UUID
    title: str
    network_kind: str
    domain: str
    regions: list[str] = Field(description="Codes of the regions that it covers: one line to each.")
    members: list[int] = Field(description="Places in `organizations`, from 0: one line to each member of today.")
    posts: int = Field(description="How many members are a post without an organization.")


class NetworkPicture(WholeCollection):
    """Networks, organizations and regions as points, and the lines between them; small enough to be given whole."""

    networks: list[PictureNetwork]
    organizations: list[PictureOrganization]
    regions: list[PictureRegion]


class PictureFilters(ReadQuery):
    """Which part of the picture."""

    region: list[str] = Field(default=[], max_length=6, description="Codes of regions: networks that cover one of them.")
