"""Brings the other side to a case: by a link, then by their own word."""

from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.links import find_link, new_link, use_link
from bruggen.access.problems import AlreadyDone, MissingPermission
from bruggen.casework.news import tell
from bruggen.casework.parties import leads, parties_of, refused, require_open
from bruggen.casework.path import ENDED, Party
from bruggen.casework.timeline import add_event
from bruggen.features.case_sides import queries
from bruggen.kit.clock import now
from bruggen.kit.db import seal_of
from bruggen.kit.problems import ResourceNotFound
from bruggen.kit.wall import SYSTEM_WALL, through_wall
from bruggen.models import CaseConsultation
from bruggen.record.mail import queue_mail

PURPOSE = "otherSide"
ASKERS = frozenset({Party.APPLICANT, Party.COORDINATOR})
SPENT = "This link does not work any more. Ask who sent it for another."
NEEDS_ACCOUNT = "This is for a referrer of the other sector. Sign in with such an account, or ask for one."


def ask(session: Session, caller: Caller, case: CaseConsultation, email: str, *, public_url: str) -> None:
    """Mail a link to the other side. The mail says nothing of the case. Raises MissingPermission, AlreadyDone."""
    require_open(case)
    if not parties_of(session, caller, case) & ASKERS:
        raise refused(case)
    if case.other_side_id:
        raise AlreadyDone("The other side is at this case already.")
    token = new_link(session, PURPOSE, content={"case": str(case.id)})
    link = f"{public_url}/casussen/meedoen#{token}"
    queue_mail(session, seal_of(session), email, "otherSideAsked", {"link": link})
    add_event(session, case, "otherSideAsked")


def join(session: Session, caller: Caller, token: str) -> CaseConsultation:
    """Let the holder of the link see and fill in the application, as a referrer of the other sector.

    Raises ResourceNotFound for a link that is no longer good, MissingPermission for who cannot be the other side.
    """
    link = find_link(session, token, [PURPOSE])
    if link is None:
        raise ResourceNotFound(SPENT)
    # The case is not theirs to see yet: the link opens it.
    with through_wall(session, SYSTEM_WALL):
        case = queries.get_case(session, UUID(link.content["case"]))
        if case is None or case.state in ENDED or case.other_side_id:
            raise ResourceNotFound(SPENT)
        others = queries.sectors_of(session, caller.id) - {case.sector}
        if caller.id == case.referrer_id or not others:
            raise MissingPermission(NEEDS_ACCOUNT, object_type="caseConsultations")
        use_link(session, link)
        case.other_side_id = caller.id
        add_event(session, case, "otherSideJoined")
        tell(session, case, "otherSideJoined", {case.referrer_id, *leads(session, case)})
        session.flush()
    return case


def confirm(session: Session, caller: Caller, case: CaseConsultation) -> None:
    """Say that this side is stuck, too. Raises MissingPermission for anybody but the other side, AlreadyDone."""
    require_open(case)
    if caller.id != case.other_side_id:
        raise refused(case)
    if case.confirmed_at:
        raise AlreadyDone
    case.confirmed_at = now()
    add_event(session, case, "confirmed")
    tell(session, case, "confirmed", {case.referrer_id, *leads(session, case)})


def leave(session: Session, caller: Caller, case: CaseConsultation) -> None:
    """Take the other side from the case: they themselves, who applied, or the tandem. They see it no more.

    Raises MissingPermission, and AlreadyDone where there is none.
    """
    require_open(case)
    if not parties_of(session, caller, case) & (ASKERS | {Party.OTHER_SIDE}):
        raise refused(case)
    if case.other_side_id is None:
        raise AlreadyDone("There is no other side at this case.")
    add_event(session, case, "otherSideLeft", detail={"person": str(case.other_side_id)})
    # Their own change of the row is the last they may make: PostgreSQL asks whether they still see it then.
    with through_wall(session, SYSTEM_WALL):
        case.other_side_id = case.confirmed_at = None
        session.flush()
