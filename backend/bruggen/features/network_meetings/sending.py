"""Invitations and cancellations: a mail to each who is invited, with what their calendar takes over (iTIP, RFC 5546)."""

from collections.abc import Iterable
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
from bruggen.models import MeetingAttendance, NetworkMeeting, User
from bruggen.record.mail import queue_mail


def invite(session: Session, caller: Caller, meeting: NetworkMeeting, *, public_url: str, sender: str) -> None:
    """Mail everybody who is invited and has an address. The meeting is loaded whole.

    Raises AlreadyDone for a meeting that is over or cancelled, BadRequest when nobody has an address.
    """
    if meeting.status != "planned" or meeting.ends_at <= now():
        raise AlreadyDone("This meeting is over or cancelled: nobody can be invited to it any more.")
    invited = [one for one in meeting.attendances if one.email]
    if not invited:
        detail = "Nobody of those who are to come has a mail address. Add one first."
        raise BadRequest(issues=[input_issue("invalidInput", detail, location="body", name="attendances")])
    for one in invited:
        one.invited_at = now()
    session.flush()
    _send(session, caller, meeting, invited, "REQUEST", public_url=public_url, sender=sender)


def cancel(session: Session, caller: Caller, meeting: NetworkMeeting, *, public_url: str, sender: str) -> None:
    """Say that the meeting will not take place, and tell those who were invited. The meeting is loaded whole.

    Raises AlreadyDone for a meeting that was held or cancelled.
    """
    if meeting.status != "planned":
        raise AlreadyDone("This meeting was held or cancelled before.")
    meeting.status = "cancelled"
    meeting.sequence += 1
    session.flush()
    told = [one for one in meeting.attendances if one.email and one.invited_at]
    _send(session, caller, meeting, told, "CANCEL", public_url=public_url, sender=sender)


def _send(
    session: Session,
    caller: Caller,
    meeting: NetworkMeeting,
    to: Iterable[MeetingAttendance],
    method: Method,
    *,
    public_url: str,
    sender: str,
) -> None:
    event = _event(meeting, public_url)
    person = session.get(User, caller.person) if caller.person else None
    organizer = meeting.network.contact_email or (person.email if person else read_sender(sender).addr_spec)
    content = {
        "network": meeting.network.title,
        "title": meeting.title,
        "when": when_of(meeting.starts_at, meeting.ends_at),
        "where": event.place or "dat laat de organisator nog weten",
    }
    template = {"REQUEST": "meetingInvitation", "CANCEL": "meetingCancelled"}[method]
    for one in to:
        # Each gets a calendar of their own: nobody reads here who else is invited.
        data = calendar_bytes([event], name=meeting.title, method=method, organizer=organizer, attendees=[one.email or ""])
        file = Attachment("overleg.ics", f"{MEDIA_TYPE}; method={method}; charset=utf-8", data)
        queue_mail(session, seal_of(session), one.email or "", template, content, [file])


def _event(meeting: NetworkMeeting, public_url: str) -> Event:
    return Event(
        uid=f"{meeting.id}@{urlsplit(public_url).hostname}",
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=meeting.title,
        place=", ".join(filter(None, (meeting.place, meeting.online_url))) or None,
        description=meeting.agenda,
        url=f"{public_url}/netwerken/{meeting.network_id}",
        status="CANCELLED" if meeting.status == "cancelled" else "CONFIRMED",
        updated_at=meeting.updated_at,
    )
