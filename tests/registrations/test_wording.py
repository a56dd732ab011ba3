"""When a session is, in words: in the time of Brussels, also where the clock is put back between."""

from datetime import datetime

import pytest

from bruggen.expertise.wording import hours_of, when_of


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "when", "hours"),
    [
        ("2026-11-20T08:00Z", "2026-11-20T10:30Z", "vrijdag 20 november 2026, van 9.00 tot 11.30 uur", "2,5 uur"),
        ("2026-07-01T07:05Z", "2026-07-01T17:05Z", "woensdag 1 juli 2026, van 9.05 tot 19.05 uur", "10 uur"),
        # From midnight of summer time to two o'clock of winter time are three hours.
        ("2026-10-24T22:00Z", "2026-10-25T01:00Z", "zondag 25 oktober 2026, van 0.00 tot 2.00 uur", "3 uur"),
        (
            "2026-10-24T08:00Z",
            "2026-10-25T16:00Z",
            "van zaterdag 24 oktober 2026 om 10.00 uur tot zondag 25 oktober 2026 om 17.00 uur",
            None,
        ),
    ],
)
def test_is_said_in_the_time_of_brussels(starts_at: str, ends_at: str, when: str, hours: str | None) -> None:
    start, end = datetime.fromisoformat(starts_at), datetime.fromisoformat(ends_at)
    assert when_of(start, end) == when
    assert hours_of(start, end) == hours
