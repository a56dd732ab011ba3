"""Days of the demonstration: they are counted from this week, so that some of it is always to come."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from bruggen.kit.clock import BRUSSELS, today


def day_of(weeks: int, weekday: int) -> date:
    """A day so many weeks from this one; Monday is 0."""
    monday = today() - timedelta(days=today().weekday())
    return monday + timedelta(weeks=weeks, days=weekday)


def span_of(entry: Mapping[str, Any]) -> tuple[datetime, datetime]:
    """When what the entry describes begins and ends: its `weeks` and `weekday`, `from` and `until`."""
    day = day_of(entry["weeks"], entry["weekday"])
    begin, end = (datetime.combine(day, time.fromisoformat(entry[name]), BRUSSELS) for name in ("from", "until"))
    return begin, end
