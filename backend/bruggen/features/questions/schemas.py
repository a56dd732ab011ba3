"""What a question looks like, going in and coming out."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bruggen.casework.checking import Confirmable
from bruggen.kit.page import ListQuery
from bruggen.kit.schema import Day, Schema
from bruggen.kit.texts import Line, PlainText
from bruggen.writing.drafting import Codes

Outcome = Literal["open", "answered", "unmet"]


class QuestionInput(Confirmable):
    """A question. It is about a situation, never about somebody: what seems to point at a person is refused."""

    region: Annotated[str, Field(max_length=3, description="The region that it is about.")]
    text: Annotated[PlainText, Field(max_length=1000)]
    asked_on: Day | None = Field(default=None, description="Today when left out.")
    sector: Annotated[str, Field(max_length=60)] | None = Field(
        default=None, description="Who asked: a code of the list sectors."
    )
    themes: Codes = []
    age_bands: Codes = []
    outcome: Outcome = Field(default="open", description="`unmet` when there was nothing to answer with: it counts as demand.")
    answer: Annotated[PlainText, Field(max_length=5000)] | None = None
    offer: UUID | None = Field(default=None, description="The published offer that it was answered with.")
    post: Annotated[Line, Field(max_length=200)] | None = Field(default=None, description="The post that the asker was sent to.")


class AnsweringOffer(Schema):
    """The offer that a question was answered with."""

    id: UUID
    href: str
    title: str


class QuestionItem(Schema):
    """A question."""

    href: str
    id: UUID
    region: str
    text: str
    asked_on: date
    sector: str | None = None
    themes: list[str]
    age_bands: list[str]
    outcome: Outcome
    answer: str | None = None
    offer: AnsweringOffer | None = None
    post: str | None = None
    may_change: bool


class QuestionFilters(ListQuery):
    """Filters of the list of questions."""

    q: str | None = Field(default=None, min_length=1, max_length=100, description="Words; each in the question or its answer.")
    region: list[str] = Field(default=[], max_length=6, description="Codes of regions.")
    theme: list[str] = Field(default=[], max_length=50, description="Codes of the list themes.")
    age_band: list[str] = Field(default=[], max_length=2, description="Codes of the list ageBands.")
    sector: list[str] = Field(default=[], max_length=20, description="Codes of the list sectors.")
    outcome: list[Outcome] = Field(default=[], max_length=3, description="What became of it.")
    asked_from: Day | None = Field(default=None, description="Asked on this day or later.")
    asked_until: Day | None = Field(default=None, description="Asked on this day or before.")
    sort: list[Literal["askedOn", "-askedOn"]] = Field(
        default=["-askedOn"], max_length=1, description="Order; - turns it around."
    )
