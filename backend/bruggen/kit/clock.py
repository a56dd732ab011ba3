"""The one place that asks for the time: UTC inside, Europe/Brussels for people."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


def now() -> datetime:
    """The moment, timezone-aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day people in Brussels live in at this moment."""
    return now().astimezone(BRUSSELS).date()


def midnight(day: date) -> datetime:
    """The moment when the day begins for people in Brussels."""
    return datetime.combine(day, time(), BRUSSELS)
