"""Collections: what every list takes and gives (Belgif: self, items, total, links to the other pages)."""

from typing import Annotated, Generic, Literal, TypeVar
from urllib.parse import parse_qsl, urlencode

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

from bruggen.kit.languages import Language
from bruggen.kit.schema import Schema

MAX_PAGE = 1_000_000
Item = TypeVar("Item", bound=Schema)


def split_commas(value: object) -> object:
    """`a,b` and repeated parameters mean the same."""
    if isinstance(value, list | tuple):
        return tuple(part.strip() for item in value for part in str(item).split(",") if part.strip())
    return value


CommaList = Annotated[tuple[str, ...], BeforeValidator(split_commas), Field(max_length=50)]


CodeFilter = Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=50)]
"""Codes of a code list, any of which is meant."""


class ReadQuery(BaseModel):
    """Parameters that every reading route knows; an unknown one is rejected."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", populate_by_name=True)

    lang: Language | None = Field(default=None, description="Language of labels; else Accept-Language decides.")
    select: CommaList = Field(default=(), description="Only these properties, by name, separated by commas.")


class CursorQuery(ReadQuery):
    """Parameters that every list knows. One that is read on from a cursor has an `after` of its own."""

    page_size: int = Field(default=20, ge=1, le=1000, description="Items a page.")
    format: Literal["json", "csv", "xlsx", "ndjson"] | None = Field(
        default=None, description="Format of the answer; else the Accept header decides. All but json give the whole list."
    )


class ListQuery(CursorQuery):
    """Parameters of a list that has numbered pages."""

    page: int = Field(default=1, ge=1, le=MAX_PAGE, description="Page, from 1.")


class PageQuery(ReadQuery):
    """Parameters of a list that has numbered pages and is given as JSON alone."""

    page: int = Field(default=1, ge=1, le=MAX_PAGE, description="Page, from 1.")
    page_size: int = Field(default=20, ge=1, le=200, description="Items a page.")


class Collection(Schema, Generic[Item]):
    """A page of a collection."""

    self: str = Field(description="Address of this page.")
    items: list[Item]
    total: int = Field(description="How many items there are in all; exact.")
    page: int
    page_size: int
    first: str
    prev: str | None = None
    next: str | None = None
    last: str | None = None


class WholeCollection(Schema):
    """Parent of a collection that is short and given whole; its `items` are its own."""

    self: str = Field(description="Address of this collection.")


class CursorCollection(Schema, Generic[Item]):
    """A stretch of a collection that is long or grows under the reader: no total, and `next` while there is more."""

    self: str = Field(description="Address of this stretch.")
    items: list[Item]
    page_size: int
    first: str
    next: str | None = None


def with_parameter(path: str, query: str, name: str, value: str | None) -> str:
    """The address with one parameter set anew, or left out."""
    pairs = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != name]
    if value is not None:
        pairs.append((name, value))
    return f"{path}?{urlencode(pairs)}" if pairs else path


def page_links(path: str, query: str, page: int, page_size: int, reachable: int) -> dict[str, str]:
    """Links of a page, relative to the origin. `reachable` is how many items paging can reach."""
    bare = with_parameter(path, query, "page", None)
    paged = bare + ("&" if "?" in bare else "?") + "page="
    last = max(1, -(-reachable // page_size))

    def link(number: int) -> str:
        return f"{paged}{number}" if number != 1 else bare

    links = {"self": link(page), "first": bare, "last": link(last)}
    if page > 1:
        links["prev"] = link(min(page - 1, last))
    if page < last:
        links["next"] = link(page + 1)
    return links
