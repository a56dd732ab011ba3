"""Brings to mind what is still to be done, of whose it is."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from bruggen.casework.news import tell
from bruggen.casework.parties import leads
from bruggen.kit.clock import now
from bruggen.models import CaseConsultation, CaseTask


def remind(session: Session, *which: ColumnElement[bool], pause: timedelta) -> set[UUID]:
    """Remind people of their open tasks of which this holds, unless they were reminded within the pause; returns who was.

    A task of nobody in particular is for who has the lead of the case.
    """
    open_ones = (CaseTask.done_at.is_(None), or_(CaseTask.reminded_at.is_(None), CaseTask.reminded_at < now() - pause))
    rows = select(CaseTask, CaseConsultation).join(CaseConsultation, CaseConsultation.id == CaseTask.case_id)
    reminded: dict[UUID, set[UUID]] = {}
    cases: dict[UUID, CaseConsultation] = {}
    for task, case in session.execute(rows.where(*which, *open_ones).order_by(CaseTask.id)):
        task.reminded_at = now()
        cases[case.id] = case
        reminded.setdefault(case.id, set()).update({task.assignee_id} if task.assignee_id else leads(session, case))
    for case_id, people in reminded.items():
        tell(session, cases[case_id], "reminder", people)
    return {person for people in reminded.values() for person in people}
