"""Calendar files, read by two parsers that know nothing of each other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from ical.calendar import Calendar as OtherCalendar
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from bruggen.kit.calendar import Event, calendar_bytes
from bruggen.kit.clock import BRUSSELS

MOMENT = datetime(2026, 11, 3, 9, tzinfo=UTC)
EVENT = Event(
    uid="0199@bruggen.test",
    sequence=2,
    starts_at=MOMENT,
    ends_at=MOMENT + timedelta(hours=2),
    title="Overleg; school, en jeugdhulp \\ CLB " + "é" * 80,
    place="Kouter 1, 9000 Gent",
    description="Eerste regel\nTweede regel: \"stil\", 'luid'\n\nBEGIN:VEVENT",
    url="https://bruggen.test/netwerken/1",
    status="CONFIRMED",
    updated_at=MOMENT - timedelta(days=30),
)


def at(start: datetime, **changes: Any) -> Event:
    """The event, an hour long from this moment."""
    return replace(EVENT, starts_at=start, ends_at=start + timedelta(hours=1), **changes)


def one_parser(data: bytes) -> Sequence[Any]:
    return Calendar.from_ical(data).events


def other_parser(data: bytes) -> OtherCalendar:
    return IcsCalendarStream.calendar_from_ics(data.decode())


def test_both_parsers_read_what_was_written() -> None:
    data = calendar_bytes([EVENT], name="Netwerken")
    (first,), (second,) = one_parser(data), other_parser(data).events
    assert (first["UID"], first["SEQUENCE"], first["SUMMARY"]) == (EVENT.uid, 2, EVENT.title)
    assert (first["LOCATION"], first["DESCRIPTION"], first["URL"]) == (EVENT.place, EVENT.description, EVENT.url)
    assert (second.uid, second.sequence, second.summary) == (EVENT.uid, 2, EVENT.title)
    assert (second.location, second.description, str(second.url)) == (EVENT.place, EVENT.description, EVENT.url)
    assert (first.start, first.end) == (second.dtstart, second.dtend) == (EVENT.starts_at, EVENT.ends_at)
    assert str(first["STATUS"]) == second.status == "CONFIRMED"


def test_lines_are_folded_and_end_as_the_standard_asks() -> None:
    data = calendar_bytes([EVENT], name="Netwerken")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_what_is_empty_is_left_out() -> None:
    (event,) = one_parser(calendar_bytes([replace(EVENT, place=None, description=None, url=None)], name="Netwerken"))
    assert not {"LOCATION", "DESCRIPTION", "URL", "ORGANIZER", "ATTENDEE"} & set(event)


def test_a_feed_holds_many_events_and_its_own_name() -> None:
    events = [at(MOMENT + timedelta(days=day), uid=f"{day}@bruggen.test") for day in range(30)]
    data = calendar_bytes(events, name="Vormingen in Oost-Vlaanderen")
    assert Calendar.from_ical(data)["NAME"] == Calendar.from_ical(data)["X-WR-CALNAME"] == "Vormingen in Oost-Vlaanderen"
    assert [event.uid for event in other_parser(data).events] == [event.uid for event in events]
    assert data.count(b"BEGIN:VTIMEZONE") == 1
    assert data == calendar_bytes(events, name="Vormingen in Oost-Vlaanderen")


def test_an_empty_feed_is_a_calendar_too() -> None:
    data = calendar_bytes([], name="Leeg")
    assert one_parser(data) == []
    assert other_parser(data).events == []


@pytest.mark.parametrize(
    ("start", "clock"),
    [
        (datetime(2026, 3, 28, 9, tzinfo=UTC), "20260328T100000"),
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), "20260329T013000"),
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "20260329T033000"),
        (datetime(2026, 3, 30, 8, tzinfo=UTC), "20260330T100000"),
        (datetime(2026, 10, 24, 8, tzinfo=UTC), "20261024T100000"),
        (datetime(2026, 10, 25, 9, tzinfo=UTC), "20261025T100000"),
    ],
)
def test_ten_in_the_morning_is_ten_in_the_morning_on_both_sides_of_summer_time(start: datetime, clock: str) -> None:
    data = calendar_bytes([at(start)], name="Netwerken")
    assert f"DTSTART;TZID=Europe/Brussels:{clock}".encode() in data
    (first,), (second,) = one_parser(data), other_parser(data).events
    assert first.start == second.dtstart == start


def test_the_time_zone_says_the_same_as_the_database_of_time_zones() -> None:
    data = calendar_bytes([EVENT], name="Netwerken")
    zone = Calendar.from_ical(data).timezones[0].to_tz(lookup_tzid=False)
    hours = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour) for hour in range(365 * 24))
    assert all(hour.astimezone(zone).utcoffset() == hour.astimezone(BRUSSELS).utcoffset() for hour in hours)


def test_an_invitation_says_who_invites_whom() -> None:
    data = calendar_bytes(
        [EVENT], name="Netwerken", method="REQUEST", organizer="post@bruggen.test", attendees=["clb@school.test"]
    )
    assert Calendar.from_ical(data)["METHOD"] == "REQUEST"
    (first,), (second,) = one_parser(data), other_parser(data).events
    assert (first["ORGANIZER"], first["ATTENDEE"]) == ("mailto:post@bruggen.test", "mailto:clb@school.test")
    assert (str(second.organizer.uri), [str(one.uri) for one in second.attendees]) == (
        "mailto:post@bruggen.test",
        ["mailto:clb@school.test"],
    )


def test_a_cancellation_keeps_the_uid_and_raises_the_sequence() -> None:
    cancelled = replace(EVENT, sequence=3, status="CANCELLED")
    data = calendar_bytes([cancelled], name="Netwerken", method="CANCEL", organizer="post@bruggen.test")
    (event,) = other_parser(data).events
    assert Calendar.from_ical(data)["METHOD"] == "CANCEL"
    assert (event.uid, event.sequence, event.status) == (EVENT.uid, 3, "CANCELLED")
