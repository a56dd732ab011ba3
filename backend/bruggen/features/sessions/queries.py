"""SELECTs over sessions."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.interfaces import ORMOption

from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.features.sessions.schemas import SessionFilters
from bruggen.kit.clock import now
from bruggen.models import SignInSession

ORDERS = {
    "lastUsedAt": SignInSession.last_used_at,
    "-lastUsedAt": SignInSession.last_used_at.desc(),
    "createdAt": SignInSession.created_at,
    "-createdAt": SignInSession.created_at.desc(),
}
WHOLE: tuple[ORMOption, ...] = (joinedload(SignInSession.user),)
"""What a session is shown with."""


def select_sessions(caller: Caller, filters: SessionFilters) -> Select[SignInSession]:
    """Sessions within the caller's reach that have not ended, as far as the filters leave them, in the order asked for."""
    statement = (
        select(SignInSession)
        .options(*WHOLE)
        .where(
            # Of others only with a scope of its own: everybody may see the own ones.
            seen(caller, Scope.SESSION_READ, SignInSession),
            SignInSession.revoked_at.is_(None),
            SignInSession.expires_at > now(),
        )
    )
    if filters.user:
        statement = statement.where(SignInSession.user_id.in_(filters.user))
    if filters.current is not None:
        is_current = SignInSession.id == caller.session_id
        statement = statement.where(is_current if filters.current else ~is_current)
    return statement.order_by(*(ORDERS[sort] for sort in filters.sort), SignInSession.id)
