"""Events as calendars take them over: iCalendar (RFC 5545 and 7986), in feeds and in mails (iTIP, RFC 5546)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from icalendar import Calendar, Timezone, vCalAddress, vDuration, vUri
from icalendar import Event as Component

from bruggen.kit.clock import BRUSSELS, now

MEDIA_TYPE = "text/calendar"
Status = Literal["CONFIRMED", "CANCELLED", "TENTATIVE"]
Method = Literal["PUBLISH", "REQUEST", "CANCEL"]

# How often a calendar that follows a feed may ask again.
REFRESHED = timedelta(hours=1)

# Directive 2000/84/EC: from the last Sunday of March to that of October, at 01:00 UTC.
SUMMER_TIME = Timezone.from_ical(
    """BEGIN:VTIMEZONE
TZID:Europe/Brussels
BEGIN:DAYLIGHT
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something with a beginning and an end. A calendar knows it again by `uid`, and takes over what has a higher `sequence`.

    Moments are timezone-aware; they are told in the time of Brussels, so that a calendar elsewhere shows what was agreed
    here. `url` is where more can be read.
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str | None
    description: str | None
    url: str | None
    status: Status
    updated_at: datetime


def calendar_bytes(
    events: Sequence[Event],
    *,
    name: str,
    method: Method | None = None,
    organizer: str | None = None,
    attendees: Sequence[str] = (),
) -> bytes:
    """The events as one calendar called `name`, UTF-8. Without a method the same events give the same bytes.

    A mail to people has a method, the organizer's mail address and theirs (RFC 5546 asks for all three, and for one event).
    """
    calendar = Calendar()
    calendar.add("PRODID", "-//Bruggen//Bruggen//NL")
    calendar.add("VERSION", "2.0")
    if method:
        calendar.add("METHOD", method)
    else:
        calendar.add("NAME", name)
        # What calendars read that came before RFC 7986.
        calendar.add("X-WR-CALNAME", name)
        calendar.add("REFRESH-INTERVAL", vDuration(REFRESHED), parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", vDuration(REFRESHED))
    calendar.add_component(SUMMER_TIME)
    stamp = now() if method else None
    for event in events:
        calendar.add_component(_component(event, stamp or event.updated_at, organizer, attendees))
    written: bytes = calendar.to_ical()
    return written


def _component(event: Event, stamp: datetime, organizer: str | None, attendees: Sequence[str]) -> Component:
    component = Component()
    component.add("UID", event.uid)
    component.add("SEQUENCE", event.sequence)
    component.add("DTSTAMP", stamp)
    component.add("LAST-MODIFIED", event.updated_at)
    component.add("DTSTART", event.starts_at.astimezone(BRUSSELS))
    component.add("DTEND", event.ends_at.astimezone(BRUSSELS))
    component.add("SUMMARY", event.title)
    component.add("STATUS", event.status)
    for key, text in (("LOCATION", event.place), ("DESCRIPTION", event.description)):
        if text:
            component.add(key, text)
    if event.url:
        component.add("URL", vUri(event.url))
    if organizer:
        component.add("ORGANIZER", vCalAddress(f"mailto:{organizer}"))
    for address in attendees:
        attendee = vCalAddress(f"mailto:{address}")
        attendee.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
        component.add("ATTENDEE", attendee)
    return component
