"""A session as an event of a calendar: the same in feeds and in mails, so that a calendar knows it again."""

from typing import Literal

from bruggen.expertise.wording import place_of
from bruggen.kit.calendar import MEDIA_TYPE, Event, calendar_bytes
from bruggen.kit.mail import Attachment
from bruggen.models import Municipality, TrainingSession
from bruggen.writing.item_kinds import page_of


def event_of(meeting: TrainingSession, municipality: Municipality | None, *, public_url: str, has_place: bool = False) -> Event:
    """The session, whose item must be loaded; where it is online is for those who have a place."""
    item = meeting.item
    return Event(
        uid=f"{meeting.id}@bruggen",
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=item.title,
        place=place_of(meeting, municipality, has_place=has_place),
        description=item.summary,
        url=page_of(item.kind, item.id, public_url),
        status="CANCELLED" if meeting.status == "cancelled" else "CONFIRMED",
        updated_at=meeting.updated_at,
    )


def invitation(event: Event, method: Literal["REQUEST", "CANCEL"], *, organizer: str | None, attendee: str) -> Attachment:
    """The event as a file that goes with a mail. Without a mailbox of the organizer nobody could answer it: it is only told."""
    said = method if organizer or method == "CANCEL" else "PUBLISH"
    attendees = [attendee] if organizer else []
    content = calendar_bytes([event], name=event.title, method=said, organizer=organizer, attendees=attendees)
    return Attachment("afspraak.ics", f"{MEDIA_TYPE}; method={said}; charset=utf-8", content)
