"""What is written of a question, checked: its codes, what it refers to, and that it is about nobody."""

from collections.abc import Iterator
from uuid import UUID

from pydantic.alias_generators import to_camel
from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.granting import unknown_reference
from bruggen.access.problems import MissingPermission
from bruggen.access.scopes import Scope
from bruggen.casework.checking import require_clean
from bruggen.features.questions import queries
from bruggen.features.questions.schemas import QuestionInput
from bruggen.kit.clock import today
from bruggen.kit.patch import Patch
from bruggen.kit.problems import BadRequest, InputIssue, input_issue
from bruggen.models import Question, QuestionCode, Region
from bruggen.writing.codes import get_codes, unknown_codes
from bruggen.writing.parts import replace_parts

LISTS = {"themes": "themes", "age_bands": "ageBands"}
TEXTS = ("text", "answer", "post")


def content_of(question: Question) -> QuestionInput:
    """What is written of the question."""
    codes = {name: [code.code for code in question.codes if code.list_name == list_name] for name, list_name in LISTS.items()}
    return QuestionInput.model_validate(
        {
            "region": question.region_code,
            "text": question.text,
            "asked_on": question.asked_on,
            "sector": question.sector,
            "outcome": question.outcome,
            "answer": question.answer,
            "offer": question.offer_id,
            "post": question.post,
            **codes,
        }
    )


def add(session: Session, caller: Caller, wanted: QuestionInput, key: UUID) -> None:
    """Log a question under this id. Raises BadRequest, SensitiveText, MissingPermission for another's region."""
    question = Question(id=key, created_by=caller.person, codes=[])
    _write(session, caller, question, wanted)
    session.add(question)
    session.flush()


def change(session: Session, caller: Caller, question: Question, patch: Patch[QuestionInput]) -> None:
    """Change or answer a question. Raises as add."""
    _write(session, caller, question, patch.apply_to(content_of(question)))
    session.flush()
    session.refresh(question, ["offer"])


def _write(session: Session, caller: Caller, question: Question, wanted: QuestionInput) -> None:
    issues = list(_issues(session, wanted))
    if issues:
        raise BadRequest(issues=issues)
    if wanted.region not in caller.regions(Scope.QUESTION_WRITE):
        detail = "You log and answer the questions of your own region."
        raise MissingPermission(detail, object_type="regions", object_id=wanted.region)
    texts = [(name, text) for name in TEXTS if (text := getattr(wanted, name))]
    require_clean(session, question.id, texts, wanted.confirmations)
    question.region_code = wanted.region
    question.text = wanted.text
    question.asked_on = wanted.asked_on or today()
    question.sector = wanted.sector
    question.outcome = wanted.outcome
    question.answer = wanted.answer
    question.offer_id = wanted.offer
    question.post = wanted.post
    rows = (
        {"list_name": list_name, "code": code, "position": position}
        for name, list_name in LISTS.items()
        for position, code in enumerate(getattr(wanted, name))
    )
    replace_parts(question.codes, QuestionCode, ("list_name", "code"), rows)


def _issues(session: Session, wanted: QuestionInput) -> Iterator[InputIssue]:
    if session.get(Region, wanted.region) is None:
        yield unknown_reference("region", wanted.region)
    known = get_codes(session, ("sectors", *LISTS.values()))
    yield from unknown_codes("sector", [wanted.sector] if wanted.sector else [], known["sectors"])
    for name, list_name in LISTS.items():
        yield from unknown_codes(to_camel(name), getattr(wanted, name), known[list_name])
    if wanted.asked_on and wanted.asked_on > today():
        yield input_issue("invalidInput", "This day is still to come.", location="body", name="askedOn")
    if wanted.offer and not queries.is_published(session, wanted.offer):
        yield unknown_reference("offer", wanted.offer)
