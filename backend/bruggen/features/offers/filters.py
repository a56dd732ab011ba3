"""The parameters of the directory's list."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from bruggen.directory.query import FACETS
from bruggen.kit.page import CommaList, ReadQuery
from bruggen.kit.schema import Day

Sort = Literal["relevance", "distance", "-verifiedOn", "title"]


def _known_facets(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if name not in FACETS:
            raise ValueError(f"there is no facet {name[:40]}; choose from {', '.join(FACETS)}")
    return tuple(dict.fromkeys(names))


Codes = tuple[Annotated[str, Field(max_length=60)], ...]


class OfferFilters(ReadQuery):
    """Filters, order and page of the directory. A repeated parameter means any of its values."""

    q: str | None = Field(default=None, max_length=300, description="Words, a place and an age at once, as people type.")
    interpret: bool = Field(default=True, description="Read places, ages and misspellings in `q`; false takes it as typed.")
    id: tuple[UUID, ...] = Field(default=(), max_length=100, description="Ids of offers.")
    age: int | None = Field(default=None, ge=0, le=25, description="Age in years that the offer takes.")
    age_band: tuple[Literal["under12", "over12"], ...] = Field(default=(), max_length=2, description="-12 or +12, by age.")
    level: Codes = Field(default=(), max_length=50, description="Codes of the list levels.")
    track: Codes = Field(default=(), max_length=50, description="Codes of the list tracks.")
    category: Codes = Field(default=(), max_length=50, description="Codes of the list categories.")
    theme: Codes = Field(default=(), max_length=50, description="Codes of the list themes.")
    aim: Codes = Field(default=(), max_length=50, description="Codes of the list aims.")
    mode: Codes = Field(default=(), max_length=50, description="Codes of the list modes.")
    access_route: Codes = Field(default=(), max_length=50, description="Codes of the list accessRoutes.")
    availability: Codes = Field(default=(), max_length=50, description="Codes of the list availabilities.")
    cost: Codes = Field(default=(), max_length=50, description="Codes of the list costs.")
    language: Codes = Field(default=(), max_length=50, description="ISO 639-1 codes of the languages spoken.")
    sector: Codes = Field(default=(), max_length=50, description="Codes of the list sectors.")
    region: Codes = Field(default=(), max_length=50, description="Codes of regions that the offer serves.")
    out_of_school: bool | None = Field(default=None, description="Whether it takes the pupil out of ordinary lessons.")
    municipality: Codes = Field(
        default=(),
        max_length=50,
        description="NIS codes, today's or old: offers whose catchment holds the municipality, its region or all.",
    )
    located_in: Codes = Field(
        default=(), max_length=50, description="NIS codes of municipalities in which the offer has a place."
    )
    near: str | None = Field(
        default=None, min_length=1, max_length=100, description='A postal code, the name of a place, or "latitude,longitude".'
    )
    radius: float | None = Field(default=None, gt=0, le=300, description="Kilometres around `near`; 15 when left out.")
    organization: tuple[UUID, ...] = Field(default=(), max_length=50, description="Ids of organizations that give it.")
    verified_after: Day | None = Field(default=None, description="Checked on this day or later.")
    sort: tuple[Sort, ...] = Field(
        default=(), max_length=1, description="relevance with `q`, distance with `near`, else -verifiedOn."
    )
    page: int = Field(default=1, ge=1, le=50_000, description="Page, from 1. Relevance and distance reach 1,000 results.")
    page_size: int = Field(default=20, ge=1, le=100, description="Items a page.")
    after: str | None = Field(
        default=None, max_length=600, description="Cursor of the sorts -verifiedOn and title, taken from `next`."
    )
    facets: Annotated[CommaList, AfterValidator(_known_facets)] = Field(
        default=(), description=f"Facets to count, separated by commas: {', '.join(FACETS)}."
    )
    format: Literal["json", "csv", "xlsx", "ndjson"] | None = Field(
        default=None, description="Format of the answer; else the Accept header decides. All but json give the whole list."
    )
