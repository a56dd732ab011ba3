"""Initiatives as lists and pages show them: what is being set up, with whom, how far it is, and how it grows."""

from datetime import date
from typing import Any

from pydantic import Field

from bruggen.access.assignments import OrganizationLink, organization_link
from bruggen.features.expertise.schemas import ItemCard, ItemPage, SortedFilters
from bruggen.kit.page import CodeFilter
from bruggen.kit.schema import Schema
from bruggen.models import Initiative, InitiativeParticipant
from bruggen.writing.initiative_checks import missing_sectors


class InitiativeParticipantItem(Schema):
    """A partner who sets it up."""

    name: str
    organization: OrganizationLink | None = Field(default=None, description="Left out for who is not in the directory.")
    sector: str


class InitiativeMilestoneItem(Schema):
    """What it is to reach, by when, and when it did."""

    title: str
    due_on: date | None = None
    reached_on: date | None = Field(default=None, description="Left out until it is reached.")


class InitiativeGrowthItem(Schema):
    """How far it reached in a school year. What nobody counted is left out."""

    school_year: str = Field(description="Such as 2026-2027.")
    youngsters: int | None = None
    schools: int | None = None
    places: int | None = None


class InitiativeCard(ItemCard):
    """An offer or network that is being set up."""

    initiative_kind: str
    phase: str
    sectors: list[str] = Field(description="Those of its partners, each once.")


class InitiativeDetail(InitiativeCard, ItemPage):
    """An offer or network that is being set up, whole."""

    missing_sectors: list[str] = Field(description="Those of welfare and education of which there is no partner yet.")
    participants: list[InitiativeParticipantItem]
    milestones: list[InitiativeMilestoneItem]
    growth: list[InitiativeGrowthItem] = Field(description="By school year, the first one first.")
    next_step: str | None = None


class InitiativeFilters(SortedFilters):
    """Filters of initiatives."""

    initiative_kind: CodeFilter = Field(default=[], description="Codes of the list initiativeKinds.")
    phase: CodeFilter = Field(default=[], description="Codes of the list initiativePhases.")


def initiative_fields(item: Initiative, shown: type[ItemCard]) -> dict[str, Any]:
    """What an initiative shows besides what all items do, as far as this schema has it."""
    sectors = list(dict.fromkeys(one.sector for one in item.participants))
    if shown is InitiativeCard:
        return {"sectors": sectors}
    return {
        "sectors": sectors,
        "missing_sectors": missing_sectors(sectors),
        "participants": [_participant(one) for one in item.participants],
        "milestones": [
            InitiativeMilestoneItem(title=one.title, due_on=one.due_on, reached_on=one.reached_on) for one in item.milestones
        ],
        "growth": [
            InitiativeGrowthItem(school_year=one.school_year, youngsters=one.youngsters, schools=one.schools, places=one.places)
            for one in item.growth
        ],
    }


def _participant(one: InitiativeParticipant) -> InitiativeParticipantItem:
    organization = organization_link(one.organization) if one.organization else None
    return InitiativeParticipantItem(name=one.shown_name, organization=organization, sector=one.sector)
