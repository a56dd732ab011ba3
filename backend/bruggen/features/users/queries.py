"""SELECTs over accounts."""

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import ORMOption

from bruggen.access.assignments import not_over
from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.features.users.schemas import UserFilters
from bruggen.models import ExternalIdentity, RoleAssignment, User

ORDERS = {
    "name": func.lower(User.name),
    "-name": func.lower(User.name).desc(),
    "lastUsedOn": User.last_used_on.asc().nulls_first(),
    "-lastUsedOn": User.last_used_on.desc().nulls_last(),
}
ENTERED = or_(User.password_hash.is_not(None), exists().where(ExternalIdentity.user_id == User.id))
STATUS: dict[str, ColumnElement[bool]] = {
    "active": and_(User.status == "active", ENTERED),
    "invited": and_(User.status == "active", ~ENTERED),
    "suspended": User.status == "suspended",
}
UserRow = tuple[User, bool]


def select_users(caller: Caller, filters: UserFilters) -> Select[*UserRow]:
    """Accounts within the caller's reach that the filters leave, in the order asked for."""
    held = [
        RoleAssignment.role.in_(filters.role) if filters.role else None,
        RoleAssignment.region_code.in_(filters.region) if filters.region else None,
        RoleAssignment.organization_id.in_(filters.organization) if filters.organization else None,
    ]
    wanted = [clause for clause in held if clause is not None]
    statement = select_user(caller).where(seen(caller, Scope.USER_READ, User))
    if filters.q:
        q = filters.q.strip()
        statement = statement.where(or_(User.name.icontains(q, autoescape=True), User.email.icontains(q, autoescape=True)))
    if wanted:
        statement = statement.where(exists().where(RoleAssignment.user_id == User.id, _shown_roles(caller), *wanted))
    if filters.status:
        statement = statement.where(or_(*(STATUS[status] for status in filters.status)))
    return statement.order_by(*(ORDERS[sort] for sort in filters.sort), User.id)


def select_user(caller: Caller) -> Select[*UserRow]:
    """Accounts with the roles that the caller may see, and whether their people ever came in."""
    return select(User, ENTERED).options(*with_roles(caller))


def with_roles(caller: Caller) -> list[ORMOption]:
    """Load the roles of an account that the caller may see: what somebody does elsewhere is not theirs to know."""
    shown = selectinload(User.roles.and_(_shown_roles(caller)))
    return [shown, shown.joinedload(RoleAssignment.organization)]


def _shown_roles(caller: Caller) -> ColumnElement[bool]:
    return and_(seen(caller, Scope.ROLE_READ, RoleAssignment), not_over())
