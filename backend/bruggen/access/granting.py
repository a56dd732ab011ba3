"""Gives and ends roles: what an assignment must say, who may give which, and that an administrator stays."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal
from uuid import UUID

from pydantic import Field
from sqlalchemy import select, true
from sqlalchemy.orm import Session

from bruggen.access.assignments import not_over
from bruggen.access.authentication import role_holds
from bruggen.access.caller import Caller
from bruggen.access.problems import AlreadyExists, LastAdministrator, MissingPermission
from bruggen.access.reach import PARTNER_ROLES
from bruggen.access.roles import ROLES, Reach, Role
from bruggen.access.scopes import Scope
from bruggen.kit.clock import today
from bruggen.kit.db import Base
from bruggen.kit.ids import new_id
from bruggen.kit.problems import BadRequest, InputIssue, input_issue
from bruggen.kit.schema import Day, Flag, Schema
from bruggen.models import Organization, Region, RoleAssignment, User

BOUNDS = ("region", "organization", "post", "sector")


class RoleInput(Schema):
    """A role to give, and where and how long it is to hold; /roles says what each role asks for."""

    role: Role
    region: str | None = Field(default=None, max_length=3, description="Code of the region.")
    organization: UUID | None = None
    post: Literal["youthCareEducation", "togetherAgainstDropout"] | None = None
    sector: Literal["clb", "youthCare", "welfare", "education"] | None = None
    stand_in: Flag = Field(default=False, description="Whether a coordinator fills in for a post that nobody holds.")
    valid_from: Day | None = Field(default=None, description="First day; today unless said otherwise.")
    valid_until: Day | None = Field(default=None, description="Last day; without it, until it is ended.")


def check_role(session: Session, wanted: RoleInput, *, within: str = "") -> None:
    """Make sure that the assignment says what its role asks for, and nothing else. `within` is where it stands in the body.

    Raises BadRequest.
    """
    issues = [*_bound_issues(wanted), *_date_issues(wanted), *_unknown_references(session, wanted)]
    for issue in issues:
        issue.name = f"{within}{issue.name}"
    if issues:
        raise BadRequest(issues=issues)


def _bound_issues(wanted: RoleInput) -> Iterator[InputIssue]:
    rule = ROLES[wanted.role]
    for name in BOUNDS:
        value = getattr(wanted, name)
        if name in rule.asks and value is None:
            yield _issue(name, f"The role {wanted.role} needs this.")
        # A partner's role may say in which region its coordinators look after it.
        elif value is not None and name not in rule.asks and not (name == "region" and rule.reach == Reach.ORGANIZATION):
            yield _issue(name, f"The role {wanted.role} has none; leave it out.", str(value))
    if wanted.sector and rule.sectors and wanted.sector not in rule.sectors:
        yield _issue("sector", f"For the role {wanted.role}, choose from: {', '.join(rule.sectors)}.", wanted.sector)
    if wanted.stand_in and "post" not in rule.asks:
        yield _issue("standIn", "Only a coordinator stands in for a post.")


def _date_issues(wanted: RoleInput) -> Iterator[InputIssue]:
    first = wanted.valid_from or today()
    if first < today():
        yield _issue("validFrom", "A role begins today or later.", first.isoformat())
    if wanted.valid_until and wanted.valid_until < first:
        yield _issue("validUntil", "The last day is the first day or later.", wanted.valid_until.isoformat())


def _unknown_references(session: Session, wanted: RoleInput) -> Iterator[InputIssue]:
    referenced: tuple[tuple[str, type[Base], Any], ...] = (
        ("region", Region, wanted.region),
        ("organization", Organization, wanted.organization),
    )
    for name, model, key in referenced:
        if key is not None and session.get(model, key) is None:
            yield unknown_reference(name, key)


def unknown_reference(name: str, key: object) -> InputIssue:
    """A body names something that is not there."""
    detail = f"There is no {name} {key}."
    return input_issue("referencedResourceNotFound", detail, location="body", name=name, value=str(key))


def _issue(name: str, detail: str, value: str | None = None) -> InputIssue:
    return input_issue("invalidInput", detail, location="body", name=name, value=value)


def require_may_give(caller: Caller, wanted: RoleInput, *, to: UUID | None = None) -> None:
    """An administrator gives any role; a partner manager lets colleagues in; nobody gives themselves one (`to`).

    Raises MissingPermission.
    """
    if to is not None and to == caller.id:
        raise MissingPermission("Nobody gives themselves a role; somebody else must.", object_type="users", object_id=to)
    own = wanted.role in PARTNER_ROLES and wanted.organization in caller.organizations(Scope.ROLE_WRITE)
    if not own and not caller.everywhere(Scope.ROLE_WRITE):
        detail = "You may give the roles of partners, for your own organization, and no others."
        raise MissingPermission(detail, object_type="roleAssignments")


def add_role(session: Session, caller: Caller, user_id: UUID, wanted: RoleInput, *, key: UUID | None = None) -> RoleAssignment:
    """Give the role, which was checked; `key` is the id that it gets. Raises AlreadyExists when the person holds it already."""
    if holds_role(session, user_id, wanted):
        raise AlreadyExists("This person holds this role already. Change or end the one that is there.")
    assignment = RoleAssignment(
        id=key or new_id(),
        user_id=user_id,
        role=wanted.role.value,
        region_code=wanted.region,
        organization_id=wanted.organization,
        post=wanted.post,
        sector=wanted.sector,
        stand_in=wanted.stand_in,
        valid_from=wanted.valid_from or today(),
        valid_until=wanted.valid_until,
        granted_by=caller.person,
    )
    session.add(assignment)
    session.flush()
    return assignment


def holds_role(session: Session, user_id: UUID, wanted: RoleInput) -> bool:
    """Whether the person holds the same role at the same place, today or later."""
    same = select(RoleAssignment.id).where(
        RoleAssignment.user_id == user_id,
        RoleAssignment.role == wanted.role.value,
        # Who works for an organization does so in all regions.
        true() if wanted.organization else RoleAssignment.region_code.is_not_distinct_from(wanted.region),
        RoleAssignment.organization_id.is_not_distinct_from(wanted.organization),
        RoleAssignment.post.is_not_distinct_from(wanted.post),
        RoleAssignment.sector.is_not_distinct_from(wanted.sector),
        not_over(),
    )
    return session.scalar(same.limit(1)) is not None


@contextmanager
def keep_an_administrator(session: Session) -> Iterator[None]:
    """Around a change that may take an administrator away. Raises LastAdministrator when none would be left without an end date.

    Two such changes at once wait for each other: here on PostgreSQL, at the flush on SQLite.
    """
    staying = (
        select(RoleAssignment.id)
        .join(User, User.id == RoleAssignment.user_id)
        .where(
            RoleAssignment.role == Role.ADMINISTRATOR.value,
            RoleAssignment.valid_until.is_(None),
            # What an identity provider vouches for, it may take back tomorrow.
            RoleAssignment.source.is_(None),
            User.status == "active",
            *role_holds(),
        )
        .order_by(RoleAssignment.id)
    )
    session.execute(staying.with_for_update())
    yield
    session.flush()
    if session.scalar(staying.limit(1)) is None:
        raise LastAdministrator
