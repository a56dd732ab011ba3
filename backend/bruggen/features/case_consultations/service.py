"""Begins, writes on, confirms and throws away applications."""

from uuid import UUID

from pydantic.alias_generators import to_camel
from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.roles import Role
from bruggen.casework.application import CaseInput, free_texts, read_application, write_application
from bruggen.casework.checking import Spot, require_storable
from bruggen.casework.codes import new_case_code
from bruggen.casework.guards import unknown_facts
from bruggen.casework.parties import parties_of, refused
from bruggen.casework.path import ENDED, WITH_APPLICANT, Party, State
from bruggen.casework.sealing import make_key, open_key
from bruggen.casework.search import note_words
from bruggen.casework.timeline import add_event
from bruggen.features.case_consultations import queries
from bruggen.features.case_consultations.schemas import NewCase, Rating
from bruggen.kit.actor import ActorKind
from bruggen.kit.clock import now
from bruggen.kit.patch import Patch
from bruggen.kit.problems import BadRequest, input_issue
from bruggen.kit.wall import SYSTEM_WALL, through_wall
from bruggen.models import CaseConsultation, CaseWatch
from bruggen.writing.codes import get_codes, unknown_codes


def begin(session: Session, caller: Caller, said: NewCase, *, key: UUID, demo: bool) -> CaseConsultation:
    """An application, still a draft. Raises BadRequest for codes there are none of, SensitiveText for a national number."""
    case = CaseConsultation(id=key, code=_free_code(session), state=State.DRAFT, channel=_channel(caller, said), demo=demo)
    case.codes = []
    if caller.kind == ActorKind.API_CLIENT:
        case.api_client_id = caller.id
    else:
        case.created_by = caller.id
        if case.channel == "form":
            case.referrer_id = caller.id
    data_key = make_key(session, case)
    session.add(case)
    application = CaseInput.model_validate(said.model_dump(exclude={"channel"}))
    _check(session, case, application)
    session.flush()
    write_application(session, case, data_key, application)
    add_event(session, case, "begun")
    note_words(session, caller, case, data_key)
    session.flush()
    return case


def _channel(caller: Caller, said: NewCase) -> str:
    if caller.kind == ActorKind.API_CLIENT:
        return "system"
    if not caller.holds(Role.COORDINATOR):
        return "form"
    if said.channel == "form" and not caller.holds(Role.REFERRER):
        hint = "A coordinator writes down what came by phone or by mail."
        raise BadRequest(issues=[input_issue("invalidInput", hint, location="body", name="channel")])
    return said.channel or "phone"


def _free_code(session: Session) -> str:
    # Also one that is taken by a case out of the caller's reach is taken.
    with through_wall(session, SYSTEM_WALL):
        while queries.is_taken(session, code := new_case_code()):
            pass
    return code


def _check(session: Session, case: CaseConsultation, said: CaseInput) -> list[Spot]:
    issues = unknown_facts(session, said)
    if issues:
        raise BadRequest(issues=issues)
    return require_storable(session, case.id, free_texts(said))


def may_write(session: Session, caller: Caller, case: CaseConsultation) -> bool:
    """Whether the caller may change the application now: both sides while it is with them, the tandem until the case ended."""
    at = parties_of(session, caller, case)
    if case.state in WITH_APPLICANT:
        return bool(at & {Party.APPLICANT, Party.OTHER_SIDE})
    return case.state not in ENDED and Party.COORDINATOR in at


def change(session: Session, caller: Caller, case: CaseConsultation, patch: Patch[CaseInput]) -> list[Spot]:
    """Write on; returns what the texts hold that seems to point at a person.

    Raises MissingPermission, BadRequest, SensitiveText for a national number.
    """
    if not may_write(session, caller, case):
        raise refused(case)
    key = open_key(session, case.id)
    before = read_application(session, case, key)
    said = patch.apply_to(before)
    if case.state != State.DRAFT and said.region != before.region:
        hint = "A case that was handed in goes to another region by a hand-over."
        raise BadRequest(issues=[input_issue("invalidInput", hint, location="body", name="region")])
    found = _check(session, case, said)
    write_application(session, case, key, said)
    case.updated_at = case.last_activity_at = now()
    if case.state != State.DRAFT:
        changed = {to_camel(name) for name in type(said).model_fields if getattr(said, name) != getattr(before, name)}
        # Saved at every pause in typing, it is still one change.
        told = queries.told_lately(session, case.id, caller.id)
        if changed - told:
            add_event(session, case, "changed", detail={"fields": sorted(changed - told)})
    note_words(session, caller, case, key)
    session.flush()
    return found


def throw_away(session: Session, caller: Caller, case: CaseConsultation) -> None:
    """Take away a draft, its words and its key. Raises MissingPermission for what was handed in: that is withdrawn."""
    if case.state != State.DRAFT or Party.APPLICANT not in parties_of(session, caller, case):
        detail = "Only a draft can be thrown away, by who began it. Withdraw what was handed in."
        raise refused(case, detail)
    session.delete(case)


def rate(session: Session, caller: Caller, case: CaseConsultation, patch: Patch[Rating]) -> None:
    """Note how useful it was, which is the referrer's to say, and the state afterwards, which is the tandem's.

    Raises MissingPermission, BadRequest.
    """
    at = parties_of(session, caller, case)
    changes = patch.changes()
    applicant = {"usefulness"} & changes.keys()
    tandem = changes.keys() - applicant
    may = (not applicant or at & {Party.APPLICANT, Party.OTHER_SIDE}) and (not tandem or Party.COORDINATOR in at)
    if not may or case.feedback_at is None:
        raise refused(case)
    known = get_codes(session, ["caseOutcomes"])["caseOutcomes"]
    issues = [
        issue
        for name in ("outcome_after_3_months", "outcome_after_6_months")
        if changes.get(name)
        for issue in unknown_codes(to_camel(name), [changes[name]], known, echo=False)
    ]
    if issues:
        raise BadRequest(issues=issues)
    for name, value in changes.items():
        setattr(case, name, value)
    add_event(session, case, "rated", detail={"fields": sorted(map(to_camel, changes))})


def see_news(session: Session, caller: Caller, case_id: UUID) -> None:
    """Whoever opens a case has seen what was new in it."""
    for notification in session.scalars(queries.unread_in(case_id, caller)):
        notification.read_at = now()


def watch(session: Session, caller: Caller, case: CaseConsultation) -> None:
    """Let the caller hear of everything. Raises MissingPermission for a system: it asks."""
    if caller.kind != ActorKind.USER:
        raise refused(case)
    if session.get(CaseWatch, (case.id, caller.id)) is None:
        session.add(CaseWatch(case_id=case.id, user_id=caller.id))


def unwatch(session: Session, caller: Caller, case: CaseConsultation) -> None:
    """Let the caller hear only what concerns them."""
    watching = session.get(CaseWatch, (case.id, caller.id))
    if watching is not None:
        session.delete(watching)
