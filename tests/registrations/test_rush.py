"""However many come at once, nobody gets a place that is not there. `make drill-registrations` is the long form."""

from tests.registrations.desk import Desk
from tests.registrations.rush import require_fair, rush


def test_a_rush_never_overbooks_and_everybody_is_told_once(desk: Desk) -> None:
    result = rush(desk, people=48, places=6, cancelling=12)
    require_fair(desk, result, people=48, places=6)
