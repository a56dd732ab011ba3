"""`/expertiseRevisions`: proposals to change a network, training, practice or the like, or for a new one."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from bruggen.access.assignments import organization_link
from bruggen.access.attempts import enter_attempt
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, requires
from bruggen.access.problems import AlreadyDone
from bruggen.access.reach import find
from bruggen.access.scopes import Scope
from bruggen.features.expertise_revisions import queries, service
from bruggen.features.expertise_revisions.schemas import (
    ExpertiseRevisionDetail,
    ExpertiseRevisionFilters,
    ExpertiseRevisionItem,
    ExpertiseRevisionPatch,
    ItemPublication,
    NewExpertiseRevision,
    PublishedItem,
    RevisedItem,
)
from bruggen.kit.answers import answer, nothing, private
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ReadQuery
from bruggen.kit.patch import MERGE_PATCH
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import CONFLICT, NOT_FOUND
from bruggen.models import ExpertiseItem, ExpertiseRevision
from bruggen.record.idempotency import IdempotencyKey
from bruggen.writing.item_kinds import href_of
from bruggen.writing.proposing import Remark

router = APIRouter(tags=["ExpertiseRevisions"], responses=REFUSALS)
Writer = Annotated[Caller, requires(Scope.EXPERTISE_WRITE)]
RevisionId = Annotated[UUID, Path(alias="expertiseRevisionId", description="Id of the proposal.")]


def _get_written(session: DbSession, caller: Writer, revision_id: RevisionId) -> ExpertiseRevision:
    return find(session, caller, Scope.EXPERTISE_WRITE, ExpertiseRevision, revision_id, change=True, options=queries.WHOLE)


Written = Annotated[ExpertiseRevision, Depends(_get_written)]


def _revised(item: ExpertiseItem) -> RevisedItem:
    return RevisedItem(id=item.id, href=href_of(item.kind, item.id), version=item.version, title=item.title)


def _item(caller: Caller, revision: ExpertiseRevision) -> ExpertiseRevisionItem:
    return ExpertiseRevisionItem(
        href=service.href_of(revision.id),
        id=revision.id,
        kind=revision.kind,
        status=revision.status,
        region=revision.region_code,
        organization=organization_link(revision.organization) if revision.organization else None,
        item=_revised(revision.item) if revision.item else None,
        title=revision.content.get("title"),
        own=caller.person is not None and caller.person == revision.created_by,
        remark=revision.remark,
        created_at=revision.created_at,
        updated_at=revision.updated_at,
    )


def _detail(session: Session, caller: Caller, revision: ExpertiseRevision) -> ExpertiseRevisionDetail:
    writing = service.WRITINGS[revision.kind]
    merged = writing.merged_content(revision, revision.item)
    return ExpertiseRevisionDetail(
        **_item(caller, revision).model_dump(by_alias=False),
        content=merged.content,
        differences=writing.differences(revision.item, merged),
        may_publish=service.may_publish(session, caller, revision),
    )


def _changed(session: Session, caller: Caller, revision: ExpertiseRevision) -> Response:
    session.flush()
    return private(_detail(session, caller, revision), version=revision.version)


@router.get("/expertiseRevisions", operation_id="listExpertiseRevisions", response_model=Collection[ExpertiseRevisionItem])
def list_expertise_revisions(
    request: Request, query: Annotated[ExpertiseRevisionFilters, Query()], session: DbSession, caller: Writer
) -> Response:
    """List proposals: one's own, one's organization's, and for a coordinator those of the region."""

    def item(row: AnyRow) -> ExpertiseRevisionItem:
        return _item(caller, row[0])

    return list_answer(request, query, session, queries.select_revisions(caller, query), ExpertiseRevisionItem, item)


@router.get(
    "/expertiseRevisions/{expertiseRevisionId}",
    operation_id="getExpertiseRevision",
    response_model=ExpertiseRevisionDetail,
    responses=NOT_FOUND,
)
def get_expertise_revision(
    request: Request, query: Annotated[ReadQuery, Query()], session: DbSession, caller: Writer, revision: Written
) -> Response:
    """Read a proposal, and what it would change."""
    return answer(request, query, _detail(session, caller, revision), version=revision.version)


