"""SELECTs over news."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Update, select, update

from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.features.notifications.schemas import NotificationFilters
from bruggen.kit.clock import now
from bruggen.models import CaseConsultation, Notification


def select_news(caller: Caller, filters: NotificationFilters) -> Select[*tuple[Any, ...]]:
    """The caller's own, of cases that they may still see, the latest first."""
    rows = select(Notification, CaseConsultation.code).join(CaseConsultation, CaseConsultation.id == Notification.case_id)
    rows = rows.where(seen(caller, Scope.OWN_PROFILE_READ, Notification), seen(caller, Scope.CASE_READ, CaseConsultation))
    if filters.unread:
        rows = rows.where(Notification.read_at.is_(None))
    return rows.order_by(Notification.id.desc())


def mark_read(caller: Caller, ids: Sequence[UUID]) -> Update:
    """Sees these, or all."""
    statement = update(Notification).where(Notification.user_id == caller.id, Notification.read_at.is_(None))
    return (statement.where(Notification.id.in_(ids)) if ids else statement).values(read_at=now())
