"""What becomes of a hand-over that nobody answered: it is taken back, by who asked or by the end of the case."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.casework.news import notify
from bruggen.casework.parties import coordinators_of
from bruggen.casework.timeline import add_event
from bruggen.kit.clock import now
from bruggen.kit.wall import SYSTEM_WALL, through_wall
from bruggen.models import CaseConsultation, CaseHandover


def open_handover(session: Session, case_id: UUID) -> CaseHandover | None:
    """The hand-over of the case that waits for an answer."""
    return session.scalar(select(CaseHandover).where(CaseHandover.case_id == case_id, CaseHandover.status == "proposed"))


def decide(handover: CaseHandover, status: str, by: UUID | None) -> None:
    """What became of it, and by whom."""
    handover.status, handover.decided_by, handover.decided_at = status, by, now()


def end_with_case(session: Session, case: CaseConsultation, by: UUID | None) -> None:
    """Take back what nobody answered, now that the case ended; whoever ended it may not see hand-overs themselves."""
    with through_wall(session, SYSTEM_WALL):
        handover = open_handover(session, case.id)
        if handover:
            take_back(session, case, handover, by)


def take_back(session: Session, case: CaseConsultation, handover: CaseHandover, by: UUID | None) -> None:
    """Ask it no longer, and tell those who were asked: the case stays where it is."""
    decide(handover, "withdrawn", by)
    add_event(session, case, "handoverWithdrawn", audience="coordinators", detail={"region": handover.to_region})
    session.flush()
    for person in sorted(coordinators_of(session, handover.to_region)):
        notify(session, case.id, "handoverWithdrawn", person)
