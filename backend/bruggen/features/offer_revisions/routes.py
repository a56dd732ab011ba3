"""`/offerRevisions`: proposals to change an offer, or for a new one, and what becomes of them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from bruggen.access.assignments import organization_link
from bruggen.access.attempts import enter_attempt
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, requires
from bruggen.access.problems import AlreadyDone
from bruggen.access.reach import find
from bruggen.access.scopes import Scope
from bruggen.features.offer_revisions import queries, service
from bruggen.features.offer_revisions.schemas import (
    NewOfferRevision,
    OfferRevisionDetail,
    OfferRevisionFilters,
    OfferRevisionInput,
    OfferRevisionItem,
    Publication,
    PublishedOffer,
    RevisedOffer,
)
from bruggen.kit.answers import answer, nothing, private
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ReadQuery
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import CONFLICT, NOT_FOUND
from bruggen.models import Offer, OfferRevision
from bruggen.record.idempotency import IdempotencyKey
from bruggen.writing.offer_content import OfferDraft
from bruggen.writing.proposing import Remark

router = APIRouter(tags=["OfferRevisions"], responses=REFUSALS)
Reader = Annotated[Caller, requires(Scope.OFFER_READ)]
Writer = Annotated[Caller, requires(Scope.OFFER_WRITE)]
RevisionId = Annotated[UUID, Path(alias="offerRevisionId", description="Id of the proposal.")]


def _get_seen(session: DbSession, caller: Reader, revision_id: RevisionId) -> OfferRevision:
    return find(session, caller, Scope.OFFER_READ, OfferRevision, revision_id, options=queries.WHOLE)


def _get_written(session: DbSession, caller: Writer, revision_id: RevisionId) -> OfferRevision:
    return find(session, caller, Scope.OFFER_WRITE, OfferRevision, revision_id, change=True, options=queries.WHOLE)


Seen = Annotated[OfferRevision, Depends(_get_seen)]
Written = Annotated[OfferRevision, Depends(_get_written)]


def _revised(offer: Offer) -> RevisedOffer:
    return RevisedOffer(id=offer.id, href=f"/api/v1/offers/{offer.id}", version=offer.version, title=offer.title)


def _item(revision: OfferRevision) -> OfferRevisionItem:
    return OfferRevisionItem(
        href=service.href_of(revision.id),
        id=revision.id,
        status=revision.status,
        organization=organization_link(revision.organization),
        offer=_revised(revision.offer) if revision.offer else None,
        title=revision.content.get("title"),
        remark=revision.remark,
        created_at=revision.created_at,
        updated_at=revision.updated_at,
    )


def _row(row: AnyRow) -> OfferRevisionItem:
    return _item(row[0])


def _detail(session: DbSession, caller: Caller, revision: OfferRevision) -> OfferRevisionDetail:
    merged = service.OFFERS.merged_content(revision, revision.offer)
    return OfferRevisionDetail(
        **_item(revision).model_dump(by_alias=False),
        content=OfferDraft.model_validate(merged.content),
        differences=service.OFFERS.differences(revision.offer, merged),
        may_publish=service.may_publish(session, caller, revision),
    )


def _changed(session: DbSession, caller: Caller, revision: OfferRevision) -> Response:
    session.flush()
    return private(_detail(session, caller, revision), version=revision.version)


@router.get("/offerRevisions", operation_id="listOfferRevisions", response_model=Collection[OfferRevisionItem])
def list_offer_revisions(
    request: Request, query: Annotated[OfferRevisionFilters, Query()], session: DbSession, caller: Reader
) -> Response:
    """List proposals."""
    return list_answer(request, query, session, queries.select_revisions(caller, query), OfferRevisionItem, _row)


@router.get(
    "/offerRevisions/{offerRevisionId}",
    operation_id="getOfferRevision",
    response_model=OfferRevisionDetail,
    responses=NOT_FOUND,
)
def get_offer_revision(
    request: Request, query: Annotated[ReadQuery, Query()], session: DbSession, caller: Reader, revision: Seen
) -> Response:
    """Read a proposal, and what it would change."""
    return answer(request, query, _detail(session, caller, revision), version=revision.version)


@router.post(
    "/offerRevisions",
    operation_id="beginOfferRevision",
    status_code=201,
    response_model=OfferRevisionDetail,
    responses=NOT_FOUND | CONFLICT,
)
def begin_offer_revision(
    request: Request, session: DbSession, caller: Writer, body: NewOfferRevision, idempotency_key: IdempotencyKey = None
) -> Response:
    """Begin a proposal: a change of an offer, which stays public as it is, or a new offer."""
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    if not attempt.repeated:
        service.begin(session, caller, body, attempt.object_id)
    revision = queries.get_revision(session, attempt.object_id)
    if revision is None:
        raise AlreadyDone("This proposal was begun before, and published or withdrawn since.")
    headers = {"Location": service.href_of(revision.id)}
    return private(_detail(session, caller, revision), 201, version=revision.version, headers=headers)


@router.patch(
    "/offerRevisions/{offerRevisionId}",
    operation_id="changeOfferRevision",
    response_model=OfferRevisionDetail,
    responses=NOT_FOUND | MATCHED | CONFLICT,
)
def change_offer_revision(
    session: DbSession,
    caller: Writer,
    revision: Written,
    patch: Annotated[Patch[OfferRevisionInput], MERGE_PATCH],
    if_match: IfMatch = None,
) -> Response:
    """Write on at a draft or at what came back; it may stay unfinished."""
    require_match(if_match, revision.version)
    service.change(revision, patch)
    return _changed(session, caller, revision)


@router.delete(
    "/offerRevisions/{offerRevisionId}",
    operation_id="withdrawOfferRevision",
    status_code=204,
    responses=NOT_FOUND | MATCHED,
)
def withdraw_offer_revision(session: DbSession, revision: Written, if_match: IfMatch = None) -> Response:
    """Withdraw a proposal; the offer stays as it is."""
    require_match(if_match, revision.version)
    session.delete(revision)
    return nothing()


@router.post(
    "/offerRevisions/{offerRevisionId}/submissions",
    operation_id="submitOfferRevision",
    response_model=OfferRevisionDetail,
    responses=NOT_FOUND | CONFLICT,
)
def submit_offer_revision(session: DbSession, caller: Writer, revision: Written) -> Response:
    """Hand a finished proposal to the coordinators; what is missing or wrong is named, field by field."""
    service.submit(session, revision)
    return _changed(session, caller, revision)


@router.post(
    "/offerRevisions/{offerRevisionId}/returns",
    operation_id="returnOfferRevision",
    response_model=OfferRevisionDetail,
    responses=NOT_FOUND | CONFLICT,
)
def return_offer_revision(session: DbSession, caller: Writer, revision: Written, body: Remark) -> Response:
    """Give a proposal back to its authors, with what is still needed; for the coordinators of the region."""
    service.return_to_authors(session, caller, revision, body.remark)
    return _changed(session, caller, revision)


@router.post(
    "/offerRevisions/{offerRevisionId}/publications",
    operation_id="publishOfferRevision",
    response_model=Publication,
    responses=NOT_FOUND | MATCHED | CONFLICT,
)
def publish_offer_revision(
    request: Request, session: DbSession, caller: Writer, revision: Written, if_match: IfMatch = None
) -> Response:
    """Publish a proposal; for the coordinators of the region. With If-Match, only what the coordinator looked at."""
    if if_match is not None:
        require_match(if_match, revision.version)
    offer = service.publish(session, caller, revision, demo=request.app.state.settings.demo)
    return private(Publication(offer=PublishedOffer(id=offer.id, href=f"/api/v1/offers/{offer.id}")))
