"""`/users`: people with an account."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from bruggen.access.access_log import AccessLogItem, access_log_item, select_access_log
from bruggen.access.assignments import held_role
from bruggen.access.attempts import enter_attempt
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, requires
from bruggen.access.problems import MissingScope
from bruggen.access.reach import find
from bruggen.access.recording import recorded
from bruggen.access.scopes import Scope
from bruggen.features.users import queries, service
from bruggen.features.users.schemas import Invitation, UserFilters, UserInput, UserItem
from bruggen.kit.answers import answer, private
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ListQuery, ReadQuery
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import CONFLICT, NOT_FOUND
from bruggen.kit.ratelimit import Limits, Rule
from bruggen.models import User
from bruggen.record.idempotency import IdempotencyKey

router = APIRouter(tags=["Users"], responses=REFUSALS, dependencies=[recorded("users", User, Scope.USER_READ)])
Reader = Annotated[Caller, requires(Scope.USER_READ)]
Manager = Annotated[Caller, requires(Scope.USER_WRITE)]
Inviter = Annotated[Caller, requires(Scope.USER_WRITE, Scope.ROLE_WRITE)]
Anybody = Annotated[Caller, requires(Scope.OWN_PROFILE_READ)]
UserId = Annotated[UUID, Path(alias="userId", description="Id of the account.")]

ACCEPTED: dict[int | str, dict[str, Any]] = {202: {"description": "A mail goes out"}}
DAY = 24 * 60 * 60
# Our mails are not somebody's to send to whomever they like.
INVITATIONS = Rule("invitations", 200, DAY)
INVITATIONS_OF_ONE = Rule("invitationsOfOne", 5, DAY)


def _get_seen(session: DbSession, caller: Reader, user_id: UserId) -> User:
    return find(session, caller, Scope.USER_READ, User, user_id)


def _get_managed(session: DbSession, caller: Manager, user_id: UserId) -> User:
    return find(session, caller, Scope.USER_WRITE, User, user_id, change=True)


Seen = Annotated[User, Depends(_get_seen)]
Managed = Annotated[User, Depends(_get_managed)]


def _item(row: AnyRow) -> UserItem:
    user, entered = row
    roles = sorted(user.roles, key=lambda role: (role.role, role.region_code or "", role.valid_from))
    second_factor = user.totp_confirmed_at is not None
    return UserItem(
        href=f"/api/v1/users/{user.id}",
        id=user.id,
        name=user.name,
        email=user.email,
        status="invited" if user.status == "active" and not entered else user.status,
        last_used_on=user.last_used_on,
        second_factor=second_factor,
        roles=[held_role(role, second_factor=second_factor) for role in roles],
    )


def _read(session: DbSession, caller: Caller, user_id: UUID) -> UserItem:
    statement = queries.select_user(caller).where(User.id == user_id)
    return _item(session.execute(statement.execution_options(populate_existing=True)).one())


@router.get("/users", operation_id="listUsers", response_model=Collection[UserItem])
def list_users(request: Request, query: Annotated[UserFilters, Query()], session: DbSession, caller: Reader) -> Response:
    """List accounts."""
    return list_answer(request, query, session, queries.select_users(caller, query), UserItem, _item)


@router.get("/users/{userId}", operation_id="getUser", response_model=UserItem, responses=NOT_FOUND)
def get_user(request: Request, query: Annotated[ReadQuery, Query()], session: DbSession, caller: Reader, user: Seen) -> Response:
    """Read an account."""
    return answer(request, query, _read(session, caller, user.id), version=user.version)


@router.patch("/users/{userId}", operation_id="changeUser", response_model=UserItem, responses=NOT_FOUND | MATCHED | CONFLICT)
def change_user(
    session: DbSession,
    caller: Manager,
    user: Managed,
    patch: Annotated[Patch[UserInput], MERGE_PATCH],
    if_match: IfMatch = None,
) -> Response:
    """Rename, suspend or let in again."""
    require_match(if_match, user.version)
    change = patch.apply_to(UserInput.model_validate({"name": user.name, "status": user.status}))
    service.change_user(session, caller, user, change)
    session.flush()
    return private(_read(session, caller, user.id), version=user.version)


@router.post("/users", operation_id="inviteUser", status_code=201, response_model=UserItem, responses=CONFLICT | ACCEPTED)
def invite_user(
    request: Request, session: DbSession, caller: Inviter, body: Invitation, idempotency_key: IdempotencyKey = None
) -> Response:
    """Invite somebody, with a first role. 202 says that a mail goes out and no more: the address may be that of an account
    that the caller may not see, to which nothing is added.
    """
    limits: Limits = request.app.state.limits
    limits.hit(INVITATIONS, str(caller.id))
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    sees_everybody = caller.everywhere(Scope.USER_READ)
    if not attempt.repeated:
        user = User(id=attempt.object_id, email=body.email, name=body.name, language=body.language)
        service.invite_user(session, caller, body, user, public_url=request.app.state.settings.public_url)
    if not sees_everybody:
        return Response(status_code=202, headers={"Cache-Control": "no-store"})
    item = _read(session, caller, attempt.object_id)
    return private(item, 201, headers={"Location": item.href})


@router.post("/users/{userId}/invitations", operation_id="inviteAgain", status_code=202, responses=NOT_FOUND | CONFLICT)
def invite_again(request: Request, session: DbSession, user: Managed) -> Response:
    """Mail the invitation again, with a new link, to somebody who did not come in yet."""
    limits: Limits = request.app.state.limits
    limits.hit(INVITATIONS_OF_ONE, str(user.id))
    service.invite_again(session, user, public_url=request.app.state.settings.public_url)
    return Response(status_code=202, headers={"Cache-Control": "no-store"})


@router.get(
    "/users/{userId}/accessLog", operation_id="getUserAccessLog", response_model=Collection[AccessLogItem], responses=NOT_FOUND
)
def get_access_log(
    request: Request, query: Annotated[ListQuery, Query()], session: DbSession, caller: Anybody, user_id: UserId
) -> Response:
    """Read who looked at an account and who changed it: one's own, or anybody's with the scope auditEvent:read."""
    if user_id != caller.id:
        if Scope.AUDIT_READ not in caller.scopes:
            raise MissingScope(object_type="users", object_id=user_id)
        find(session, caller, Scope.AUDIT_READ, User, user_id)
    return list_answer(request, query, session, select_access_log("users", user_id), AccessLogItem, access_log_item)
