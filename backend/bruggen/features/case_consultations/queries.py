"""SELECTs over cases and what hangs on them, for those who may see the case."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.kit.clock import now
from bruggen.models import CaseCode, CaseConsultation, CaseEvent, CaseWatch, Notification, SavedView

Case = CaseConsultation


def themes_of(session: Session, ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """The themes of these cases."""
    found: dict[UUID, list[str]] = {case_id: [] for case_id in ids}
    rows = select(CaseCode.case_id, CaseCode.code).where(CaseCode.case_id.in_(ids), CaseCode.list_name == "themes")
    for case_id, code in session.execute(rows.order_by(CaseCode.case_id, CaseCode.position)):
        found[case_id].append(code)
    return found


def unread_of(session: Session, caller: Caller, ids: Collection[UUID]) -> dict[UUID, int]:
    """How many things in these cases are new for the caller."""
    unread = select(Notification.case_id, func.count().label("number")).where(
        Notification.user_id == caller.id, Notification.read_at.is_(None), Notification.case_id.in_(ids)
    )
    return {row.case_id: row.number for row in session.execute(unread.group_by(Notification.case_id))}


def watched_of(session: Session, caller: Caller, ids: Collection[UUID]) -> set[UUID]:
    """Which of these cases the caller watches."""
    return set(session.scalars(select(CaseWatch.case_id).where(CaseWatch.user_id == caller.id, CaseWatch.case_id.in_(ids))))


class Happened(NamedTuple):
    """A line of the timeline, without its words."""

    kind: str
    detail: Mapping[str, Any]
    occurred_at: datetime


def happened(session: Session, case_id: UUID) -> list[Happened]:
    """All that happened in the case, in its order."""
    events = select(CaseEvent.kind, CaseEvent.detail, CaseEvent.occurred_at).where(CaseEvent.case_id == case_id)
    return [Happened(*row) for row in session.execute(events.order_by(CaseEvent.id))]


def told_lately(session: Session, case_id: UUID, person: UUID | None) -> set[str]:
    """The fields of which the timeline has said, within a quarter of an hour, that this person changed them."""
    rows = select(CaseEvent.detail).where(
        CaseEvent.case_id == case_id,
        CaseEvent.kind == "changed",
        CaseEvent.actor_id == person,
        CaseEvent.occurred_at > now() - timedelta(minutes=15),
    )
    return {name for detail in session.scalars(rows) for name in detail["fields"]}


def is_taken(session: Session, code: str) -> bool:
    """Whether a case has this code, of those that the session sees."""
    return session.scalar(select(Case.id).where(Case.code == code)) is not None


def unread_in(case_id: UUID, caller: Caller) -> Select[*tuple[Notification]]:
    """What is new for the caller in this case."""
    return select(Notification).where(
        Notification.case_id == case_id, Notification.user_id == caller.id, Notification.read_at.is_(None)
    )


def views(session: Session, caller: Caller) -> Sequence[SavedView]:
    """The views that the caller sees, by name."""
    rows = select(SavedView).where(seen(caller, Scope.CASE_READ, SavedView))
    return session.scalars(rows.order_by(func.lower(SavedView.name), SavedView.id)).all()
