"""`/accountRequests`: asking for an account is open to everybody; the region's coordinators decide."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from bruggen.access.assignments import organization_link
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, MaybeCaller, requires
from bruggen.access.entering import address_of
from bruggen.access.reach import find
from bruggen.access.recording import recorded
from bruggen.access.roles import ROLES, Role
from bruggen.access.scopes import Scope
from bruggen.features.account_requests import queries, service
from bruggen.features.account_requests.schemas import (
    AccountRequestFilters,
    AccountRequestInput,
    AccountRequestItem,
    Approval,
    Decider,
    Refusal,
)
from bruggen.kit.answers import answer, nothing
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ReadQuery
from bruggen.kit.problems import CONFLICT, NOT_FOUND
from bruggen.kit.ratelimit import Limits, Rule
from bruggen.kit.schema import LocalizedTitle
from bruggen.models import AccountRequest

router = APIRouter(
    tags=["AccountRequests"],
    dependencies=[recorded("accountRequests", AccountRequest, Scope.ACCOUNT_REQUEST_READ)],
)
Reader = Annotated[Caller, requires(Scope.ACCOUNT_REQUEST_READ)]
Decision = Annotated[Caller, requires(Scope.ACCOUNT_REQUEST_WRITE)]
RequestId = Annotated[UUID, Path(alias="accountRequestId", description="Id of the request.")]
DAY = 24 * 60 * 60
BY_ADDRESS = Rule("accountRequestAddress", 20, DAY)
BY_EMAIL = Rule("accountRequestEmail", 3, DAY)


def _get_seen(session: DbSession, caller: Reader, request_id: RequestId) -> AccountRequest:
    return find(session, caller, Scope.ACCOUNT_REQUEST_READ, AccountRequest, request_id, options=queries.WHOLE)


def _get_decided(session: DbSession, caller: Decision, request_id: RequestId) -> AccountRequest:
    return find(session, caller, Scope.ACCOUNT_REQUEST_WRITE, AccountRequest, request_id, change=True)


Seen = Annotated[AccountRequest, Depends(_get_seen)]
Decided = Annotated[AccountRequest, Depends(_get_decided)]


def _item(request: AccountRequest) -> AccountRequestItem:
    return AccountRequestItem(
        href=f"/api/v1/accountRequests/{request.id}",
        id=request.id,
        email=request.email,
        name=request.name,
        role=request.role,
        title=LocalizedTitle.of(ROLES[Role(request.role)].title),
        sector=request.sector,
        region=request.region_code,
        organization=organization_link(request.organization) if request.organization else None,
        organization_name=request.organization_name,
        motivation=request.motivation,
        status=request.status,
        created_at=request.created_at,
        decided_at=request.decided_at,
        decided_by=Decider(id=request.decider.id, name=request.decider.name) if request.decider else None,
        reason=request.reason,
    )


def _row(row: AnyRow) -> AccountRequestItem:
    return _item(row[0])


@router.post("/accountRequests", operation_id="requestAccount", status_code=202)
def request_account(request: Request, session: DbSession, caller: MaybeCaller, body: AccountRequestInput) -> Response:
    """Ask for an account. The answer is the same for every address."""
    limits: Limits = request.app.state.limits
    limits.hit(BY_ADDRESS, address_of(request))
    limits.hit(BY_EMAIL, body.email)
    service.take_in(session, body, public_url=request.app.state.settings.public_url)
    return Response(status_code=202, headers={"Cache-Control": "no-store"})


@router.get(
    "/accountRequests",
    operation_id="listAccountRequests",
    response_model=Collection[AccountRequestItem],
    responses=REFUSALS,
)
def list_account_requests(
    request: Request, query: Annotated[AccountRequestFilters, Query()], session: DbSession, caller: Reader
) -> Response:
    """List requests for an account."""
    return list_answer(request, query, session, queries.select_requests(caller, query), AccountRequestItem, _row)


@router.get(
    "/accountRequests/{accountRequestId}",
    operation_id="getAccountRequest",
    response_model=AccountRequestItem,
    responses=REFUSALS | NOT_FOUND,
)
def get_account_request(request: Request, query: Annotated[ReadQuery, Query()], asked: Seen) -> Response:
    """Read one request for an account."""
    return answer(request, query, _item(asked), version=asked.version)


@router.post(
    "/accountRequests/{accountRequestId}/approvals",
    operation_id="approveAccountRequest",
    status_code=204,
    responses=REFUSALS | NOT_FOUND | CONFLICT,
)
def approve(request: Request, session: DbSession, caller: Decision, asked: Decided, body: Approval) -> Response:
    """Let somebody in: makes the account, gives the role and mails the invitation."""
    service.approve(session, caller, asked, body, public_url=request.app.state.settings.public_url)
    return nothing()


@router.post(
    "/accountRequests/{accountRequestId}/refusals",
    operation_id="refuseAccountRequest",
    status_code=204,
    responses=REFUSALS | NOT_FOUND | CONFLICT,
)
def refuse(request: Request, session: DbSession, caller: Decision, asked: Decided, body: Refusal) -> Response:
    """Do not let somebody in, and tell them so by mail."""
    service.refuse(session, caller, asked, body.reason, public_url=request.app.state.settings.public_url)
    return nothing()
