"""People's own tasks at a case."""

from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.problems import AlreadyDone, MissingPermission
from bruggen.casework.checking import require_clean
from bruggen.casework.news import tell
from bruggen.casework.parties import require_open, tandem_of
from bruggen.casework.path import TaskKind
from bruggen.casework.sealing import open_key, seal_text
from bruggen.casework.tasks import LASTING, add_task, finish, set_due
from bruggen.casework.timeline import add_event
from bruggen.features.case_tasks.schemas import TaskChange, TaskInput
from bruggen.kit.problems import BadRequest, input_issue
from bruggen.models import CaseConsultation, CaseTask


def add(session: Session, caller: Caller, case: CaseConsultation, wanted: TaskInput, *, key: UUID) -> CaseTask:
    """A task of the tandem's own. Raises MissingPermission for a case that ended, SensitiveText, BadRequest."""
    require_open(case)
    require_clean(session, case.id, [("text", wanted.text)], wanted.confirmations)
    _require_of_the_tandem(session, case, wanted.assignee)
    sealed = seal_text(open_key(session, case.id), key, wanted.text)
    task = add_task(
        session,
        case,
        TaskKind.OWN,
        wanted.due_on,
        key=key,
        assignee=wanted.assignee,
        sealed=sealed,
        created_by=caller.id,
    )
    set_due(session, case)
    tell(session, case, "task", {wanted.assignee})
    return task


def _require_of_the_tandem(session: Session, case: CaseConsultation, person: UUID | None) -> None:
    if person and person not in tandem_of(session, case):
        hint = "A task is for somebody of the tandem that handles the case, or for nobody in particular."
        raise BadRequest(issues=[input_issue("invalidInput", hint, location="body", name="assignee")])


def change(session: Session, case: CaseConsultation, task: CaseTask, wanted: TaskChange) -> None:
    """Another day, or another person. Raises AlreadyDone, BadRequest."""
    _require_open(task)
    if wanted.assignee != task.assignee_id:
        _require_of_the_tandem(session, case, wanted.assignee)
        task.assignee_id = wanted.assignee
        tell(session, case, "task", {wanted.assignee})
    task.due_on = wanted.due_on
    set_due(session, case)


def complete(session: Session, caller: Caller, case: CaseConsultation, task: CaseTask) -> None:
    """It is done. Raises AlreadyDone, MissingPermission for a task that the path itself ends."""
    _require_open(task)
    if task.kind != TaskKind.OWN and task.kind not in (*LASTING, TaskKind.FOLLOW_UP):
        raise MissingPermission("The step that this asks for ends it.", object_type="caseTasks", object_id=task.id)
    finish(task, caller.id)
    add_event(session, case, "taskDone", audience="coordinators", detail={"task": task.kind})
    set_due(session, case)


def _require_open(task: CaseTask) -> None:
    if task.done_at:
        raise AlreadyDone("This task is done.")
