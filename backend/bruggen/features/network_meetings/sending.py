"""Invitations and cancellations: a mail to each who is invited, with what their calendar takes over (iTIP, RFC 5546)."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.problems import AlreadyDone
from bruggen.expertise.wording import when_of
from bruggen.kit.calendar import MEDIA_TYPE, Event, Method, calendar_bytes
from bruggen.kit.clock import now
from bruggen.kit.db import seal_of
from bruggen.kit.mail import Attachment, read_sender
from bruggen.kit.problems import BadRequest, input_issue
from bruggen.models import NetworkMeeting, User
from bruggen.record.mail import queue_mail
from bruggen.writing.item_kinds import page_of

METHODS: dict[str, Method] = {"meetingInvitation": "REQUEST", "meetingCancelled": "CANCEL", "meetingWithdrawn": "CANCEL"}
"""What each mail asks of a calendar."""


@dataclass(frozen=True, slots=True)
class Inviting:
    """Who invites, from which installation. `sender` is whose name mails carry where nobody else answers."""

    caller: Caller
    public_url: str
    sender: str


def is_to_come(meeting: NetworkMeeting) -> bool:
    """Whether people are still expected."""
    return meeting.status == "planned" and meeting.ends_at > now()


def invite(session: Session, inviting: Inviting, meeting: NetworkMeeting) -> None:
    """Mail everybody who is invited and has an address. The meeting is loaded whole.

    Raises AlreadyDone for a meeting that is over or cancelled, BadRequest when nobody has an address.
    """
    if not is_to_come(meeting):
        raise AlreadyDone("This meeting is over or cancelled: nobody can be invited to it any more.")
    invited = [one for one in meeting.attendances if one.email]
    if not invited:
        detail = "Nobody of those who are to come has a mail address. Add one first."
        raise BadRequest(issues=[input_issue("invalidInput", detail, location="body", name="attendances")])
    for one in invited:
        one.invited_at = now()
    session.flush()
    _send(session, inviting, meeting, "meetingInvitation", (one.email for one in invited))


def cancel(session: Session, inviting: Inviting, meeting: NetworkMeeting) -> None:
    """Say that the meeting will not take place, and tell those who were invited. The meeting is loaded whole.

    Raises AlreadyDone for a meeting that is over or cancelled.
    """
    if not is_to_come(meeting):
        raise AlreadyDone("This meeting is over or was cancelled before.")
    meeting.status = "cancelled"
    meeting.sequence += 1
    session.flush()
    _send(session, inviting, meeting, "meetingCancelled", told(meeting))


def withdraw(session: Session, inviting: Inviting, meeting: NetworkMeeting, addresses: Iterable[str]) -> None:
    """Tell people who were invited, and are expected no more, so that it leaves their calendars."""
    if is_to_come(meeting):
        _send(session, inviting, meeting, "meetingWithdrawn", sorted(addresses))


def told(meeting: NetworkMeeting) -> set[str]:
    """The addresses that were invited; the meeting's attendances are loaded."""
    return {one.email for one in meeting.attendances if one.email and one.invited_at}


def _send(session: Session, inviting: Inviting, meeting: NetworkMeeting, template: str, addresses: Iterable[str | None]) -> None:
    method = METHODS[template]
    event = _event(meeting, inviting.public_url, method)
    organizer = _organizer(session, inviting, meeting)
    content = {
        "network": meeting.network.title,
        "title": meeting.title,
        "when": when_of(meeting.starts_at, meeting.ends_at),
        "where": event.place or "dat laat de organisator nog weten",
    }
    for address in filter(None, addresses):
        # Each gets a calendar of their own: nobody reads here who else is invited.
        data = calendar_bytes([event], name=meeting.title, method=method, organizer=organizer, attendees=[address])
        file = Attachment("overleg.ics", f"{MEDIA_TYPE}; method={method}; charset=utf-8", data)
        queue_mail(session, seal_of(session), address, template, content, [file])


def _organizer(session: Session, inviting: Inviting, meeting: NetworkMeeting) -> str:
    """Whose mailbox hears who will come: the network's, else that of whoever invites."""
    person = session.get(User, inviting.caller.person) if inviting.caller.person else None
    return meeting.network.contact_email or (person.email if person else read_sender(inviting.sender).addr_spec)


def _event(meeting: NetworkMeeting, public_url: str, method: Method) -> Event:
    return Event(
        uid=f"{meeting.id}@{urlsplit(public_url).hostname}",
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=meeting.title,
        place=", ".join(filter(None, (meeting.place, meeting.online_url))) or None,
        description=meeting.agenda,
        url=page_of("network", meeting.network_id, public_url),
        status="CANCELLED" if method == "CANCEL" else "CONFIRMED",
        updated_at=meeting.updated_at,
    )
