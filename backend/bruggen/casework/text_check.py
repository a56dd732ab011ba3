"""What points at a person in free text: names, national numbers, phone numbers, mail and street addresses, dates of birth.

Rules and lists, not a model: why, and what they miss, stands in docs/decisions/0009-text-check.md. The same check runs as
somebody types and again when the text comes in, so it asks nothing but the text (and the day, for the age of a date).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bruggen.casework.text_check_addresses import find_addresses
from bruggen.casework.text_check_dates import find_birth_dates
from bruggen.casework.text_check_names import find_names
from bruggen.casework.text_check_numbers import find_emails, find_national_numbers, find_phones
from bruggen.kit.clock import today

Span = tuple[int, int]
Detector = Callable[[str], Iterable[Span]]


class FindingKind(StrEnum):
    """What was found."""

    NAME = "name"
    NATIONAL_NUMBER = "nationalNumber"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    BIRTH_DATE = "birthDate"


@dataclass(frozen=True, slots=True)
class Finding:
    """A spot in a text, `start` up to but not including `end`, counted in code points."""

    kind: FindingKind
    start: int
    end: int

    @property
    def refused(self) -> bool:
        """Whether no reason lets it stand: it has to go."""
        return self.kind is FindingKind.NATIONAL_NUMBER


def check_text(text: str, on: date | None = None) -> list[Finding]:
    """Everything in the text that points at a person, in its order, never overlapping.

    `on` is the day that ages are counted on; today if it is not given.
    """
    day = on or today()
    # The surer comes first: a spot that is a national number is not looked at again as a phone number.
    detectors: tuple[tuple[FindingKind, Detector], ...] = (
        (FindingKind.NATIONAL_NUMBER, find_national_numbers),
        (FindingKind.EMAIL, find_emails),
        (FindingKind.PHONE, find_phones),
        (FindingKind.BIRTH_DATE, lambda text: find_birth_dates(text, day)),
        (FindingKind.ADDRESS, find_addresses),
        (FindingKind.NAME, find_names),
    )
    found: list[Finding] = []
    for kind, detector in detectors:
        for start, end in detector(text):
            if all(end <= other.start or other.end <= start for other in found):
                found.append(Finding(kind, start, end))
    return sorted(found, key=lambda finding: finding.start)
