"""SELECTs over news."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Update, select, update
from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.casework.news import news_of, sees_case
from bruggen.features.notifications.schemas import NotificationFilters
from bruggen.kit.clock import now
from bruggen.kit.wall import SYSTEM_WALL, through_wall
from bruggen.models import CaseConsultation, Notification


def select_news(caller: Caller, filters: NotificationFilters) -> Select[*tuple[Any, ...]]:
    """The caller's own that they may read, the latest first; with whether the case is theirs to see, and its code if it is."""
    rows = select(Notification, sees_case(caller).label("readable"), CaseConsultation.code)
    rows = rows.outerjoin(CaseConsultation, CaseConsultation.id == Notification.case_id).where(news_of(caller))
    if filters.unread:
        rows = rows.where(Notification.read_at.is_(None))
    return rows.order_by(Notification.id.desc())


def code_of(session: Session, case_id: UUID) -> str:
    """The code of a case, also of one that is another region's."""
    with through_wall(session, SYSTEM_WALL):
        return session.scalars(select(CaseConsultation.code).where(CaseConsultation.id == case_id)).one()


def mark_read(caller: Caller, ids: Sequence[UUID]) -> Update:
    """Sees these, or all."""
    statement = update(Notification).where(Notification.user_id == caller.id, Notification.read_at.is_(None))
    return (statement.where(Notification.id.in_(ids)) if ids else statement).values(read_at=now())
