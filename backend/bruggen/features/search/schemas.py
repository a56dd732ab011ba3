"""What one search over all kinds takes and gives."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from bruggen.kit.page import CodeFilter, CommaList, ReadQuery
from bruggen.kit.schema import Schema

Kind = Literal[
    "offer", "network", "training", "gathering", "goodPractice", "method", "expertPost", "initiative", "coordinator", "place"
]
KINDS: tuple[Kind, ...] = (
    "offer",
    "training",
    "network",
    "goodPractice",
    "gathering",
    "method",
    "expertPost",
    "initiative",
    "coordinator",
    "place",
)
"""In the order in which the answer has them."""


def _known_kinds(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if name not in KINDS:
            raise ValueError(f"there is no kind {name[:40]}; choose from {', '.join(KINDS)}")
    return tuple(dict.fromkeys(names))


class SearchFilters(ReadQuery):
    """A search over all that is public."""

    q: str = Field(min_length=1, max_length=300, description="Words, a place and an age at once, as people type.")
    kind: Annotated[CommaList, AfterValidator(_known_kinds)] = Field(
        default=(), description=f"Only these kinds, of: {', '.join(KINDS)}. Those left out are counted all the same."
    )
    theme: CodeFilter = Field(default=[], description="Codes of the list themes.")
    region: CodeFilter = Field(default=[], description="Codes of regions that it is meant for.")
    page: int = Field(default=1, ge=1, le=1000, description="Page of every kind shown, from 1.")
    page_size: int = Field(default=5, ge=1, le=50, description="How many of each kind.")


class FoundItem(Schema):
    """Something that was found, whatever it is."""

    href: str
    id: UUID | None = Field(default=None, description="Left out of places.")
    title: str
    summary: str | None = None
    organization: str | None = Field(default=None, description="Who gives, leads or invites.")
    regions: list[str] | None = None
    demo: bool = Field(default=False, description="Whether this is demo data.")


class FoundKind(Schema):
    """What was found of one kind, the most fitting first."""

    self: str = Field(description="Address of the same search for this kind alone.")
    kind: Kind
    total: int
    items: list[FoundItem] = Field(description="Empty where another kind was asked for.")


class SearchPart(Schema):
    """A part of the search box as it was understood."""

    kind: str
    text: str = Field(description="As typed.")
    label: str = Field(description="As understood.")
    code: str | None = None


class SearchResult(Schema):
    """What was found of each kind; a kind of which there is nothing is told with 0."""

    self: str
    total: int = Field(description="Of all kinds shown together.")
    page: int
    page_size: int
    kinds: list[FoundKind]
    parts: list[SearchPart]