@router.post(
    "/expertiseRevisions",
    operation_id="beginExpertiseRevision",
    status_code=201,
    response_model=ExpertiseRevisionDetail,
    responses=NOT_FOUND | CONFLICT,
)
def begin_expertise_revision(
    request: Request, session: DbSession, caller: Writer, body: NewExpertiseRevision, idempotency_key: IdempotencyKey = None
) -> Response:
    """Begin a proposal: a change of something, which stays public as it is, or something new."""
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    if not attempt.repeated:
        service.begin(session, caller, body.root, attempt.object_id)
    revision = queries.get_revision(session, attempt.object_id)
    if revision is None:
        raise AlreadyDone("This proposal was begun before, and published or withdrawn since.")
    headers = {"Location": service.href_of(revision.id)}
    return private(_detail(session, caller, revision), 201, version=revision.version, headers=headers)


@router.patch(
    "/expertiseRevisions/{expertiseRevisionId}",
    operation_id="changeExpertiseRevision",
    response_model=ExpertiseRevisionDetail,
    responses=NOT_FOUND | MATCHED | CONFLICT,
)
def change_expertise_revision(
    session: DbSession,
    caller: Writer,
    revision: Written,
    patch: Annotated[ExpertiseRevisionPatch, MERGE_PATCH],
    if_match: IfMatch = None,
) -> Response:
    """Write on at a draft or at what came back; it may stay unfinished."""
    require_match(if_match, revision.version)
    service.change(revision, patch)
    return _changed(session, caller, revision)


@router.delete(
    "/expertiseRevisions/{expertiseRevisionId}",
    operation_id="withdrawExpertiseRevision",
    status_code=204,
    responses=NOT_FOUND | MATCHED,
)
def withdraw_expertise_revision(session: DbSession, revision: Written, if_match: IfMatch = None) -> Response:
    """Withdraw a proposal; what is public stays as it is."""
    require_match(if_match, revision.version)
    session.delete(revision)
    return nothing()


@router.post(
    "/expertiseRevisions/{expertiseRevisionId}/submissions",
    operation_id="submitExpertiseRevision",
    response_model=ExpertiseRevisionDetail,
    responses=NOT_FOUND | CONFLICT,
)
def submit_expertise_revision(session: DbSession, caller: Writer, revision: Written) -> Response:
    """Hand a finished proposal to the coordinators; what is missing or wrong is named, field by field."""
    service.submit(session, caller, revision)
    return _changed(session, caller, revision)


@router.post(
    "/expertiseRevisions/{expertiseRevisionId}/returns",
    operation_id="returnExpertiseRevision",
    response_model=ExpertiseRevisionDetail,
    responses=NOT_FOUND | CONFLICT,
)
def return_expertise_revision(session: DbSession, caller: Writer, revision: Written, body: Remark) -> Response:
    """Give a proposal back to its authors, with what is still needed; for the coordinators of the region."""
    service.return_to_authors(session, caller, revision, body.remark)
    return _changed(session, caller, revision)


@router.post(
    "/expertiseRevisions/{expertiseRevisionId}/publications",
    operation_id="publishExpertiseRevision",
    response_model=ItemPublication,
    responses=NOT_FOUND | MATCHED | CONFLICT,
)
def publish_expertise_revision(
    request: Request, session: DbSession, caller: Writer, revision: Written, if_match: IfMatch = None
) -> Response:
    """Publish a proposal; for the coordinators of the region. With If-Match, only what the coordinator looked at."""
    if if_match is not None:
        require_match(if_match, revision.version)
    item = service.publish(session, caller, revision, demo=request.app.state.settings.demo)
    return private(ItemPublication(item=PublishedItem(id=item.id, href=href_of(item.kind, item.id))))
