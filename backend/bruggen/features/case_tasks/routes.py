"""`/caseTasks`: what the tandem has to do, over all its cases; and the tasks of one case."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from bruggen.access.attempts import enter_attempt
from bruggen.access.dependencies import REFUSALS
from bruggen.access.recording import recorded
from bruggen.access.scopes import Scope
from bruggen.access.walls import CaseHandler, HandledCase, find_case, find_walled
from bruggen.casework.links import PersonLink, case_href
from bruggen.casework.path import State, TaskKind
from bruggen.casework.sealing import said, unwrap
from bruggen.features.case_tasks import queries, service
from bruggen.features.case_tasks.schemas import TaskCase, TaskChange, TaskFilters, TaskInput, TaskItem
from bruggen.kit.answers import private
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import page_answer
from bruggen.kit.page import Collection
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import CONFLICT, NOT_FOUND
from bruggen.models import CaseTask
from bruggen.record.idempotency import IdempotencyKey

router = APIRouter(tags=["CaseTasks"], responses=REFUSALS, dependencies=[recorded("caseTasks", CaseTask, Scope.CASE_WRITE)])
TaskId = Annotated[UUID, Path(alias="caseTaskId", description="Id of the task.")]


def _get_task(session: DbSession, caller: CaseHandler, task_id: TaskId) -> CaseTask:
    return find_walled(session, caller, Scope.CASE_WRITE, CaseTask, task_id, change=True, options=queries.WHOLE)


Task = Annotated[CaseTask, Depends(_get_task)]


def _shown(session: DbSession, task_id: UUID) -> TaskItem:
    return _item(session, session.execute(queries.select_task(task_id).execution_options(populate_existing=True)).one())


def _item(session: DbSession, row: AnyRow) -> TaskItem:
    task: CaseTask = row[0]
    key = unwrap(session, task.case_id, row.wrapped_key, row.outer_key) if task.sealed and row.wrapped_key else None
    return TaskItem(
        href=f"/api/v1/caseTasks/{task.id}",
        id=task.id,
        case=TaskCase(href=case_href(task.case_id), id=task.case_id, code=row.code, state=State(row.state)),
        kind=TaskKind(task.kind),
        text=said(key, task.id, task.sealed),
        due_on=task.due_on,
        assignee=PersonLink(id=task.assignee.id, name=task.assignee.name) if task.assignee else None,
        done_at=task.done_at,
        reminded_at=task.reminded_at,
    )


@router.get("/caseTasks", operation_id="listCaseTasks", response_model=Collection[TaskItem])
def list_tasks(request: Request, query: Annotated[TaskFilters, Query()], session: DbSession, caller: CaseHandler) -> Response:
    """What is to be done at the cases of the own region, the first due first."""
    return page_answer(request, query, session, queries.select_tasks(caller, query), TaskItem, lambda row: _item(session, row))


@router.get("/caseTasks/{caseTaskId}", operation_id="getCaseTask", response_model=TaskItem, responses=NOT_FOUND)
def get_task(session: DbSession, task: Task) -> Response:
    """Read one task."""
    return private(_shown(session, task.id), version=task.version)


@router.post(
    "/caseConsultations/{caseConsultationId}/tasks",
    operation_id="addCaseTask",
    status_code=201,
    response_model=TaskItem,
    responses=NOT_FOUND,
)
def add_task(
    request: Request,
    session: DbSession,
    caller: CaseHandler,
    case: HandledCase,
    body: TaskInput,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Add a task to a case."""
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    if not attempt.repeated:
        service.add(session, caller, case, body, key=attempt.object_id)
        session.flush()
    return private(_shown(session, attempt.object_id), 201, headers={"Location": f"/api/v1/caseTasks/{attempt.object_id}"})


@router.patch(
    "/caseTasks/{caseTaskId}",
    operation_id="changeCaseTask",
    response_model=TaskItem,
    responses=NOT_FOUND | MATCHED | CONFLICT,
)
def change_task(
    session: DbSession,
    caller: CaseHandler,
    task: Task,
    patch: Annotated[Patch[TaskChange], MERGE_PATCH],
    if_match: IfMatch = None,
) -> Response:
    """Give it another day, or to somebody else."""
    require_match(if_match, task.version)
    wanted = patch.apply_to(TaskChange(due_on=task.due_on, assignee=task.assignee_id))
    service.change(session, find_case(session, caller, task.case_id), task, wanted)
    session.flush()
    return private(_shown(session, task.id), version=task.version)


@router.post(
    "/caseTasks/{caseTaskId}/completions",
    operation_id="completeCaseTask",
    response_model=TaskItem,
    responses=NOT_FOUND | CONFLICT,
)
def complete_task(session: DbSession, caller: CaseHandler, task: Task) -> Response:
    """Say that it is done."""
    service.complete(session, caller, find_case(session, caller, task.case_id), task)
    session.flush()
    return private(_shown(session, task.id), version=task.version)
