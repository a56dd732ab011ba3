"""Dates of birth in a text, as spans of code points."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

MONTHS = (
    "januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun",
    "juli jul", "augustus aug", "september sept sep", "oktober okt", "november nov", "december dec",
)  # fmt: skip
MONTH_NUMBERS = {name: number for number, names in enumerate(MONTHS, start=1) for name in names.split()}
MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))

DATE = re.compile(
    rf"""(?<![\d/.-])(?:
        (?P<y1>\d{{4}})-(?P<m1>\d\d)-(?P<d1>\d\d)
      | (?P<d2>\d{{1,2}})\s?(?P<s>[/.\-])\s?(?P<m2>\d{{1,2}})\s?(?P=s)\s?(?P<y2>\d{{4}}|\d\d)
      | (?P<d3>\d{{1,2}})(?:de|e|ste)?\s(?P<n3>{MONTH})\b\.?(?:,?\s(?P<y3>\d{{4}}|['’]\d\d))?
    )(?![\d/-])""",
    re.IGNORECASE | re.VERBOSE,
)
# A national number with a typing error is not refused, but the day of birth at its head is there.
MISTYPED_NATIONAL_NUMBER = re.compile(r"(?<!\d)\d\d\.\d\d\.\d\d\s?[-–]\s?\d{3}[. ]\d\d(?!\d)")

BIRTH_BEFORE = re.compile(
    r"(?:\bgeboren|\bgeb\b\.?|\bgeboorte(?:datum|dag)?|\bverjaar(?:t|de|dag)|\bjarig|°|\*)[^\d.!?\n]{0,30}$", re.IGNORECASE
)
BIRTH_AFTER = re.compile(r"\s?\)?\s?(?:geboren|is (?:zijn|haar|de) (?:geboortedatum|verjaardag))", re.IGNORECASE)
PERIOD_BEFORE = re.compile(
    r"\b(?:sinds|sedert|vanaf|tot|t\.?e\.?m\.?|tussen|tot en met|tussen [^.!?\n]{1,30} en)\s$", re.IGNORECASE
)
PERIOD_AFTER = re.compile(r"\s?(?:tot|t\.?e\.?m\.?|[-–])\s", re.IGNORECASE)
LOOK_BACK = 60

YOUNGEST, OLDEST = 3, 26
"""Years: a date without a word beside it that many years ago is taken for a youngster's date of birth."""
YEAR = 365.25


def find_birth_dates(text: str, on: date) -> Iterator[tuple[int, int]]:
    """Dates that are said to be of birth, and whole dates that make somebody a youngster on the day `on` and open no period."""
    for match in MISTYPED_NATIONAL_NUMBER.finditer(text):
        yield match.span()
    for match in DATE.finditer(text):
        before = text[max(0, match.start() - LOOK_BACK) : match.start()]
        is_said = BIRTH_BEFORE.search(before) or BIRTH_AFTER.match(text, match.end())
        is_period = PERIOD_BEFORE.search(before) or PERIOD_AFTER.match(text, match.end())
        if is_said or (not is_period and _is_a_youngsters(match, on)):
            yield match.span()


def _is_a_youngsters(match: re.Match[str], on: date) -> bool:
    """Whether somebody born on that day is a youngster now. The first of September is the first day of school, not a birthday."""
    year = match["y1"] or match["y2"] or (match["y3"] or "").lstrip("'’")
    month = MONTH_NUMBERS[match["n3"].lower()] if match["n3"] else int(match["m1"] or match["m2"])
    day = int(match["d1"] or match["d2"] or match["d3"])
    if not year or (month, day) == (9, 1):
        return False
    with suppress(ValueError):
        age = (on - date(_full_year(year, on), month, day)).days / YEAR
        return YOUNGEST < age < OLDEST
    return False


def _full_year(year: str, on: date) -> int:
    """2011 for "11", the latest that has been."""
    if len(year) > 2:
        return int(year)
    return int(year) + (2000 if int(year) <= on.year % 100 else 1900)
