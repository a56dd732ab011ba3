"""Takes a step of the path: the one function that changes the state of a case."""

from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.casework.application import read_application
from bruggen.casework.checking import SensitiveText, require_clean
from bruggen.casework.guards import Stand, missing
from bruggen.casework.handovers import end_with_case
from bruggen.casework.news import tell
from bruggen.casework.parties import leads, parties_of, refused
from bruggen.casework.path import ENDED, Step
from bruggen.casework.sealing import open_key, write_texts
from bruggen.casework.search import note_words
from bruggen.casework.steps import StepInput, due_of
from bruggen.casework.tasks import follow_path
from bruggen.casework.timeline import add_event
from bruggen.kit.clock import BRUSSELS, now
from bruggen.kit.problems import BadRequest, InputIssue, Problem
from bruggen.models import CaseConsultation
from bruggen.writing.codes import get_codes, unknown_codes


class IllegalStep(Problem):
    """The path does not lead there from here."""

    type = "urn:problem-type:bruggen:illegalStep"
    status = 409
    title = "Illegal Step"
    detail = "The case is not in a state in which this can be done. Read it again."


class StepNotReady(Problem):
    """Something is missing before the step can be taken; the issues say what."""

    type = "urn:problem-type:bruggen:stepNotReady"
    status = 409
    title = "Step Not Ready"
    detail = "Something is missing before this can be done; see the issues."


def take_step(session: Session, caller: Caller, case: CaseConsultation, step: Step, said: StepInput) -> None:
    """Take the step: the state, the texts and facts that come with it, the tasks it ends and makes, the line in the timeline, and
    the news for whom it concerns - all of it or nothing.

    Raises MissingPermission for who may not take it, IllegalStep from another state, StepNotReady, SensitiveText or BadRequest.
    """
    parties = parties_of(session, caller, case)
    if not parties.intersection(step.by):
        raise refused(case)
    if case.state not in step.source:
        names = ", ".join(sorted(step.source))
        raise IllegalStep(f"The case is in the state {case.state}; this can be done from: {names}.")
    key = open_key(session, case.id)
    require_clean(session, case.id, said.texts(), said.confirmations)
    _require_known(session, said)
    stand = Stand(session, case, read_application(session, case, key))
    _require([issue for need in step.needs for issue in missing(stand, need)])
    former = case.state
    case.state = step.target
    for name, value in said.changes().items():
        setattr(case, name, value)
    _date(case, step, caller.person)
    write_texts(session, case.id, key, said.kept())
    if case.state in ENDED:
        end_with_case(session, case, caller.person)
    due = due_of(said)
    follow_path(session, case, step, by=caller.person, due_on=due.astimezone(BRUSSELS).date() if due else None)
    add_event(session, case, step.name, key=key, text=said.said(), detail={"from": former, "to": step.target})
    note_words(session, caller, case, key)
    tell(session, case, step.name, {case.referrer_id, case.other_side_id, *leads(session, case)})


def _date(case: CaseConsultation, step: Step, by: UUID | None) -> None:
    """What follows from the step beside its state: who takes the lead, and since when something is."""
    match step.name:
        case "submissions":
            case.submitted_at = case.submitted_at or now()
        case "screenings":
            case.coordinator_id = case.coordinator_id or by
        case "feedbacks":
            case.feedback_at = now()
    case.closed_at = now() if step.target in ENDED else None


def _require_known(session: Session, said: StepInput) -> None:
    outcome = said.changes().get("outcome")
    known = get_codes(session, ["caseOutcomes"])["caseOutcomes"] if outcome else []
    issues = unknown_codes("outcome", [outcome], known, echo=False) if outcome else []
    if issues:
        raise BadRequest(issues=issues)


def _require(issues: list[InputIssue]) -> None:
    if issues and all(issue.type == SensitiveText.type for issue in issues):
        raise SensitiveText(issues=issues)
    if issues:
        raise StepNotReady(issues=issues)
