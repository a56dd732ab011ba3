"""Keeps what points at a person out of a case: found in its texts, mended or confirmed with a reason, or refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.casework.application import Confirmation
from bruggen.casework.text_check import Finding, FindingKind, check_text
from bruggen.directory.analysis import fold
from bruggen.kit.db import seal_of
from bruggen.kit.problems import BadRequest, InputIssue
from bruggen.kit.schema import Schema

WHAT = {
    FindingKind.NAME: "a name",
    FindingKind.NATIONAL_NUMBER: "a national number",
    FindingKind.PHONE: "a phone number",
    FindingKind.EMAIL: "a mail address",
    FindingKind.ADDRESS: "an address",
    FindingKind.BIRTH_DATE: "a date of birth",
}


class SensitiveText(BadRequest):
    """The text seems to name somebody; the issues say where, never what."""

    type = "urn:problem-type:bruggen:sensitiveText"
    title = "Sensitive Text"
    detail = "The text seems to hold what points at a person. Take it out, or confirm with a reason that it may stand there."


class Confirmable(Schema):
    """Parent of whatever holds a text about a case."""

    confirmations: list[Confirmation] = []


class FindingItem(Schema):
    """A spot in a text that seems to point at a person."""

    id: str
    name: str
    kind: FindingKind
    start: int
    end: int
    refused: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A finding in the text that stands at `name` in the body. The same words of a case have the same id wherever they stand."""

    name: str
    id: str
    finding: Finding

    def shown(self) -> FindingItem:
        """As it is told to who wrote it."""
        found = self.finding
        return FindingItem(id=self.id, name=self.name, kind=found.kind, start=found.start, end=found.end, refused=found.refused)

    def issue(self) -> InputIssue:
        """As a fault. Nothing of the text comes back."""
        found = self.finding
        advice = "It has to go." if found.refused else "Take it out, or confirm it with a reason."
        detail = f"This seems to be {WHAT[found.kind]} (from character {found.start + 1} to {found.end}). {advice}"
        return InputIssue(type=SensitiveText.type, title=SensitiveText.title, detail=detail, location="body", name=self.name)


def spots(session: Session, case_id: UUID, texts: Iterable[tuple[str, str]]) -> list[Spot]:
    """Everything found in these texts, which are given with their names."""
    digest = seal_of(session).digest
    return [
        Spot(name, digest("finding", f"{case_id}:{found.kind}:{fold(text[found.start : found.end])}")[:16], found)
        for name, text in texts
        for found in check_text(text)
    ]


def open_spots(found: Iterable[Spot], confirmations: Iterable[Confirmation]) -> list[Spot]:
    """Those that nobody confirmed. What is refused cannot be confirmed."""
    confirmed = {confirmation.finding for confirmation in confirmations}
    return [spot for spot in found if spot.finding.refused or spot.id not in confirmed]


def require_clean(
    session: Session, case_id: UUID, texts: Iterable[tuple[str, str]], confirmations: Iterable[Confirmation] = ()
) -> None:
    """Make sure that the texts point at nobody, or that somebody said why they may. Raises SensitiveText."""
    found = open_spots(spots(session, case_id, texts), confirmations)
    if found:
        raise SensitiveText(issues=[spot.issue() for spot in found])


def require_storable(session: Session, case_id: UUID, texts: Iterable[tuple[str, str]]) -> list[Spot]:
    """What was found, for a draft that may still hold it; what is never taken in raises SensitiveText even there."""
    found = spots(session, case_id, texts)
    refused = [spot.issue() for spot in found if spot.finding.refused]
    if refused:
        raise SensitiveText(issues=refused)
    return found
