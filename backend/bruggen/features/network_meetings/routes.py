"""`/networkMeetings`: for those whose network it is and those who take part in it; never public."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from bruggen.access.attempts import enter_attempt
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, requires
from bruggen.access.reach import find, may_change
from bruggen.access.scopes import Scope
from bruggen.features.network_meetings import queries, sending, service
from bruggen.features.network_meetings.schemas import MeetingDetail, MeetingFilters, MeetingInput, MeetingItem
from bruggen.features.network_meetings.shown import meeting_detail, meeting_item
from bruggen.kit.answers import answer, nothing, private
from bruggen.kit.db import DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ReadQuery
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import CONFLICT, NOT_FOUND
from bruggen.models import Network, NetworkMeeting
from bruggen.record.idempotency import IdempotencyKey

router = APIRouter(tags=["NetworkMeetings"], responses=REFUSALS)
Reader = Annotated[Caller, requires(Scope.EXPERTISE_READ)]
Manager = Annotated[Caller, requires(Scope.EXPERTISE_MANAGE)]
NetworkId = Annotated[UUID, Path(alias="networkId", description="Id of the network.")]
MeetingId = Annotated[UUID, Path(alias="networkMeetingId", description="Id of the meeting.")]


def _get_seen_network(session: DbSession, caller: Reader, network_id: NetworkId) -> Network:
    return find(session, caller, Scope.EXPERTISE_READ, Network, network_id)


def _get_managed_network(session: DbSession, caller: Manager, network_id: NetworkId) -> Network:
    return find(session, caller, Scope.EXPERTISE_MANAGE, Network, network_id, change=True)


def _get_seen(session: DbSession, caller: Reader, meeting_id: MeetingId) -> NetworkMeeting:
    return find(session, caller, Scope.EXPERTISE_READ, NetworkMeeting, meeting_id, options=queries.WHOLE)


def _get_managed(session: DbSession, caller: Manager, meeting_id: MeetingId) -> NetworkMeeting:
    scope, options = Scope.EXPERTISE_MANAGE, queries.WHOLE
    return find(session, caller, scope, NetworkMeeting, meeting_id, change=True, options=options)


def _get_inviting(request: Request, caller: Manager) -> sending.Inviting:
    settings = request.app.state.settings
    return sending.Inviting(caller, settings.public_url, settings.mail_sender)


SeenNetwork = Annotated[Network, Depends(_get_seen_network)]
ManagedNetwork = Annotated[Network, Depends(_get_managed_network)]
Seen = Annotated[NetworkMeeting, Depends(_get_seen)]
Managed = Annotated[NetworkMeeting, Depends(_get_managed)]
Inviting = Annotated[sending.Inviting, Depends(_get_inviting)]


def _kept(session: Session, meeting: NetworkMeeting, status: int = 200) -> Response:
    """The meeting as those see it who keep it."""
    session.flush()
    shown = meeting_detail(meeting, addresses=True)
    headers = {"Location": shown.href} if status == 201 else None
    return private(shown, status, version=meeting.version, headers=headers)


@router.get("/networkMeetings", operation_id="listNetworkMeetings", response_model=Collection[MeetingItem])
def list_meetings(request: Request, query: Annotated[MeetingFilters, Query()], session: DbSession, caller: Reader) -> Response:
    """List the meetings of one's own networks, and of those that one's organization takes part in."""
    statement = queries.select_meetings(caller, query)
    return list_answer(request, query, session, statement, MeetingItem, lambda row: meeting_item(row[0]))


@router.get(
    "/networks/{networkId}/meetings",
    operation_id="listMeetingsOfNetwork",
    response_model=Collection[MeetingItem],
    responses=NOT_FOUND,
)
def list_meetings_of_network(
    request: Request, query: Annotated[MeetingFilters, Query()], session: DbSession, caller: Reader, network: SeenNetwork
) -> Response:
    """List the meetings of a network; for others than those who take part in it or keep it, there are none."""
    statement = queries.select_meetings(caller, query, network.id)
    return list_answer(request, query, session, statement, MeetingItem, lambda row: meeting_item(row[0]))


@router.get(
    "/networkMeetings/{networkMeetingId}",
    operation_id="getNetworkMeeting",
    response_model=MeetingDetail,
    responses=NOT_FOUND,
)
def get_meeting(
    request: Request, query: Annotated[ReadQuery, Query()], session: DbSession, caller: Reader, meeting: Seen
) -> Response:
    """Read a meeting: its agenda, who is invited, the minutes, and what was agreed."""
    keeps = may_change(session, caller, Scope.EXPERTISE_MANAGE, NetworkMeeting, meeting.id)
    return answer(request, query, meeting_detail(meeting, addresses=keeps), version=meeting.version)


@router.post(
    "/networks/{networkId}/meetings",
    operation_id="addNetworkMeeting",
    status_code=201,
    response_model=MeetingDetail,
    responses=NOT_FOUND | CONFLICT,
)
def add_meeting(
    request: Request,
    session: DbSession,
    caller: Manager,
    network: ManagedNetwork,
    body: MeetingInput,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Plan a meeting. Nobody is told before invitations are sent."""
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    if not attempt.repeated:
        service.add_meeting(session, network.id, body, attempt.object_id)
    return _kept(session, _get_managed(session, caller, attempt.object_id), 201)


@router.patch(
    "/networkMeetings/{networkMeetingId}",
    operation_id="changeNetworkMeeting",
    response_model=MeetingDetail,
    responses=NOT_FOUND | MATCHED,
)
def change_meeting(
    session: DbSession,
    inviting: Inviting,
    meeting: Managed,
    patch: Annotated[Patch[MeetingInput], MERGE_PATCH],
    if_match: IfMatch = None,
) -> Response:
    """Change a meeting, note who came and what was agreed. Whoever was invited hears of another time by a new invitation."""
    require_match(if_match, meeting.version)
    service.change_meeting(session, inviting, meeting, patch)
    return _kept(session, meeting)


@router.delete(
    "/networkMeetings/{networkMeetingId}",
    operation_id="removeNetworkMeeting",
    status_code=204,
    responses=NOT_FOUND | MATCHED | CONFLICT,
)
def remove_meeting(session: DbSession, meeting: Managed, if_match: IfMatch = None) -> Response:
    """Take away a meeting that stands in nobody's calendar."""
    require_match(if_match, meeting.version)
    service.remove_meeting(session, meeting)
    return nothing()


@router.post(
    "/networkMeetings/{networkMeetingId}/invitations",
    operation_id="inviteToNetworkMeeting",
    response_model=MeetingDetail,
    responses=NOT_FOUND | CONFLICT,
)
def invite(session: DbSession, inviting: Inviting, meeting: Managed) -> Response:
    """Mail everybody with an address an invitation that their calendar takes over; again after a change of time or place."""
    sending.invite(session, inviting, meeting)
    return _kept(session, meeting)


@router.post(
    "/networkMeetings/{networkMeetingId}/cancellations",
    operation_id="cancelNetworkMeeting",
    response_model=MeetingDetail,
    responses=NOT_FOUND | CONFLICT,
)
def cancel(session: DbSession, inviting: Inviting, meeting: Managed) -> Response:
    """Say that a meeting will not take place; the calendars of those who were invited follow."""
    sending.cancel(session, inviting, meeting)
    return _kept(session, meeting)
