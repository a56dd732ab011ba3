"""Writes messages at a case."""

from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.casework.checking import require_clean
from bruggen.casework.links import names_of
from bruggen.casework.news import notify, tell
from bruggen.casework.parties import concerned, leads, parties_of, refused, require_open, tandem_of
from bruggen.casework.path import Party
from bruggen.casework.sealing import open_key
from bruggen.casework.search import note_words
from bruggen.casework.timeline import add_event
from bruggen.features.case_timeline.schemas import CasePerson, MessageInput
from bruggen.kit.problems import BadRequest, input_issue
from bruggen.models import CaseConsultation, CaseEvent

SPEAKERS = frozenset({Party.APPLICANT, Party.OTHER_SIDE, Party.COORDINATOR, Party.EXPERT})


def say(session: Session, caller: Caller, case: CaseConsultation, message: MessageInput, *, event_id: UUID) -> CaseEvent:
    """Write a message, and tell whom it is for.

    Raises MissingPermission, SensitiveText, BadRequest for who cannot be mentioned.
    """
    at = parties_of(session, caller, case)
    among = message.audience == "coordinators"
    require_open(case)
    if not at & SPEAKERS or (among and Party.COORDINATOR not in at):
        raise refused(case)
    require_clean(session, case.id, [("text", message.text)], message.confirmations)
    hearers = tandem_of(session, case) if among else concerned(session, case)
    if set(message.mentions) - hearers:
        hint = "Only people who may read this message can be mentioned; see /people."
        raise BadRequest(issues=[input_issue("invalidInput", hint, location="body", name="mentions")])
    key = open_key(session, case.id)
    detail = {"mentions": [str(person) for person in message.mentions]} if message.mentions else {}
    event = add_event(
        session, case, message.kind, event_id=event_id, key=key, text=message.text, audience=message.audience, detail=detail
    )
    note_words(session, caller, case, key)
    mentioned = set(message.mentions) - {caller.id}
    for person in sorted(mentioned):
        notify(session, case.id, "mention", person)
    everybody = {case.referrer_id, case.other_side_id, *leads(session, case)}
    tell(session, case, message.kind, everybody, hearers=hearers - mentioned)
    return event


def people_at(session: Session, case: CaseConsultation) -> list[CasePerson]:
    """Everybody with an account who is at the case, by name."""
    everybody = concerned(session, case)
    tandem = tandem_of(session, case)
    names = names_of(session, everybody)

    def party(person: UUID) -> Party:
        if person == case.referrer_id:
            return Party.APPLICANT
        if person == case.other_side_id:
            return Party.OTHER_SIDE
        return Party.COORDINATOR if person in tandem else Party.EXPERT

    found = [CasePerson(id=person, name=names[person], party=party(person)) for person in everybody if person in names]
    return sorted(found, key=lambda person: (person.party, person.name))
