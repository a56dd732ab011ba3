"""SELECTs over role assignments."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.features.roles.schemas import AssignmentFilters
from bruggen.kit.clock import midnight
from bruggen.models import RoleAssignment, User

ORDERS = {
    "name": func.lower(User.name),
    "-name": func.lower(User.name).desc(),
    "lastUsedOn": User.last_used_on.asc().nulls_first(),
    "-lastUsedOn": User.last_used_on.desc().nulls_last(),
    "validFrom": RoleAssignment.valid_from,
    "-validFrom": RoleAssignment.valid_from.desc(),
    "validUntil": RoleAssignment.valid_until.asc().nulls_last(),
    "-validUntil": RoleAssignment.valid_until.desc().nulls_first(),
}
WHOLE: tuple[ORMOption, ...] = (joinedload(RoleAssignment.user), joinedload(RoleAssignment.organization))
"""What an assignment is shown with."""


def select_assignments(caller: Caller, filters: AssignmentFilters) -> Select[RoleAssignment]:
    """Assignments within the caller's reach that the filters leave, in the order asked for."""
    statement = (
        select(RoleAssignment)
        .join(RoleAssignment.user)
        .options(contains_eager(RoleAssignment.user), joinedload(RoleAssignment.organization))
        .where(seen(caller, Scope.ROLE_READ, RoleAssignment))
    )
    if filters.user:
        statement = statement.where(RoleAssignment.user_id.in_(filters.user))
    if filters.role:
        statement = statement.where(RoleAssignment.role.in_(filters.role))
    if filters.region:
        statement = statement.where(RoleAssignment.region_code.in_(filters.region))
    if filters.organization:
        statement = statement.where(RoleAssignment.organization_id.in_(filters.organization))
    if filters.active_on:
        statement = statement.where(_held_on(filters.active_on))
    if filters.ends_by:
        statement = statement.where(RoleAssignment.valid_until <= filters.ends_by)
    if filters.unused_since:
        statement = statement.where(or_(User.last_used_on.is_(None), User.last_used_on < filters.unused_since))
    return statement.order_by(*(ORDERS[sort] for sort in filters.sort), RoleAssignment.id)


def _held_on(day: date) -> ColumnElement[bool]:
    # A role that was ended in the course of a day held on it.
    begin = midnight(day)
    return and_(
        RoleAssignment.valid_from <= day,
        or_(RoleAssignment.valid_until.is_(None), RoleAssignment.valid_until >= day),
        or_(RoleAssignment.ended_at.is_(None), RoleAssignment.ended_at >= begin),
    )
