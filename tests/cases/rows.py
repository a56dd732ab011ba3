"""Cases as they stand in the database, in any state of the path: with a key, words, a timeline and a task."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller, Grant
from bruggen.access.roles import Role
from bruggen.casework.application import CaseInput, write_application
from bruggen.casework.codes import new_case_code
from bruggen.casework.path import ENDED, WITH_ADVICE, State, TaskKind
from bruggen.casework.sealing import make_key, open_key, seal_text, write_texts
from bruggen.casework.search import note_words
from bruggen.casework.tasks import add_task, set_due
from bruggen.casework.timeline import add_event
from bruggen.kit.actor import ActorKind
from bruggen.kit.clock import now, today
from bruggen.kit.ids import new_id
from bruggen.models import CaseAccess, CaseConsultation, CaseHandover
from tests.cases.people import APPLICATION

ADVISED = (*WITH_ADVICE, State.CLOSED)
"""States in which the tandem has written down its advice, and given feedback."""


def put_case(session: Session, state: State, *, region: str = "OVL", said: dict[str, Any] | None = None, **who: Any) -> UUID:
    """A whole application in this state; the session stands behind the system's wall. Returns its id.

    `who` fills in columns: `referrer_id`, `other_side_id`, `api_client_id`, `created_by` ...
    """
    case = CaseConsultation(id=new_id(), code=new_case_code(), state=state, channel="form", region_code=region, **who)
    case.codes = []
    key = make_key(session, case)
    session.add(case)
    session.flush()
    application = {**APPLICATION, "region": region, "admissionReason": "De andere kant is nog niet betrokken.", **(said or {})}
    write_application(session, case, key, CaseInput.model_validate(application))
    if state != State.DRAFT:
        case.submitted_at = now()
    if state in ADVISED:
        write_texts(session, case.id, key, {"advice": "Een fluweelzachte aanpak.", "feedback": "Er is een plek mogelijk."})
        case.feedback_at = now()
    if state in ENDED:
        case.closed_at = now()
    add_event(session, case, "begun")
    add_event(session, case, "note", key=key, text="Eerst de zilverberk vragen.", audience="coordinators")
    put_task(session, case)
    tandem = Caller(ActorKind.USER, grants=(Grant(Role.COORDINATOR, region=region),))
    note_words(session, tandem, case, key)
    return case.id


def put_task(session: Session, case: CaseConsultation) -> UUID:
    """Something that the tandem wants to do at the case."""
    task_id = new_id()
    sealed = seal_text(open_key(session, case.id), task_id, "De leersteun bellen")
    add_task(session, case, TaskKind.OWN, today(), key=task_id, sealed=sealed)
    set_due(session, case)
    return task_id


def let_in(session: Session, case_id: UUID, user_id: UUID, kind: str, *, hours: float = 1, ended: bool = False) -> UUID:
    """Somebody's way into the case, for so many hours from now, or ended since."""
    case = session.get_one(CaseConsultation, case_id)
    assert case.region_code
    access = CaseAccess(
        id=new_id(),
        case_id=case_id,
        region_code=case.region_code,
        user_id=user_id,
        kind=kind,
        valid_until=now() + timedelta(hours=hours),
        ended_at=now() if ended else None,
    )
    session.add(access)
    session.flush()
    return access.id


def hand_over(session: Session, case_id: UUID, to_region: str, status: str = "proposed") -> UUID:
    """A hand-over that the case's region asks of another, or that was answered."""
    case = session.get_one(CaseConsultation, case_id)
    assert case.region_code
    handover_id = new_id()
    handover = CaseHandover(
        id=handover_id,
        case_id=case_id,
        region_code=case.region_code,
        from_region=case.region_code,
        to_region=to_region,
        status=status,
        sealed=seal_text(open_key(session, case_id), handover_id, "De jongere verhuist."),
    )
    session.add(handover)
    session.flush()
    if status == "accepted":
        case.region_code = to_region
    return handover_id
