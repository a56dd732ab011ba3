"""Gives cases to people of the tandem, and reminds them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.casework.news import tell
from bruggen.casework.parties import coordinators_of
from bruggen.casework.path import TaskKind
from bruggen.casework.reminding import remind
from bruggen.casework.timeline import add_event
from bruggen.features.case_assignments import queries
from bruggen.features.case_assignments.schemas import Assignment
from bruggen.kit.problems import BadRequest, InputIssue, input_issue
from bruggen.models import CaseConsultation, CaseTask

A_DAY = timedelta(days=1)


def assign(session: Session, caller: Caller, wanted: Sequence[Assignment]) -> list[Assignment]:
    """Give each case to who is named; returns who had it before. Raises BadRequest when one cannot be, and does nothing then."""
    cases = queries.handled_cases(session, caller, [one.case for one in wanted])
    _require_all(cases, [one.case for one in wanted], "assignments")
    tandems = {region: coordinators_of(session, region) for region in {case.region_code for case in cases.values()} if region}
    issues = [
        _issue(f"assignments.{position}.coordinator", "Only somebody of the tandem that handles the case can have its lead.")
        for position, one in enumerate(wanted)
        if one.coordinator and one.coordinator not in tandems[str(cases[one.case].region_code)]
    ]
    if issues:
        raise BadRequest(issues=issues)
    former = [Assignment(case=one.case, coordinator=cases[one.case].coordinator_id) for one in wanted]
    moved = {one.case: one.coordinator for one in wanted if cases[one.case].coordinator_id != one.coordinator}
    for task in queries.open_tasks(session, moved):
        # What was for who had the lead goes along; people's own tasks stay with whom they were given to.
        if task.kind != TaskKind.OWN and task.assignee_id == cases[task.case_id].coordinator_id:
            task.assignee_id = moved[task.case_id]
    for case_id, coordinator in moved.items():
        case = cases[case_id]
        case.coordinator_id = coordinator
        detail = {"person": str(coordinator)} if coordinator else {}
        add_event(session, case, "assigned", audience="coordinators", detail=detail)
        tell(session, case, "assigned", {coordinator})
    return former


def recall(session: Session, caller: Caller, case_ids: Sequence[UUID]) -> int:
    """Bring the open tasks of these cases to mind of whose they are; returns how many people were. Raises BadRequest."""
    cases = queries.handled_cases(session, caller, case_ids)
    _require_all(cases, case_ids, "cases")
    people = remind(session, CaseTask.case_id.in_(cases), pause=A_DAY)
    return len(people - {caller.id})


def _require_all(cases: Mapping[UUID, CaseConsultation], wanted: Sequence[UUID], name: str) -> None:
    missing = [position for position, case_id in enumerate(wanted) if case_id not in cases]
    if missing:
        hint = "There is no such case among those that your tandem handles."
        raise BadRequest(issues=[_issue(f"{name}.{position}", hint) for position in missing])


def _issue(name: str, detail: str) -> InputIssue:
    return input_issue("referencedResourceNotFound", detail, location="body", name=name)
