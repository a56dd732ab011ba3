"""When and where a session is, in the words of a mail."""

from datetime import datetime

from bruggen.kit.clock import BRUSSELS
from bruggen.models import Municipality, TrainingSession

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def when_of(starts_at: datetime, ends_at: datetime) -> str:
    """From when to when, in the time of Brussels."""
    start, end = starts_at.astimezone(BRUSSELS), ends_at.astimezone(BRUSSELS)
    if start.date() == end.date():
        return f"{_day(start)}, van {_hour(start)} tot {_hour(end)} uur"
    return f"van {_day(start)} om {_hour(start)} uur tot {_day(end)} om {_hour(end)} uur"


def hours_of(starts_at: datetime, ends_at: datetime) -> str | None:
    """How many hours it took; None where it went on for days, with nights between."""
    seconds = (ends_at - starts_at).total_seconds()
    if starts_at.astimezone(BRUSSELS).date() != ends_at.astimezone(BRUSSELS).date():
        return None
    return f"{seconds / 3600:.2f}".rstrip("0").rstrip(".").replace(".", ",") + " uur"


def place_of(meeting: TrainingSession, municipality: Municipality | None, *, has_place: bool) -> str | None:
    """Where it is, as far as it is known; only whoever has a place is told the address of what is online."""
    parts = [meeting.place] if meeting.place else []
    if municipality and municipality.name_nl not in (meeting.place or ""):
        parts.append(municipality.name_nl)
    if meeting.online:
        parts.append(f"online: {meeting.online_url}" if has_place and meeting.online_url else "online")
    return ", ".join(parts) or None


def _day(moment: datetime) -> str:
    return f"{DAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def _hour(moment: datetime) -> str:
    return f"{moment.hour}.{moment.minute:02}"
