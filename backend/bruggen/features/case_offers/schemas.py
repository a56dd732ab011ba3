"""Offers at a case."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bruggen.casework.checking import Confirmable
from bruggen.kit.page import WholeCollection
from bruggen.kit.schema import Schema
from bruggen.kit.texts import Line

Fact = Literal["place", "age", "level", "track", "theme", "availability"]


class OfferReason(Schema):
    """How an offer stands to one fact of the case: it `fits`, it does not, or one of the two does not say."""

    fact: Fact
    verdict: Literal["fits", "doesNotFit", "unknown"]
    codes: list[str] = Field(default=[], description="What they have in common.")


class SuggestedOffer(Schema):
    """An offer in a few words."""

    id: UUID
    href: str
    title: str
    summary: str
    provider: str | None = None
    category: str
    availability: str
    waiting_weeks: int | None = None
    availability_checked_on: date | None = None


class Suggestion(Schema):
    """An offer that could fit, and why."""

    offer: SuggestedOffer
    reasons: list[OfferReason]
    added: bool = Field(description="Whether it was put forward for the case already.")


class Suggestions(WholeCollection):
    """Offers that could fit, the best first."""

    items: list[Suggestion]


class CaseOfferInput(Confirmable):
    """An offer to put forward, and why."""

    offer: UUID
    note: Annotated[Line, Field(max_length=500)] | None = None


class CaseOfferItem(Schema):
    """An offer that was put forward."""

    id: UUID
    href: str
    title: str
    status: str
    note: str | None = None
    added_at: datetime


class CaseOffers(WholeCollection):
    """Offers that were put forward."""

    items: list[CaseOfferItem]
