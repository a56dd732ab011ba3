"""Tells people that there is something new in a case: of which kind, and never what."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.casework.parties import concerned, watchers_of
from bruggen.kit.actor import actor_of
from bruggen.kit.ids import new_id
from bruggen.models import CaseConsultation, CaseHandover, Notification
from bruggen.record.tasks import Task, enqueue

OF_HANDOVERS = ("handoverAsked", "handoverAccepted", "handoverWithdrawn")
"""News of a case that is another region's: whoever it comes to sees the hand-over, and of the case what that shows."""


def sees_case(caller: Caller) -> ColumnElement[bool]:
    """Whether the caller may see the case of a piece of news."""
    case = exists().where(CaseConsultation.id == Notification.case_id, seen(caller, Scope.CASE_READ, CaseConsultation))
    return case.correlate_except(CaseConsultation)


def news_of(caller: Caller) -> ColumnElement[bool]:
    """The caller's own news, of cases that they may still see, and of hand-overs from and to their region."""
    handover = exists().where(CaseHandover.case_id == Notification.case_id, seen(caller, Scope.CASE_WRITE, CaseHandover))
    heard = and_(Notification.kind.in_(OF_HANDOVERS), handover)
    return and_(seen(caller, Scope.OWN_PROFILE_READ, Notification), or_(sees_case(caller), heard))


def tell(
    session: Session, case: CaseConsultation, kind: str, people: Iterable[UUID | None], *, hearers: set[UUID] | None = None
) -> None:
    """Notify these people and whoever watches the case, as far as they are `hearers`: everybody whom the case concerns, if not
    fewer. Not whoever did it. A mail follows (jobs/news.py).
    """
    wanted = {person for person in people if person} | watchers_of(session, case.id)
    heard = concerned(session, case) if hearers is None else hearers
    for person in sorted((wanted & heard) - {actor_of(session).id}):
        notify(session, case.id, kind, person)


def notify(session: Session, case_id: UUID, kind: str, person: UUID) -> None:
    """Notify one person, whatever they may see."""
    notification = Notification(id=new_id(), user_id=person, case_id=case_id, kind=kind)
    session.add(notification)
    enqueue(session, Task.MAIL_NEWS, notification.id)
