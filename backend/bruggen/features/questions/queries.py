"""SELECTs over questions."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.features.questions.schemas import QuestionFilters
from bruggen.models import Offer, Question, QuestionCode

ORDERS = {"askedOn": (Question.asked_on, Question.id), "-askedOn": (Question.asked_on.desc(), Question.id.desc())}
WHOLE = (selectinload(Question.codes), joinedload(Question.offer))
"""Loads what is shown of a question."""


def select_questions(caller: Caller, filters: QuestionFilters) -> Select[Question]:
    """Questions within the caller's reach that the filters leave, in the order asked for."""
    order = [column for sort in filters.sort for column in ORDERS[sort]]
    statement = select(Question).where(seen(caller, Scope.QUESTION_READ, Question)).options(*WHOLE).order_by(*order)
    for word in (filters.q or "").split():
        statement = statement.where(
            or_(Question.text.icontains(word, autoescape=True), Question.answer.icontains(word, autoescape=True))
        )
    for column, values in (
        (Question.region_code, filters.region),
        (Question.sector, filters.sector),
        (Question.outcome, filters.outcome),
    ):
        if values:
            statement = statement.where(column.in_(values))
    for list_name, codes in (("themes", filters.theme), ("ageBands", filters.age_band)):
        if codes:
            statement = statement.where(_has_code(list_name, codes))
    if filters.asked_from:
        statement = statement.where(Question.asked_on >= filters.asked_from)
    if filters.asked_until:
        statement = statement.where(Question.asked_on <= filters.asked_until)
    return statement


def _has_code(list_name: str, codes: list[str]) -> ColumnElement[bool]:
    return exists().where(
        QuestionCode.question_id == Question.id, QuestionCode.list_name == list_name, QuestionCode.code.in_(codes)
    )


def is_published(session: Session, offer_id: UUID) -> bool:
    """Whether there is a public offer of this id."""
    return bool(session.scalar(select(exists().where(Offer.id == offer_id, Offer.status == "published"))))
