"""SELECTs over requests for an account."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from bruggen.access.caller import Caller
from bruggen.access.holders import select_holders
from bruggen.access.reach import seen
from bruggen.access.roles import Role
from bruggen.access.scopes import Scope
from bruggen.features.account_requests.schemas import AccountRequestFilters, AccountRequestInput
from bruggen.models import AccountRequest, User

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
    return _addresses(session, select_holders([Role.COORDINATOR], region=region)) or _addresses(
        session, select_holders([Role.ADMINISTRATOR])
    )


def _addresses(session: Session, holders: Select[UUID]) -> Sequence[str]:
    return session.scalars(select(User.email).where(User.id.in_(holders)).order_by(User.email)).all()
