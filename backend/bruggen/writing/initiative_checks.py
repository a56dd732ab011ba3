"""What is wrong in the lists of an initiative, and what is no fault but still lacks."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.kit.clock import today
from bruggen.kit.problems import InputIssue
from bruggen.models import Organization
from bruggen.writing.codes import get_codes, unknown_codes
from bruggen.writing.faults import content_fault, unknown_in_content
from bruggen.writing.initiative_content import GrowthInput, InitiativeDraft, MilestoneInput, ParticipantInput

BOTH = ("welfare", "education")
"""The sectors that an initiative is to bring together."""


def missing_sectors(sectors: Iterable[str]) -> list[str]:
    """Those of welfare and education of which there is no partner yet. That is a remark: an idea begins somewhere."""
    there = set(sectors)
    return [sector for sector in BOTH if sector not in there]


def initiative_faults(session: Session, draft: InitiativeDraft) -> Iterator[InputIssue]:
    """What a publication cannot have in its partners, milestones and growth, each by its field."""
    yield from _participants(session, draft.participants)
    for number, milestone in enumerate(draft.milestones):
        yield from _milestone(f"milestones.{number}", milestone)
    yield from _growth(draft.growth)


def _participants(session: Session, participants: list[ParticipantInput]) -> Iterator[InputIssue]:
    known = get_codes(session, ["sectors"])["sectors"]
    ids = {one.organization for one in participants if one.organization}
    organizations = set(session.scalars(select(Organization.id).where(Organization.id.in_(ids))))
    for number, one in enumerate(participants):
        at = f"participants.{number}"
        if one.organization is None and one.name is None:
            yield content_fault(f"{at}.name", "Choose an organization, or give a name.")
        if one.organization and one.organization not in organizations:
            yield unknown_in_content(f"{at}.organization", f"There is no organization {one.organization}.", one.organization)
        if one.sector is None:
            yield content_fault(f"{at}.sector", "Say of which sector it is.")
        else:
            yield from unknown_codes(f"content.{at}.sector", [one.sector], known)


def _milestone(at: str, milestone: MilestoneInput) -> Iterator[InputIssue]:
    if milestone.title is None:
        yield content_fault(f"{at}.title", "Say what is to be reached.")
    if milestone.reached_on and milestone.reached_on > today():
        yield content_fault(f"{at}.reachedOn", "This day is still to come.", milestone.reached_on.isoformat())


def _growth(growth: list[GrowthInput]) -> Iterator[InputIssue]:
    seen = set()
    for number, year in enumerate(growth):
        at = f"growth.{number}"
        if year.school_year is None:
            yield content_fault(f"{at}.schoolYear", "Say of which school year this is.")
            continue
        begin, end = map(int, year.school_year.split("-"))
        if end != begin + 1:
            yield content_fault(f"{at}.schoolYear", "A school year ends in the year after, such as 2026-2027.", year.school_year)
        elif year.school_year in seen:
            yield content_fault(f"{at}.schoolYear", "This school year stands here twice.", year.school_year)
        seen.add(year.school_year)
        if year.youngsters is None and year.schools is None and year.places is None:
            yield content_fault(f"{at}.youngsters", "Give at least one number.")
