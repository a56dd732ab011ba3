"""What an application says: coded facts, and words. It holds what a consultation may hold, nothing else."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Literal

import orjson
from pydantic import AfterValidator, Field
from sqlalchemy.orm import Session

from bruggen.casework.sealing import as_text, open_texts, write_texts
from bruggen.kit.clock import today
from bruggen.kit.envelope import DataKey
from bruggen.kit.schema import Day, EmailAddress, Schema
from bruggen.kit.texts import Line, PlainText, phone_number
from bruggen.models import CaseCode, CaseConsultation

Code = Annotated[str, Field(min_length=1, max_length=60)]
Codes = Annotated[list[Code], Field(max_length=12)]
NisCode = Annotated[str, Field(min_length=5, max_length=5, pattern="^[0-9]{5}$", description="NIS code of a municipality.")]
Words = Annotated[PlainText, Field(max_length=3000)]
OLDEST, YOUNGEST = 25, 2


class CaseContact(Schema):
    """How the coordinators reach the professional who applies: never the youngster or the family."""

    name: Annotated[Line, Field(max_length=200)] | None = None
    function: Annotated[Line, Field(max_length=200)] | None = None
    organization: Annotated[Line, Field(max_length=200)] | None = None
    phone: Annotated[str, Field(max_length=30), AfterValidator(phone_number)] | None = None
    email: EmailAddress | None = None


class Tried(Schema):
    """Something that was tried, and what came of it."""

    what: Annotated[Line, Field(max_length=300)]
    result: Annotated[Line, Field(max_length=500)] | None = None


class Confirmation(Schema):
    """Says of something in the text that it may stand there, and why: a street of a service, a name of a method."""

    finding: Annotated[str, Field(min_length=16, max_length=16, pattern="^[0-9a-f]+$", description="Id of the finding.")]
    reason: Annotated[Line, Field(max_length=300)]


class CaseFacts(Schema):
    """The coded facts: what the table of cases and the figures are made from."""

    region: Annotated[str, Field(max_length=3)] | None = Field(default=None, description="Code of the region that handles it.")
    sector: Literal["clb", "youthCare"] | None = Field(default=None, description="Sector of who applies.")
    wanted: Code | None = Field(default=None, description="List wantedHelp.")
    urgency: Code | None = Field(default=None, description="List urgencies.")
    domicile: NisCode | None = None
    residence: NisCode | None = None
    school: NisCode | None = None
    clb: NisCode | None = None
    birth_year: int | None = Field(default=None, ge=1990, le=2100)
    age_band: Literal["under12", "over12"] | None = Field(
        default=None, description="Follows from the birth year, if that is known."
    )
    level: Code | None = Field(default=None, description="List levels.")
    track: Code | None = Field(default=None, description="List tracks.")
    report: Code | None = Field(default=None, description="List reports.")
    schooling: Code | None = Field(default=None, description="List schoolings.")
    schooling_since: Day | None = None
    absence: Code | None = Field(default=None, description="List absenceBands.")
    consent: Code | None = Field(default=None, description="List consentStatuses.")
    themes: Codes = []
    life_domains: Codes = []
    blockage_reasons: Codes = []
    missing_offers: Codes = []
    services: Codes = Field(default=[], description="List serviceTypes: kinds of services that are involved.")


class CaseWords(Schema):
    """What people wrote. No name of a youngster stands in it; the contact is the professional's."""

    summary: Annotated[Line, Field(max_length=200)] | None = Field(default=None, description="What it is about, in one line.")
    blocked: Words | None = Field(default=None, description="What is stuck.")
    hoped_for: Words | None = None
    wanted_by_youngster: Words | None = None
    strengths: Words | None = None
    tried: list[Tried] = Field(default=[], max_length=20)
    other_side_view: Words | None = Field(default=None, description="How the other side sees it.")
    admission_reason: Words | None = Field(default=None, description="Why a case is taken in that only one side handed in.")
    contact: CaseContact | None = None
    confirmations: list[Confirmation] = Field(default=[], max_length=50)


