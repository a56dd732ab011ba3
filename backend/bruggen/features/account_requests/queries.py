"""SELECTs over requests for an account."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from bruggen.access.authentication import role_holds
from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.roles import Role
from bruggen.access.scopes import Scope
from bruggen.features.account_requests.schemas import AccountRequestFilters, AccountRequestInput
from bruggen.models import AccountRequest, RoleAssignment, User

ORDERS = {
    "createdAt": AccountRequest.created_at,
    "-createdAt": AccountRequest.created_at.desc(),
    "name": func.lower(AccountRequest.name),
    "-name": func.lower(AccountRequest.name).desc(),
}
WHOLE: tuple[ORMOption, ...] = (joinedload(AccountRequest.organization), joinedload(AccountRequest.decider))
"""What a request is shown with."""


def select_requests(caller: Caller, filters: AccountRequestFilters) -> Select[AccountRequest]:
    """Requests within the caller's reach that the filters leave, in the order asked for."""
    statement = select(AccountRequest).options(*WHOLE).where(seen(caller, Scope.ACCOUNT_REQUEST_READ, AccountRequest))
    if filters.status:
        statement = statement.where(AccountRequest.status.in_(filters.status))
    if filters.region:
        statement = statement.where(AccountRequest.region_code.in_(filters.region))
    return statement.order_by(*(ORDERS[sort] for sort in filters.sort), AccountRequest.id)


def is_waiting(session: Session, wanted: AccountRequestInput) -> bool:
    """Whether the same was asked before and nobody decided yet."""
    same = select(AccountRequest.id).where(
        AccountRequest.email == wanted.email,
        AccountRequest.role == wanted.role,
        AccountRequest.region_code == wanted.region,
        AccountRequest.organization_id.is_not_distinct_from(wanted.organization),
        AccountRequest.organization_name.is_not_distinct_from(wanted.organization_name),
        AccountRequest.status == "new",
    )
    return session.scalar(same.limit(1)) is not None


def deciders(session: Session, region: str) -> Sequence[str]:
    """Mail addresses of the region's coordinators; where nobody is one yet, of the administrators."""
    holders = select(User.email).join(RoleAssignment, RoleAssignment.user_id == User.id)
    holders = holders.where(User.status == "active", *role_holds()).order_by(User.email).distinct()
    here = (RoleAssignment.role == Role.COORDINATOR.value, RoleAssignment.region_code == region)
    coordinators = session.scalars(holders.where(*here)).all()
    return coordinators or session.scalars(holders.where(RoleAssignment.role == Role.ADMINISTRATOR.value)).all()
