"""Asks another region to take a case over, and answers."""

from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.problems import AlreadyDone, MissingPermission
from bruggen.access.scopes import Scope
from bruggen.casework.checking import require_clean
from bruggen.casework.handovers import decide, open_handover, take_back
from bruggen.casework.news import notify, tell
from bruggen.casework.parties import coordinators_of, leads, require_open
from bruggen.casework.sealing import open_key, seal_text
from bruggen.casework.timeline import add_event
from bruggen.features.case_handovers import queries
from bruggen.features.case_handovers.schemas import HandoverAnswer, HandoverInput
from bruggen.kit.clock import now
from bruggen.kit.ids import new_id
from bruggen.kit.problems import BadRequest, input_issue
from bruggen.models import CaseConsultation, CaseHandover, Region


def propose(session: Session, caller: Caller, case: CaseConsultation, wanted: HandoverInput) -> CaseHandover:
    """Ask the other region. Raises MissingPermission, AlreadyDone, BadRequest, SensitiveText."""
    require_open(case)
    # A case that a tandem handles has a region.
    assert case.region_code
    if wanted.region == case.region_code or session.get(Region, wanted.region) is None:
        hint = "Choose the code of another region."
        raise BadRequest(issues=[input_issue("invalidInput", hint, location="body", name="region")])
    if open_handover(session, case.id):
        raise AlreadyDone("A hand-over of this case waits for an answer.")
    require_clean(session, case.id, [("reason", wanted.reason)], wanted.confirmations)
    key = new_id()
    handover = CaseHandover(
        id=key,
        case_id=case.id,
        region_code=case.region_code,
        from_region=case.region_code,
        to_region=wanted.region,
        status="proposed",
        sealed=seal_text(open_key(session, case.id), key, wanted.reason),
        created_by=caller.id,
        created_at=now(),
    )
    session.add(handover)
    add_event(session, case, "handoverAsked", audience="coordinators", detail={"region": wanted.region})
    session.flush()
    for person in sorted(coordinators_of(session, wanted.region)):
        notify(session, case.id, "handoverAsked", person)
    return handover


def accept(session: Session, caller: Caller, handover: CaseHandover) -> None:
    """Take the case over: from now on it is this region's. The session stands behind the system's wall. Raises AlreadyDone."""
    _require_open(handover)
    case = queries.get_case(session, handover.case_id)
    decide(handover, "accepted", caller.id)
    add_event(session, case, "handoverAccepted", detail={"region": handover.to_region})
    former = _askers(session, handover, case)
    session.flush()
    case.region_code = handover.to_region
    case.coordinator_id = caller.id
    session.flush()
    for person in sorted(former - {caller.id}):
        notify(session, case.id, "handoverAccepted", person)
    tell(session, case, "handoverAccepted", {case.referrer_id, case.other_side_id})


def refuse(session: Session, caller: Caller, handover: CaseHandover, answer: HandoverAnswer) -> None:
    """Do not take it over, and say why. The session stands behind the system's wall. Raises AlreadyDone, SensitiveText."""
    _require_open(handover)
    case = queries.get_case(session, handover.case_id)
    require_clean(session, case.id, [("reason", answer.reason)], answer.confirmations)
    handover.sealed_answer = seal_text(open_key(session, case.id), f"{handover.id} answer", answer.reason)
    decide(handover, "refused", caller.id)
    add_event(session, case, "handoverRefused", audience="coordinators", detail={"region": handover.to_region})
    tell(session, case, "handoverRefused", _askers(session, handover, case))


def withdraw(session: Session, caller: Caller, handover: CaseHandover) -> None:
    """Ask it no longer: the case stays where it is. Raises MissingPermission for any but the region that asked, AlreadyDone."""
    if handover.from_region not in caller.regions(Scope.CASE_WRITE):
        raise MissingPermission(object_type="caseHandovers", object_id=handover.id)
    _require_open(handover)
    case = queries.get_case(session, handover.case_id)
    take_back(session, case, handover, caller.id)


def _askers(session: Session, handover: CaseHandover, case: CaseConsultation) -> set[UUID]:
    """Who waits for the answer: whoever asked, and who has the lead, as far as they are of the tandem that asked."""
    asked = {handover.created_by} if handover.created_by else set()
    return (asked | leads(session, case)) & coordinators_of(session, handover.from_region)


def _require_open(handover: CaseHandover) -> None:
    if handover.status != "proposed":
        raise AlreadyDone("This hand-over was answered or withdrawn.")
