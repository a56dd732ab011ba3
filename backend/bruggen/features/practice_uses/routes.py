"""`/goodPractices/{id}/uses` and `/practiceUses`: who also does so, and what they found."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from bruggen.access.assignments import organization_link
from bruggen.access.attempts import enter_attempt
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, MaybeCaller, requires
from bruggen.access.reach import find
from bruggen.access.scopes import Scope
from bruggen.features.practice_uses import queries, service
from bruggen.features.practice_uses.schemas import PracticeUseFilters, PracticeUseInput, PracticeUseItem
from bruggen.kit.answers import answer, nothing, private
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ReadQuery
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import CONFLICT, NOT_FOUND
from bruggen.models import GoodPractice, PracticeUse
from bruggen.record.idempotency import IdempotencyKey

router = APIRouter(tags=["GoodPractices"])
Writer = Annotated[Caller, requires(Scope.EXPERTISE_WRITE)]
PracticeId = Annotated[UUID, Path(alias="goodPracticeId", description="Id of the good practice.")]
UseId = Annotated[UUID, Path(alias="practiceUseId", description="Id of the report.")]


def _get_practice(session: DbSession, caller: MaybeCaller, practice_id: PracticeId) -> GoodPractice:
    return find(session, caller, Scope.EXPERTISE_READ, GoodPractice, practice_id)


def _get_seen(session: DbSession, caller: MaybeCaller, use_id: UseId) -> PracticeUse:
    return find(session, caller, Scope.EXPERTISE_READ, PracticeUse, use_id, options=queries.WHOLE)


def _get_written(session: DbSession, caller: Writer, use_id: UseId) -> PracticeUse:
    return find(session, caller, Scope.EXPERTISE_WRITE, PracticeUse, use_id, change=True, options=queries.WHOLE)


Practice = Annotated[GoodPractice, Depends(_get_practice)]
Seen = Annotated[PracticeUse, Depends(_get_seen)]
Written = Annotated[PracticeUse, Depends(_get_written)]


def _item(caller: Caller, use: PracticeUse) -> PracticeUseItem:
    return PracticeUseItem(
        href=f"/api/v1/practiceUses/{use.id}",
        id=use.id,
        status=use.status,
        organization=organization_link(use.organization) if use.organization else None,
        organization_name=use.organization_name,
        experience=use.experience,
        own=use.created_by is not None and use.created_by == caller.person,
        created_at=use.created_at,
    )


@router.get(
    "/goodPractices/{goodPracticeId}/uses",
    operation_id="listPracticeUses",
    response_model=Collection[PracticeUseItem],
    responses=NOT_FOUND,
)
def list_practice_uses(
    request: Request,
    query: Annotated[PracticeUseFilters, Query()],
    session: DbSession,
    caller: MaybeCaller,
    practice: Practice,
) -> Response:
    """List who also does so, and what they found."""

    def item(row: AnyRow) -> PracticeUseItem:
        return _item(caller, row[0])

    return list_answer(request, query, session, queries.select_uses(caller, practice.id, query), PracticeUseItem, item)


@router.post(
    "/goodPractices/{goodPracticeId}/uses",
    operation_id="addPracticeUse",
    status_code=201,
    response_model=PracticeUseItem,
    responses=REFUSALS | NOT_FOUND | CONFLICT,
)
def add_practice_use(
    request: Request,
    session: DbSession,
    caller: Writer,
    practice: Practice,
    body: PracticeUseInput,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Tell that one does so, too, and what one found; public once a coordinator looked at it."""
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    if not attempt.repeated:
        service.add(session, caller, practice, body, attempt.object_id)
    use = find(session, caller, Scope.EXPERTISE_READ, PracticeUse, attempt.object_id, options=queries.WHOLE)
    made = _item(caller, use)
    return private(made, 201, version=use.version, headers={"Location": made.href})


@router.get("/practiceUses/{practiceUseId}", operation_id="getPracticeUse", response_model=PracticeUseItem, responses=NOT_FOUND)
def get_practice_use(request: Request, query: Annotated[ReadQuery, Query()], caller: MaybeCaller, use: Seen) -> Response:
    """Read a report."""
    return answer(request, query, _item(caller, use), version=use.version)


@router.patch(
    "/practiceUses/{practiceUseId}",
    operation_id="changePracticeUse",
    response_model=PracticeUseItem,
    responses=REFUSALS | NOT_FOUND | MATCHED,
)
def change_practice_use(
    session: DbSession,
    caller: Writer,
    use: Written,
    patch: Annotated[Patch[PracticeUseInput], MERGE_PATCH],
    if_match: IfMatch = None,
) -> Response:
    """Write on at one's own report; a coordinator looks at it again."""
    require_match(if_match, use.version)
    service.change(session, caller, use, patch)
    return private(_item(caller, use), version=use.version)


@router.delete(
    "/practiceUses/{practiceUseId}",
    operation_id="removePracticeUse",
    status_code=204,
    responses=REFUSALS | NOT_FOUND | MATCHED,
)
def remove_practice_use(session: DbSession, use: Written, if_match: IfMatch = None) -> Response:
    """Take a report away: one's own, or one on a practice that is one's own."""
    require_match(if_match, use.version)
    session.delete(use)
    return nothing()


@router.post(
    "/practiceUses/{practiceUseId}/publications",
    operation_id="publishPracticeUse",
    status_code=204,
    responses=REFUSALS | NOT_FOUND | CONFLICT,
)
def publish_practice_use(session: DbSession, caller: Writer, use: Written) -> Response:
    """Make a report public, as a coordinator."""
    service.publish(session, caller, use)
    return nothing()
