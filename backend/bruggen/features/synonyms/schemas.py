"""What a pair of words looks like from outside, and what is sent to make and change one."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from bruggen.directory.analysis import fold, words_of
from bruggen.directory.synonyms import sought_words
from bruggen.kit.page import ListQuery
from bruggen.kit.schema import Schema
from bruggen.kit.texts import Line

LONGEST = 100
Kind = Literal["equivalent", "narrower"]


def _folded(text: str) -> str:
    text = fold(text)
    if len(text) > LONGEST or not words_of(text):
        raise PydanticCustomError("term", "Write a word or a phrase of at most 100 characters.")
    return text


def _sought(text: str) -> str:
    if not sought_words(text):
        detail = "Of this phrase only one word would be looked for, and found everywhere. Choose one word, or say more."
        raise PydanticCustomError("synonym", detail)
    return text


Term = Annotated[Line, Field(max_length=LONGEST), AfterValidator(_folded)]


class SynonymInput(Schema):
    """Whoever searches for the term finds the synonym; with `equivalent`, also the other way round.

    Stored as they are looked for: in lower case, without diacritics.
    """

    term: Term
    synonym: Annotated[Term, AfterValidator(_sought)]
    kind: Kind


class SynonymItem(Schema):
    """A pair of words."""

    href: str
    id: UUID
    term: str
    synonym: str
    kind: Kind


class SynonymFilters(ListQuery):
    """Filters of the list of synonyms."""

    q: str | None = Field(default=None, min_length=1, max_length=100, description="Part of either word.")
    kind: list[Kind] = Field(default=[], max_length=2, description="How the words belong together.")
    sort: list[Literal["term", "-term", "synonym", "-synonym"]] = Field(
        default=["term"], max_length=2, description="Order; - turns it around."
    )
