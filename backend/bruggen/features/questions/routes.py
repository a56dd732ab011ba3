"""`/questions`: what coordinators are asked, for all of them to find again."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from bruggen.access.attempts import enter_attempt
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, requires
from bruggen.access.reach import find
from bruggen.access.scopes import Scope
from bruggen.features.questions import queries, service
from bruggen.features.questions.schemas import AnsweringOffer, QuestionFilters, QuestionInput, QuestionItem
from bruggen.kit.answers import answer, nothing, private
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ReadQuery
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import CONFLICT, NOT_FOUND
from bruggen.models import Question
from bruggen.record.idempotency import IdempotencyKey

router = APIRouter(tags=["Questions"], responses=REFUSALS)
Reader = Annotated[Caller, requires(Scope.QUESTION_READ)]
Writer = Annotated[Caller, requires(Scope.QUESTION_WRITE)]
QuestionId = Annotated[UUID, Path(alias="questionId", description="Id of the question.")]


def _get_seen(session: DbSession, caller: Reader, question_id: QuestionId) -> Question:
    return find(session, caller, Scope.QUESTION_READ, Question, question_id, options=queries.WHOLE)


def _get_written(session: DbSession, caller: Writer, question_id: QuestionId) -> Question:
    return find(session, caller, Scope.QUESTION_WRITE, Question, question_id, change=True, options=queries.WHOLE)


Seen = Annotated[Question, Depends(_get_seen)]
Written = Annotated[Question, Depends(_get_written)]


def _item(caller: Caller, question: Question) -> QuestionItem:
    offer = question.offer
    written = service.content_of(question)
    return QuestionItem(
        href=f"/api/v1/questions/{question.id}",
        id=question.id,
        region=question.region_code,
        text=question.text,
        asked_on=question.asked_on,
        sector=question.sector,
        themes=written.themes,
        age_bands=written.age_bands,
        outcome=question.outcome,
        answer=question.answer,
        offer=AnsweringOffer(id=offer.id, href=f"/api/v1/offers/{offer.id}", title=offer.title) if offer else None,
        post=question.post,
        may_change=question.region_code in caller.regions(Scope.QUESTION_WRITE),
    )


@router.get("/questions", operation_id="listQuestions", response_model=Collection[QuestionItem])
def list_questions(request: Request, query: Annotated[QuestionFilters, Query()], session: DbSession, caller: Reader) -> Response:
    """List what was asked, in all regions: an answer given once is good for the next who is asked."""

    def item(row: AnyRow) -> QuestionItem:
        return _item(caller, row[0])

    return list_answer(request, query, session, queries.select_questions(caller, query), QuestionItem, item)


@router.get("/questions/{questionId}", operation_id="getQuestion", response_model=QuestionItem, responses=NOT_FOUND)
def get_question(request: Request, query: Annotated[ReadQuery, Query()], caller: Reader, question: Seen) -> Response:
    """Read a question and its answer."""
    return answer(request, query, _item(caller, question), version=question.version)


@router.post("/questions", operation_id="addQuestion", status_code=201, response_model=QuestionItem, responses=CONFLICT)
def add_question(
    request: Request, session: DbSession, caller: Writer, body: QuestionInput, idempotency_key: IdempotencyKey = None
) -> Response:
    """Log a question of one's region."""
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    if not attempt.repeated:
        service.add(session, caller, body, attempt.object_id)
    question = find(session, caller, Scope.QUESTION_READ, Question, attempt.object_id, options=queries.WHOLE)
    made = _item(caller, question)
    return private(made, 201, version=question.version, headers={"Location": made.href})


@router.patch(
    "/questions/{questionId}", operation_id="changeQuestion", response_model=QuestionItem, responses=NOT_FOUND | MATCHED
)
def change_question(
    session: DbSession,
    caller: Writer,
    question: Written,
    patch: Annotated[Patch[QuestionInput], MERGE_PATCH],
    if_match: IfMatch = None,
) -> Response:
    """Change or answer a question of one's region."""
    require_match(if_match, question.version)
    service.change(session, caller, question, patch)
    return private(_item(caller, question), version=question.version)


@router.delete("/questions/{questionId}", operation_id="removeQuestion", status_code=204, responses=NOT_FOUND | MATCHED)
def remove_question(session: DbSession, question: Written, if_match: IfMatch = None) -> Response:
    """Take a question away that was logged by mistake."""
    require_match(if_match, question.version)
    session.delete(question)
    return nothing()
