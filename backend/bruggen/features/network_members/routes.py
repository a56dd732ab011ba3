"""`/networks/{networkId}/members` and `/networkMembers`: public as the network is, kept by those whose network it is."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from bruggen.access.assignments import organization_link
from bruggen.access.attempts import enter_attempt
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, MaybeCaller, requires
from bruggen.access.reach import find
from bruggen.access.scopes import Scope
from bruggen.expertise.networks import network_link
from bruggen.features.network_members import queries, service
from bruggen.features.network_members.schemas import MemberFilters, MemberInput, MemberItem
from bruggen.kit.answers import answer, nothing, private
from bruggen.kit.db import DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ReadQuery
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import CONFLICT, NOT_FOUND
from bruggen.models import Network, NetworkMember
from bruggen.record.idempotency import IdempotencyKey

router = APIRouter(tags=["NetworkMembers"])
Manager = Annotated[Caller, requires(Scope.EXPERTISE_MANAGE)]
NetworkId = Annotated[UUID, Path(alias="networkId", description="Id of the network.")]
MemberId = Annotated[UUID, Path(alias="networkMemberId", description="Id of the member.")]
OPTIONAL: dict[str, Any] = {"security": [{}]}


def _get_seen_network(session: DbSession, caller: MaybeCaller, network_id: NetworkId) -> Network:
    return find(session, caller, Scope.EXPERTISE_READ, Network, network_id)


def _get_managed_network(session: DbSession, caller: Manager, network_id: NetworkId) -> Network:
    return find(session, caller, Scope.EXPERTISE_MANAGE, Network, network_id, change=True)


def _get_member(session: Session, caller: Caller, scope: Scope, member_id: UUID, *, change: bool) -> NetworkMember:
    return find(session, caller, scope, NetworkMember, member_id, change=change, options=queries.WHOLE)


def _get_seen(session: DbSession, caller: MaybeCaller, member_id: MemberId) -> NetworkMember:
    return _get_member(session, caller, Scope.EXPERTISE_READ, member_id, change=False)


def _get_managed(session: DbSession, caller: Manager, member_id: MemberId) -> NetworkMember:
    return _get_member(session, caller, Scope.EXPERTISE_MANAGE, member_id, change=True)


SeenNetwork = Annotated[Network, Depends(_get_seen_network)]
ManagedNetwork = Annotated[Network, Depends(_get_managed_network)]
Seen = Annotated[NetworkMember, Depends(_get_seen)]
Managed = Annotated[NetworkMember, Depends(_get_managed)]


def _item(member: NetworkMember) -> MemberItem:
    return MemberItem(
        href=f"/api/v1/networkMembers/{member.id}",
        id=member.id,
        network=network_link(member.network),
        organization=organization_link(member.organization) if member.organization else None,
        post=member.post,
        role=member.role,
        since=member.since,
        until=member.until,
        responsibility=member.responsibility,
    )


@router.get(
    "/networks/{networkId}/members",
    operation_id="listNetworkMembers",
    response_model=Collection[MemberItem],
    responses=NOT_FOUND,
    openapi_extra=OPTIONAL,
)
def list_members(
    request: Request, query: Annotated[MemberFilters, Query()], session: DbSession, network: SeenNetwork
) -> Response:
    """List who takes part in a network, also those who did once."""
    statement = queries.select_members(network.id, query)
    return list_answer(request, query, session, statement, MemberItem, lambda row: _item(row[0]))


@router.get(
    "/networkMembers/{networkMemberId}",
    operation_id="getNetworkMember",
    response_model=MemberItem,
    responses=NOT_FOUND,
    openapi_extra=OPTIONAL,
)
def get_member(request: Request, query: Annotated[ReadQuery, Query()], member: Seen) -> Response:
    """Read one member."""
    return answer(request, query, _item(member), version=member.version)


@router.post(
    "/networks/{networkId}/members",
    operation_id="addNetworkMember",
    status_code=201,
    response_model=MemberItem,
    responses=REFUSALS | NOT_FOUND | CONFLICT,
)
def add_member(
    request: Request,
    session: DbSession,
    caller: Manager,
    network: ManagedNetwork,
    body: MemberInput,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Let an organization or a post take part in a network."""
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    if not attempt.repeated:
        service.add_member(session, network, body, attempt.object_id)
    member = _get_managed(session, caller, attempt.object_id)
    made = _item(member)
    return private(made, 201, version=member.version, headers={"Location": made.href})


@router.patch(
    "/networkMembers/{networkMemberId}",
    operation_id="changeNetworkMember",
    response_model=MemberItem,
    responses=REFUSALS | NOT_FOUND | MATCHED | CONFLICT,
)
def change_member(
    session: DbSession,
    caller: Manager,
    member: Managed,
    patch: Annotated[Patch[MemberInput], MERGE_PATCH],
    if_match: IfMatch = None,
) -> Response:
    """Change how somebody takes part; `until` says when they left."""
    require_match(if_match, member.version)
    service.change_member(session, member, patch)
    session.expire(member, ["organization"])
    return private(_item(_get_managed(session, caller, member.id)), version=member.version)


@router.delete(
    "/networkMembers/{networkMemberId}",
    operation_id="removeNetworkMember",
    status_code=204,
    responses=REFUSALS | NOT_FOUND | MATCHED,
)
def remove_member(session: DbSession, member: Managed, if_match: IfMatch = None) -> Response:
    """Remove a member that was entered by mistake; who leaves keeps their place in the history by `until`."""
    require_match(if_match, member.version)
    session.delete(member)
    return nothing()
