"""SELECTs over tasks, within the caller's reach."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.features.case_tasks.schemas import TaskFilters
from bruggen.models import CaseConsultation, CaseKey, CaseTask

WHOLE = (joinedload(CaseTask.assignee),)


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(CaseTask, CaseConsultation.code, CaseConsultation.state, CaseKey.wrapped_key, CaseKey.outer_key)
        .join(CaseConsultation, CaseConsultation.id == CaseTask.case_id)
        .outerjoin(CaseKey, CaseKey.case_id == CaseTask.case_id)
        .options(*WHOLE)
    )


def select_tasks(caller: Caller, filters: TaskFilters) -> Select[*tuple[Any, ...]]:
    """Tasks with what their case is called, in the order asked for."""
    statement = _rows().where(seen(caller, Scope.CASE_READ, CaseTask))
    statement = statement.where(CaseTask.done_at.is_not(None) if filters.done else CaseTask.done_at.is_(None))
    if filters.mine:
        statement = statement.where(CaseTask.assignee_id == caller.id)
    if filters.due_until:
        statement = statement.where(CaseTask.due_on <= filters.due_until)
    if filters.case:
        statement = statement.where(CaseTask.case_id.in_(filters.case))
    order = CaseTask.due_on.desc() if filters.sort[0].startswith("-") else CaseTask.due_on
    return statement.order_by(order, CaseTask.id)


def select_task(task_id: UUID) -> Select[*tuple[Any, ...]]:
    """One task with what its case is called."""
    return _rows().where(CaseTask.id == task_id)
