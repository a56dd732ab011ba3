"""`/caseAssignments` and `/caseReminders`: for many cases at once."""

from fastapi import APIRouter
from starlette.responses import Response

from bruggen.access.dependencies import REFUSALS
from bruggen.access.walls import CaseHandler
from bruggen.features.case_assignments import service
from bruggen.features.case_assignments.schemas import AssignmentsDone, AssignmentsInput, RemindersDone, RemindersInput
from bruggen.kit.answers import private
from bruggen.kit.db import DbSession

router = APIRouter(tags=["CaseTasks"], responses=REFUSALS)


@router.post("/caseAssignments", operation_id="assignCases", response_model=AssignmentsDone)
def assign_cases(session: DbSession, caller: CaseHandler, body: AssignmentsInput) -> Response:
    """Give cases to somebody of the tandem: all of them or none. The answer, sent back, undoes it."""
    return private(AssignmentsDone(former=service.assign(session, caller, body.assignments)))


@router.post("/caseReminders", operation_id="remindOfCases", response_model=RemindersDone)
def remind_of_cases(session: DbSession, caller: CaseHandler, body: RemindersInput) -> Response:
    """Remind people of their open tasks at these cases."""
    return private(RemindersDone(reminded=service.recall(session, caller, body.cases)))