class CaseInput(CaseFacts, CaseWords):
    """An application, as far as it was filled in."""


LISTS = {
    "themes": "themes",
    "life_domains": "lifeDomains",
    "blockage_reasons": "blockageReasons",
    "missing_offers": "missingOffers",
    "services": "serviceTypes",
}
"""Fields that hold several codes, with their lists."""
CODED = {
    "wanted": "wantedHelp",
    "urgency": "urgencies",
    "level": "levels",
    "track": "tracks",
    "report": "reports",
    "schooling": "schoolings",
    "absence": "absenceBands",
    "consent": "consentStatuses",
    **LISTS,
}
PLACES = ("domicile", "residence", "school", "clb")
COLUMNS = {name: "region_code" if name == "region" else name for name in CaseFacts.model_fields if name not in LISTS}
"""Facts with a column of their own."""
APPLICATION, SUMMARY = "application", "summary"


def facts_of(case: CaseConsultation) -> dict[str, object]:
    """The facts of a case whose `codes` are loaded, by the names of CaseFacts."""
    codes: dict[str, list[str]] = {name: [] for name in LISTS}
    for code in case.codes:
        codes[code.list_name].append(code.code)
    return {**{name: getattr(case, column) for name, column in COLUMNS.items()}, **codes}


def read_words(session: Session, case: CaseConsultation, key: DataKey) -> tuple[CaseWords, dict[str, str]]:
    """What the application says, and the other parts of the case by name."""
    parts = open_texts(session, case.id, key)
    words = CaseWords.model_validate(orjson.loads(parts.pop(APPLICATION, "{}")))
    return words.model_copy(update={"summary": parts.pop(SUMMARY, None)}), parts


def read_application(session: Session, case: CaseConsultation, key: DataKey) -> CaseInput:
    """The application as it stands."""
    words, _ = read_words(session, case, key)
    return CaseInput.model_validate({**facts_of(case), **words.model_dump()})


def write_application(session: Session, case: CaseConsultation, key: DataKey, said: CaseInput) -> None:
    """Put all that it says into the case."""
    for name, column in COLUMNS.items():
        setattr(case, column, getattr(said, name))
    if said.birth_year:
        case.age_band = age_band(said.birth_year)
    kept = {(code.list_name, code.code): code for code in case.codes}
    case.codes = [
        _placed(kept.get((name, code)) or CaseCode(list_name=name, code=code), position)
        for name in LISTS
        for position, code in enumerate(dict.fromkeys(getattr(said, name)))
    ]
    case.coded = coded((code.list_name, code.code) for code in case.codes)
    words = CaseWords.model_validate(said.model_dump(include=set(CaseWords.model_fields)))
    write_texts(
        session,
        case.id,
        key,
        {SUMMARY: words.summary, APPLICATION: as_text(words.model_copy(update={"summary": None}))},
    )


def coded(codes: Iterable[tuple[str, str]]) -> str:
    """Codes, each with its list, as the one line that the table of cases looks for them in (`CaseConsultation.coded`)."""
    return "".join(f" {list_name}:{code} " for list_name, code in codes)


def _placed(code: CaseCode, position: int) -> CaseCode:
    code.position = position
    return code


def age_band(birth_year: int, day: date | None = None) -> str:
    """The band of the year in which somebody turns 12: from that year on they count as 12 and over."""
    return "under12" if (day or today()).year - birth_year < 12 else "over12"


def free_texts(words: CaseWords) -> Iterator[tuple[str, str]]:
    """All texts in which somebody could be named, each with where it stands in the body; the professional's contact is none."""
    for name, field in CaseWords.model_fields.items():
        value = getattr(words, name)
        if isinstance(value, str):
            yield field.alias or name, value
    for position, tried in enumerate(words.tried):
        yield f"tried.{position}.what", tried.what
        if tried.result:
            yield f"tried.{position}.result", tried.result
