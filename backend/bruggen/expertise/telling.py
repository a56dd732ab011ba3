"""Mails to those who registered. Nothing that they wrote themselves stands in one."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bruggen.expertise.events import event_of, invitation
from bruggen.expertise.tokens import token_of
from bruggen.expertise.wording import place_of, when_of
from bruggen.kit.calendar import Event
from bruggen.kit.db import seal_of
from bruggen.kit.mail import Attachment
from bruggen.models import Municipality, Registration, TrainingSession
from bruggen.record.mail import FIELDS, queue_mail

INVITING = ("registrationConfirmed", "registrationMovedUp", "sessionChanged")
CANCELLING = ("registrationCancelled", "sessionCancelled")
"""Mails that put a session into the calendar of who has a place, and take it out again."""
COMING = ("confirmed", "waiting")
"""Whose registration still stands."""


def tell(session: Session, meeting: TrainingSession, registration: Registration, template: str, *, public_url: str) -> None:
    """Mail somebody about their registration; nobody once it was erased. The session's item must be loaded."""
    if registration.email is None:
        return
    municipality = session.get(Municipality, meeting.nis_code) if meeting.nis_code else None
    where = place_of(meeting, municipality, has_place=registration.status == "confirmed")
    facts = {
        "title": meeting.item.title,
        "when": when_of(meeting.starts_at, meeting.ends_at),
        "where": where or "dat laat de organisator nog weten",
        # After the #: a browser sends it to no server, and no log holds it.
        "link": f"{public_url}/inschrijving#token={token_of(seal_of(session), registration.id)}",
    }
    if "line" in FIELDS[template]:
        facts["line"] = str(place_in_line(session, registration))
    content = {name: facts[name] for name in FIELDS[template]}
    event = event_of(meeting, municipality, public_url=public_url, has_place=True)
    files = _files(event, registration, template, organizer=meeting.item.contact_email)
    queue_mail(session, seal_of(session), registration.email, template, content, files)


def _files(event: Event, registration: Registration, template: str, *, organizer: str | None) -> list[Attachment]:
    """The session for the calendar of who has a place, or had one: to be put in, or taken out."""
    if not (registration.email and registration.confirmed_at):
        return []
    if template in INVITING:
        return [invitation(event, "REQUEST", organizer=organizer, attendee=registration.email)]
    if template in CANCELLING:
        return [invitation(replace(event, status="CANCELLED"), "CANCEL", organizer=organizer, attendee=registration.email)]
    return []


def tell_all(session: Session, meeting: TrainingSession, template: str, *, public_url: str, but: Collection[UUID] = ()) -> None:
    """Mail everybody whose registration stands, `but` these."""
    standing = select(Registration).where(Registration.session_id == meeting.id, Registration.status.in_(COMING))
    for registration in session.scalars(standing.order_by(Registration.number)).all():
        if registration.id not in but:
            tell(session, meeting, registration, template, public_url=public_url)


def place_in_line(session: Session, registration: Registration) -> int:
    """Which in the line somebody is who waits: 1 is the first."""
    before = select(func.count()).where(
        Registration.session_id == registration.session_id,
        Registration.status == "waiting",
        Registration.number < registration.number,
    )
    return (session.scalar(before) or 0) + 1
