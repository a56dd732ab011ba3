"""What is to be done at a case by when. The path makes tasks and ends them; people add their own."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bruggen.casework.path import ENDED, State, Step, TaskKind
from bruggen.kit.clock import now, today
from bruggen.kit.ids import new_id
from bruggen.models import CaseConsultation, CaseTask

# They outlive the closing of the case: they ask what became of it.
LASTING = (TaskKind.OUTCOME_3_MONTHS, TaskKind.OUTCOME_6_MONTHS)
APPLICANTS = (TaskKind.COMPLETE,)


def follow_path(session: Session, case: CaseConsultation, step: Step, *, by: UUID | None, due_on: date | None = None) -> None:
    """End the tasks that the step has done or made pointless, and make those it asks for; `due_on` is the first one's.

    A step within the path ends the path's own. One that ends the case without closing it ends all: nothing more is to be done.
    """
    over = step.target in ENDED - {State.CLOSED}
    session.flush()
    tasks = session.scalars(select(CaseTask).where(CaseTask.case_id == case.id, CaseTask.done_at.is_(None))).all()
    for task in tasks:
        if over or (task.kind != TaskKind.OWN and task.kind not in LASTING):
            finish(task, by)
    waiting = {task.kind for task in tasks if task.done_at is None}
    for kind, days in step.makes:
        if kind not in waiting:
            add_task(session, case, kind, due_on or today() + timedelta(days=days))
        due_on = None
    set_due(session, case)


def add_task(
    session: Session,
    case: CaseConsultation,
    kind: TaskKind,
    due_on: date,
    *,
    key: UUID | None = None,
    assignee: UUID | None = None,
    sealed: bytes | None = None,
    created_by: UUID | None = None,
) -> CaseTask:
    """Something to do; the path's own are for who has the lead, or for who applied."""
    if kind != TaskKind.OWN:
        assignee = case.referrer_id if kind in APPLICANTS else case.coordinator_id
    task = CaseTask(
        id=key or new_id(), case_id=case.id, kind=kind, due_on=due_on, assignee_id=assignee, sealed=sealed, created_by=created_by
    )
    session.add(task)
    return task


def finish(task: CaseTask, by: UUID | None) -> None:
    """It is done, or need not be done any more."""
    task.done_at, task.done_by = now(), by


def set_due(session: Session, case: CaseConsultation) -> None:
    """The day of the first open task, which the table of cases is sorted by."""
    session.flush()
    case.first_due_on = session.scalar(
        select(func.min(CaseTask.due_on)).where(CaseTask.case_id == case.id, CaseTask.done_at.is_(None))
    )
