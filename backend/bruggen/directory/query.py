"""A question to the directory, and its answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Sort = Literal["relevance", "distance", "-verifiedOn", "title"]

FACETS = (
    "ageBand", "level", "track", "category", "theme", "aim", "mode", "accessRoute", "availability", "cost",
    "language", "region", "sector", "outOfSchool", "locatedIn", "organization",
)  # fmt: skip
"""Everything that can be filtered and counted by its code."""

REACHABLE = 1000
"""How many results relevance and distance page through."""


@dataclass(frozen=True, slots=True)
class DirectoryQuery:
    """All parts are optional; filters of different names combine with AND, values of one with OR."""

    words: str = ""
    typing: bool = True
    """The last word may be the beginning of one."""
    correct: bool = True
    """A word that no offer holds may be a misspelling of one that some do."""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Codes by a name of FACETS."""
    ages: tuple[int, ...] = ()
    serves: tuple[str, ...] = ()
    """Catchment terms, of which an offer must have one: "VL", "r:OVL", "m:44021"."""
    prefer_located_in: tuple[str, ...] = ()
    """NIS codes: by relevance, what is located there goes before what only serves it."""
    near: tuple[float, float] | None = None
    """Latitude and longitude."""
    radius: float = 15.0
    """Kilometres around `near`."""
    verified_after: date | None = None
    """This day or later."""
    ids: tuple[str, ...] = ()
    """These offers only."""
    sort: Sort | None = None
    """Without one: relevance with words or a preferred place, else -verifiedOn."""
    page: int = 1
    page_size: int = 20
    after: str | None = None
    """The cursor `next_after` of the page before; for the sorts -verifiedOn and title, instead of `page`."""
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that no offer holds, and the nearest one that some do."""

    typed: str
    used: str


@dataclass(frozen=True, slots=True)
class DirectoryPage:
    """One page of cards. Counts and totals are exact."""

    total: int
    cards: list[bytes]
    distances: list[float] | None = None
    """Kilometres to the nearest location of each card's offer; only with `near`."""
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    """Most frequent first; a facet does not restrict itself."""
    next_after: str | None = None
    corrections: tuple[Correction, ...] = ()
