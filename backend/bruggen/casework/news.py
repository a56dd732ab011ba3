"""Tells people that there is something new in a case: of which kind, and never what."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.casework.parties import concerned, watchers_of
from bruggen.kit.actor import actor_of
from bruggen.kit.ids import new_id
from bruggen.models import CaseConsultation, Notification
from bruggen.record.tasks import Task, enqueue


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
