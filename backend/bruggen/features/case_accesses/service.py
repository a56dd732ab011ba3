"""Lets people into a case for a while."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.granting import RoleInput, add_role
from bruggen.access.problems import AlreadyDone, AlreadyExists
from bruggen.access.roles import Role
from bruggen.casework.checking import require_clean
from bruggen.casework.codes import tidy_case_code
from bruggen.casework.news import notify, tell
from bruggen.casework.parties import handles, require_open, tandem_of
from bruggen.casework.path import Party
from bruggen.casework.sealing import open_key, seal_text
from bruggen.casework.timeline import add_event
from bruggen.features.case_accesses import queries
from bruggen.features.case_accesses.schemas import EmergencyInput, ExpertInput
from bruggen.kit.clock import midnight, now, today
from bruggen.kit.ids import new_id
from bruggen.kit.problems import BadRequest, InputIssue, ResourceNotFound, input_issue
from bruggen.kit.wall import SYSTEM_WALL, through_wall
from bruggen.models import CaseAccess, CaseConsultation, User
from bruggen.record.audit import record_event

LONGEST = timedelta(days=90)
AN_EMERGENCY = timedelta(hours=1)


def ask_expert(session: Session, caller: Caller, case: CaseConsultation, wanted: ExpertInput, *, key: UUID) -> None:
    """Let somebody with an account think along until a day.

    Raises MissingPermission, BadRequest, AlreadyExists, SensitiveText.
    """
    require_open(case)
    person = _person(session, case, wanted)
    require_clean(session, case.id, [("reason", wanted.reason)], wanted.confirmations)
    if queries.is_let_in(session, case.id, person.id, Party.EXPERT):
        raise AlreadyExists("This person is let into the case already.")
    _give_role(session, caller, person, wanted)
    end = midnight(wanted.valid_until + timedelta(days=1))
    _let_in(session, caller, case, person.id, Party.EXPERT, wanted.reason, end, key)
    add_event(session, case, "expertAsked", detail={"person": str(person.id), "day": wanted.valid_until.isoformat()})
    session.flush()
    tell(session, case, "expertAsked", {person.id})


def _person(session: Session, case: CaseConsultation, wanted: ExpertInput) -> User:
    if not today() <= wanted.valid_until <= today() + LONGEST:
        raise BadRequest(issues=[_issue("validUntil", f"Choose a day from today until {today() + LONGEST}.")])
    person = queries.find_account(session, wanted.email)
    if person is None:
        raise BadRequest(issues=[_issue("email", "Nobody has an account under this address. Have them ask for one first.")])
    if person.id in (case.referrer_id, case.other_side_id):
        raise BadRequest(issues=[_issue("email", "This person is at the case already.")])
    return person


def _issue(name: str, detail: str) -> InputIssue:
    return input_issue("invalidInput", detail, location="body", name=name)


def _give_role(session: Session, caller: Caller, person: User, wanted: ExpertInput) -> None:
    # Whoever reads cases by a role of their own needs none for this.
    if queries.reads_cases(session, person.id):
        return
    role = queries.expert_role(session, person.id)
    if role is None:
        add_role(session, caller, person.id, RoleInput(role=Role.EXPERT, valid_until=wanted.valid_until))
    elif role.valid_until and role.valid_until < wanted.valid_until:
        role.valid_until = wanted.valid_until


def _let_in(
    session: Session,
    caller: Caller,
    case: CaseConsultation,
    person: UUID | None,
    kind: Party,
    reason: str,
    end: datetime,
    key: UUID,
) -> CaseAccess:
    assert case.region_code and person
    access = CaseAccess(
        id=key,
        case_id=case.id,
        region_code=case.region_code,
        user_id=person,
        kind=kind,
        sealed=seal_text(open_key(session, case.id), key, reason),
        granted_by=caller.id,
        created_at=now(),
        valid_until=end,
    )
    session.add(access)
    return access


def end_access(session: Session, case: CaseConsultation, access: CaseAccess) -> None:
    """Let them in no longer, from this moment. Raises AlreadyDone."""
    if access.ended_at or access.valid_until <= now():
        raise AlreadyDone("This access has ended.")
    access.ended_at = now()
    add_event(session, case, "accessEnded", detail={"person": str(access.user_id)})


def break_glass(session: Session, caller: Caller, wanted: EmergencyInput) -> tuple[CaseAccess, CaseConsultation]:
    """Let the caller read a case in an emergency, for an hour, and tell whoever has to know, at once.

    Raises ResourceNotFound, SensitiveText, and AlreadyDone for who sees the case anyway.
    """
    with through_wall(session, SYSTEM_WALL):
        case = queries.find_code(session, tidy_case_code(wanted.code))
        if case is None:
            raise ResourceNotFound("There is no case of this code. Ask for it once more, letter by letter.")
        if handles(caller, case) or queries.is_let_in(session, case.id, caller.id, Party.EMERGENCY):  # type: ignore[arg-type]
            raise AlreadyDone("You see this case already.")
        # It stands in the trail, where the protection officer reads it: nobody may be named there.
        require_clean(session, case.id, [("reason", wanted.reason)], wanted.confirmations)
        access = _let_in(session, caller, case, caller.id, Party.EMERGENCY, wanted.reason, now() + AN_EMERGENCY, new_id())
        add_event(session, case, "emergency", detail={"person": str(caller.id)})
        record_event(session, "brokeGlass", "caseConsultations", case.id, purpose=wanted.reason)
        for person in sorted(queries.officers(session) | tandem_of(session, case)):
            notify(session, case.id, "emergency", person)
        session.flush()
    return access, case
