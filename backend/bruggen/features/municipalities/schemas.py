"""What a municipality looks like from outside."""

from datetime import date

from pydantic import Field

from bruggen.kit.page import ListQuery
from bruggen.kit.schema import Schema


class MunicipalityName(Schema):
    """A municipality's official names."""

    nl: str
    fr: str


class FormerName(Schema):
    """A municipality that a merger ended."""

    nis_code: str
    name: str
    merged_on: date


class MunicipalityItem(Schema):
    """A municipality of today with every name by which it is found."""

    href: str
    nis_code: str
    name: MunicipalityName
    region: str = Field(description="Code of the region.")
    postal_codes: list[str]
    latitude: float = Field(description="Of a point in the municipality, WGS 84 degrees.")
    longitude: float
    parts: list[str] = Field(description="Names of its parts (deelgemeenten).")
    former_names: list[FormerName] = Field(description="Municipalities that merged into it.")


class MunicipalityFilters(ListQuery):
    """Filters of the list of municipalities."""

    q: str | None = Field(
        default=None,
        min_length=1,
        max_length=100,
        description="Beginning of a name (a part's and a former one's too) or of a postal code; or a NIS code, also an old one.",
    )
    region: list[str] = Field(default=[], max_length=6, description="Codes of regions.")
    postal_code: list[str] = Field(default=[], max_length=50, description="Postal codes.")
