"""SELECTs over registrations."""

from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.features.registrations.schemas import RegistrationFilters
from bruggen.models import Registration

ORDERS = {
    "number": Registration.number,
    "-number": Registration.number.desc(),
    "name": func.lower(Registration.name),
    "-name": func.lower(Registration.name).desc(),
}


def select_registrations(caller: Caller, session_id: UUID, filters: RegistrationFilters) -> Select[Registration]:
    """Registrations for the session that the filters leave, in the order asked for."""
    statement = select(Registration).where(
        Registration.session_id == session_id, seen(caller, Scope.REGISTRATION_READ, Registration)
    )
    if filters.status:
        statement = statement.where(Registration.status.in_(filters.status))
    if filters.came is not None:
        statement = statement.where(Registration.came.is_(filters.came))
    return statement.order_by(*(ORDERS[sort] for sort in filters.sort), Registration.number)


def find_standing(session: Session, session_id: UUID, email: str) -> Registration | None:
    """The registration of this address that was not cancelled."""
    standing = select(Registration).where(
        Registration.session_id == session_id, Registration.email == email, Registration.status != "cancelled"
    )
    return session.scalar(standing.order_by(Registration.number).limit(1))
