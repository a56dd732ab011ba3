"""What a step of the path waits for, beside the state and the party: each need as the list of what is missing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pydantic.alias_generators import to_camel
from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.casework.application import CODED, PLACES, CaseInput, free_texts
from bruggen.casework.checking import open_spots, spots
from bruggen.casework.path import Need
from bruggen.kit.problems import InputIssue, input_issue
from bruggen.models import CaseConsultation, Municipality, Region
from bruggen.writing.codes import get_codes, unknown_codes


@dataclass(frozen=True, slots=True)
class Stand:
    """How things stand at a case when a step is to be taken."""

    session: Session
    case: CaseConsultation
    application: CaseInput


# What nobody can begin without, also within two minutes on the phone.
ALWAYS = {
    "sector": "Say for which sector the applicant works.",
    "urgency": "Say how urgent it is.",
    "summary": "Say in one line what it is about.",
    "blocked": "Say what is stuck.",
}
BY_FORM = {
    "wanted": "Say what is asked for.",
    "level": "Say which education it is about.",
    "schooling": "Say whether the youngster goes to school.",
    "consent": "Say whether youngster and parents know.",
    "themes": "Choose at least one theme.",
    "blockage_reasons": "Choose at least one reason.",
    "hoped_for": "Say what is hoped for.",
    "tried": "Say what was tried.",
}


def missing(stand: Stand, need: Need) -> list[InputIssue]:
    """What the step still waits for; nothing when it may be taken."""
    return list(NEEDS[need](stand))


def _issue(name: str, detail: str) -> InputIssue:
    return input_issue("invalidInput", detail, location="body", name=to_camel(name))


def _whole_application(stand: Stand) -> Iterator[InputIssue]:
    said = stand.application
    needed = {**ALWAYS, **(BY_FORM if stand.case.channel == "form" else {})}
    for name, hint in needed.items():
        if not getattr(said, name):
            yield _issue(name, hint)
    if not said.birth_year and not said.age_band:
        yield _issue("birth_year", "Say the year of birth, or whether it is under 12 or from 12 on.")
    if stand.case.referrer_id is None and not (said.contact and said.contact.name and (said.contact.phone or said.contact.email)):
        yield _issue("contact", "Say who applies and how to reach them.")
    yield from _right_region(stand)


def _right_region(stand: Stand) -> Iterator[InputIssue]:
    # A region may take in a case when any of these four lies in it (domain: an OR-rule).
    said = stand.application
    places = [place for name in PLACES if (place := getattr(said, name))]
    if not places:
        yield _issue("domicile", "Name at least one municipality: of the domicile, the residence, the school or the CLB.")
    if said.region is None:
        yield _issue("region", "Say which region is to handle it.")
    elif places:
        regions = set(stand.session.scalars(select(Municipality.region_code).where(Municipality.nis_code.in_(places)).distinct()))
        if said.region not in regions:
            yield _issue("region", f"None of the municipalities lies in this region. Choose from: {', '.join(sorted(regions))}.")


def _checked_texts(stand: Stand) -> Iterator[InputIssue]:
    said = stand.application
    for spot in open_spots(spots(stand.session, stand.case.id, free_texts(said)), said.confirmations):
        yield spot.issue()


def _both_sides(stand: Stand) -> Iterator[InputIssue]:
    # On request when both the CLB and youth care are stuck; a coordinator may admit otherwise, and says why.
    if stand.case.confirmed_at is None and not stand.application.admission_reason:
        yield _issue("admission_reason", "The other side has not confirmed. Wait for it, or say why the case is taken in.")


def _feedback(stand: Stand) -> Iterator[InputIssue]:
    if stand.case.feedback_at is None:
        yield _issue("feedback", "Give feedback to the referrer first.")


NEEDS: dict[Need, Callable[[Stand], Iterator[InputIssue]]] = {
    Need.WHOLE_APPLICATION: _whole_application,
    Need.CHECKED_TEXTS: _checked_texts,
    Need.BOTH_SIDES: _both_sides,
    Need.FEEDBACK: _feedback,
}


def unknown_facts(session: Session, said: CaseInput) -> list[InputIssue]:
    """Codes, municipalities and regions that there are none of."""
    known = get_codes(session, set(CODED.values()))
    issues = []
    for name, list_name in CODED.items():
        value = getattr(said, name)
        codes = value if isinstance(value, list) else [value] if value else []
        issues += unknown_codes(to_camel(name), codes, known[list_name], echo=False)
    if said.region is not None and session.get(Region, said.region) is None:
        issues.append(input_issue("referencedResourceNotFound", "There is no such region.", location="body", name="region"))
    places = {name: place for name in PLACES if (place := getattr(said, name))}
    found = set(session.scalars(select(Municipality.nis_code).where(Municipality.nis_code.in_(places.values()))))
    issues += [
        input_issue(
            "referencedResourceNotFound", "There is no municipality of this number.", location="body", name=to_camel(name)
        )
        for name, place in places.items()
        if place not in found
    ]
    return issues
