"""What an index holds of a record, and the filter terms that follow from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class Document(Protocol):
    """A public record as an index sees it; `card` is its ready-made JSON.

    Words count by where they stand: in the title, in names (`organizations`, `place_names`), in the summary or the labels, or
    anywhere in the body.
    """

    id: str
    title: str
    summary: str
    body: str
    organizations: list[str]
    place_names: list[str]
    labels: list[str]
    verified_on: date | None
    card: bytes

    @property
    def locations(self) -> list[tuple[str, float, float]]:
        """Id, latitude and longitude of where it is."""

    def filter_terms(self) -> set[str]:
        """Every term by which a filter finds it: `theme:truancy`, `serves:r:OVL` ..."""


@dataclass(slots=True)
class OfferDocument:
    """One published offer as the index sees it; `card` is its ready-made JSON."""

    id: str
    title: str
    summary: str
    body: str
    organizations: list[str]
    organization_ids: list[str]
    place_names: list[str]
    sectors: list[str]
    category: str
    levels: list[str]
    tracks: list[str]
    themes: list[str]
    aims: list[str]
    modes: list[str]
    access_routes: list[str]
    availability: str
    cost: str
    languages: list[str]
    age_ranges: list[tuple[int, int]]
    age_bands: list[str]
    regions: list[str]
    catchment: list[str]
    located_in: list[str]
    locations: list[tuple[str, float, float]]
    out_of_school: bool
    verified_on: date | None
    labels: list[str]
    card: bytes

    def facets(self) -> Iterator[tuple[str, list[str]]]:
        """The codes per facet; every facet is a filter too."""
        yield "ageBand", self.age_bands
        yield "level", self.levels
        yield "track", self.tracks
        yield "category", [self.category]
        yield "theme", self.themes
        yield "aim", self.aims
        yield "mode", self.modes
        yield "accessRoute", self.access_routes
        yield "availability", [self.availability]
        yield "cost", [self.cost]
        yield "language", self.languages
        yield "region", self.regions
        yield "sector", self.sectors
        yield "outOfSchool", ["true" if self.out_of_school else "false"]
        yield "locatedIn", self.located_in
        yield "organization", self.organization_ids

    def filter_terms(self) -> set[str]:
        """Every term by which a filter finds the offer: `category:naft`, `age:9`, `serves:r:OVL` ..."""
        terms = {f"{facet}:{code}" for facet, codes in self.facets() for code in codes}
        terms.update(f"age:{age}" for low, high in self.age_ranges for age in range(low, high + 1))
        terms.update(f"serves:{term}" for term in self.catchment)
        if self.verified_on:
            terms.add(f"verified:{self.verified_on.isoformat()}")
        return terms


@dataclass(slots=True)
class ItemDocument:
    """One published item of expertise as the index sees it. Its day of order is that of its publication."""

    id: str
    kind: str
    title: str
    summary: str
    body: str
    organizations: list[str]
    organization_ids: list[str]
    place_names: list[str]
    themes: list[str]
    age_bands: list[str]
    levels: list[str]
    regions: list[str]
    catchment: list[str]
    labels: list[str]
    verified_on: date | None
    card: bytes

    @property
    def locations(self) -> list[tuple[str, float, float]]:
        """It is meant for an area, and lies nowhere."""
        return []

    def filter_terms(self) -> set[str]:
        """Every term by which a filter finds the item."""
        facets = {
            "kind": [self.kind],
            "theme": self.themes,
            "ageBand": self.age_bands,
            "level": self.levels,
            "region": self.regions,
            "organization": self.organization_ids,
        }
        terms = {f"{facet}:{code}" for facet, codes in facets.items() for code in codes}
        terms.update(f"serves:{term}" for term in self.catchment)
        return terms
