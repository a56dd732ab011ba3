"""What the caller is at a case, and whom a case concerns."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.case_reach import access_lives
from bruggen.access.holders import select_holders
from bruggen.access.problems import MissingPermission
from bruggen.access.roles import ROLES, Role
from bruggen.access.scopes import Scope
from bruggen.casework.path import ENDED, WITH_APPLICANT, Party, State
from bruggen.kit.wall import SYSTEM_WALL, through_wall
from bruggen.models import CaseAccess, CaseConsultation, CaseWatch, RoleAssignment

READERS = [role for role, rule in ROLES.items() if Scope.CASE_READ in rule.scopes]


def handles(caller: Caller, case: CaseConsultation) -> bool:
    """Whether the caller is one of the tandem that handles the case. What was not handed in yet is nobody's to handle."""
    return case.state != State.DRAFT and case.region_code in caller.regions(Scope.CASE_WRITE)


def parties_of(session: Session, caller: Caller, case: CaseConsultation) -> frozenset[Party]:
    """All that the caller is at a case within their reach."""
    at = set()
    if handles(caller, case):
        at.add(Party.COORDINATOR)
        # Who applied by phone has no account: the tandem completes it for them.
        if case.referrer_id is None and case.api_client_id is None:
            at.add(Party.APPLICANT)
    if caller.id in (case.referrer_id, case.api_client_id):
        at.add(Party.APPLICANT)
    if caller.id == case.created_by and case.state in WITH_APPLICANT:
        at.add(Party.APPLICANT)
    if caller.id == case.other_side_id:
        at.add(Party.OTHER_SIDE)
    if not at:
        at |= _let_in(session, caller.id, case.id)
    return frozenset(at)


def _let_in(session: Session, user_id: UUID | None, case_id: UUID) -> set[Party]:
    kinds = select(CaseAccess.kind).where(CaseAccess.case_id == case_id, CaseAccess.user_id == user_id, *access_lives())
    return {Party(kind) for kind in session.scalars(kinds)}


def refused(case: CaseConsultation, detail: str | None = None) -> MissingPermission:
    """What to raise for who sees the case and may not do this at it."""
    return MissingPermission(detail, object_type="caseConsultations", object_id=case.id)


def require_open(case: CaseConsultation) -> None:
    """Make sure that something may still be done at the case. Raises MissingPermission when it ended: it is only read."""
    if case.state in ENDED:
        raise refused(case)


def coordinators_of(session: Session, region: str) -> set[UUID]:
    """The people of the region's tandem, stand-ins too."""
    return set(session.scalars(select_holders([Role.COORDINATOR], region=region)))


def tandem_of(session: Session, case: CaseConsultation) -> set[UUID]:
    """The tandem of the case's region; nobody while it has none."""
    return coordinators_of(session, case.region_code) if case.region_code else set()


def leads(session: Session, case: CaseConsultation) -> set[UUID]:
    """Who has the lead; the whole tandem as long as nobody has."""
    return {case.coordinator_id} if case.coordinator_id else tandem_of(session, case)


def concerned(session: Session, case: CaseConsultation) -> set[UUID]:
    """Everybody with an account who may see the case now, emergencies aside: who hears of it, and who can be mentioned."""
    people = {person for person in (case.referrer_id, case.other_side_id) if person}
    experts = select(CaseAccess.user_id).where(CaseAccess.case_id == case.id, CaseAccess.kind == Party.EXPERT, *access_lives())
    # Who was let in is the tandem's to see. Who hears of what somebody else says depends on it all the same.
    with through_wall(session, SYSTEM_WALL):
        people |= set(session.scalars(experts))
    heard = set(session.scalars(select_holders(READERS).where(RoleAssignment.user_id.in_(people))))
    return heard if case.state == State.DRAFT else heard | tandem_of(session, case)


def watchers_of(session: Session, case_id: UUID) -> set[UUID]:
    """Who wants to hear of everything."""
    return set(session.scalars(select(CaseWatch.user_id).where(CaseWatch.case_id == case_id)))
