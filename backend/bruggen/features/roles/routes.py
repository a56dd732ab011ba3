"""`/roles`, the one table, and `/roleAssignments`, who holds which: the access review."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from bruggen.access.assignments import role_fields
from bruggen.access.attempts import enter_attempt
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, requires
from bruggen.access.granting import RoleInput
from bruggen.access.reach import find
from bruggen.access.recording import recorded
from bruggen.access.roles import ROLES
from bruggen.access.scopes import DESCRIPTIONS, Scope
from bruggen.features.roles import queries, service
from bruggen.features.roles.schemas import (
    AssignmentFilters,
    AssignmentInput,
    AssignmentItem,
    Holder,
    RoleItem,
    Roles,
    ScopeItem,
)
from bruggen.kit.answers import answer, nothing, private
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ReadQuery
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import CONFLICT, NOT_FOUND
from bruggen.kit.schema import LocalizedTitle
from bruggen.models import RoleAssignment, User
from bruggen.record.idempotency import IdempotencyKey

table = APIRouter(tags=["Roles"])
router = APIRouter(
    tags=["Roles"], responses=REFUSALS, dependencies=[recorded("roleAssignments", RoleAssignment, Scope.ROLE_READ)]
)
Reader = Annotated[Caller, requires(Scope.ROLE_READ)]
Manager = Annotated[Caller, requires(Scope.ROLE_WRITE)]
AssignmentId = Annotated[UUID, Path(alias="roleAssignmentId", description="Id of the assignment.")]
UserId = Annotated[UUID, Path(alias="userId", description="Id of the account.")]


def _get_seen(session: DbSession, caller: Reader, assignment_id: AssignmentId) -> RoleAssignment:
    return find(session, caller, Scope.ROLE_READ, RoleAssignment, assignment_id, options=queries.WHOLE)


def _get_managed(session: DbSession, caller: Manager, assignment_id: AssignmentId) -> RoleAssignment:
    return find(session, caller, Scope.ROLE_WRITE, RoleAssignment, assignment_id, change=True, options=queries.WHOLE)


def _get_user(session: DbSession, caller: Manager, user_id: UserId) -> User:
    return find(session, caller, Scope.ROLE_WRITE, User, user_id)


Seen = Annotated[RoleAssignment, Depends(_get_seen)]
Managed = Annotated[RoleAssignment, Depends(_get_managed)]
Person = Annotated[User, Depends(_get_user)]


def _item(assignment: RoleAssignment) -> AssignmentItem:
    user = assignment.user
    return AssignmentItem(
        href=f"/api/v1/roleAssignments/{assignment.id}",
        user=Holder(id=user.id, name=user.name, email=user.email),
        ended_at=assignment.ended_at,
        last_used_on=user.last_used_on,
        **role_fields(assignment),
    )


def _row(row: AnyRow) -> AssignmentItem:
    return _item(row[0])


@table.get("/roles", operation_id="listRoles", response_model=Roles)
def list_roles(request: Request, query: Annotated[ReadQuery, Query()]) -> Response:
    """List the roles there are, what each may do, and how far."""
    items = [
        RoleItem(
            role=role,
            title=LocalizedTitle.of(rule.title),
            description=LocalizedTitle.of(rule.description),
            reach=rule.reach,
            scopes=[ScopeItem(scope=scope, description=LocalizedTitle.of(DESCRIPTIONS[scope])) for scope in sorted(rule.scopes)],
            second_factor=rule.second_factor,
            asks=list(rule.asks),
            sectors=list(rule.sectors),
        )
        for role, rule in ROLES.items()
    ]
    return answer(request, query, Roles(self="/api/v1/roles", items=items, total=len(items)))


@router.get("/roleAssignments", operation_id="listRoleAssignments", response_model=Collection[AssignmentItem])
def list_assignments(
    request: Request, query: Annotated[AssignmentFilters, Query()], session: DbSession, caller: Reader
) -> Response:
    """List who holds, held or will hold which role."""
    return list_answer(request, query, session, queries.select_assignments(caller, query), AssignmentItem, _row)


@router.get(
    "/roleAssignments/{roleAssignmentId}",
    operation_id="getRoleAssignment",
    response_model=AssignmentItem,
    responses=NOT_FOUND,
)
def get_assignment(request: Request, query: Annotated[ReadQuery, Query()], assignment: Seen) -> Response:
    """Read one assignment."""
    return answer(request, query, _item(assignment), version=assignment.version)


@router.post(
    "/users/{userId}/roleAssignments",
    operation_id="giveRole",
    status_code=201,
    response_model=AssignmentItem,
    responses=NOT_FOUND | CONFLICT,
)
def give_role(
    request: Request,
    session: DbSession,
    caller: Manager,
    user: Person,
    body: RoleInput,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Give somebody a role."""
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    if not attempt.repeated:
        service.give_role(session, caller, user, body, attempt.object_id)
    made = session.get_one(RoleAssignment, attempt.object_id, options=queries.WHOLE, populate_existing=True)
    item = _item(made)
    return private(item, 201, version=made.version, headers={"Location": item.href})


@router.patch(
    "/roleAssignments/{roleAssignmentId}",
    operation_id="changeRoleAssignment",
    response_model=AssignmentItem,
    responses=NOT_FOUND | MATCHED | CONFLICT,
)
def change_assignment(
    session: DbSession,
    assignment: Managed,
    patch: Annotated[Patch[AssignmentInput], MERGE_PATCH],
    if_match: IfMatch = None,
) -> Response:
    """Let a role run until another day, or without an end."""
    require_match(if_match, assignment.version)
    change = patch.apply_to(AssignmentInput(valid_until=assignment.valid_until))
    service.change_end(session, assignment, change.valid_until)
    return private(_item(assignment), version=assignment.version)


@router.post(
    "/roleAssignments/{roleAssignmentId}/endings",
    operation_id="endRole",
    status_code=204,
    responses=NOT_FOUND | CONFLICT,
)
def end_role(session: DbSession, assignment: Managed) -> Response:
    """Take a role away, now."""
    service.end_role(session, assignment)
    return nothing()
