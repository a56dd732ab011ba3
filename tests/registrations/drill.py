"""`make drill-registrations`: the long form. SEED draws who changes their mind."""

import os

from tests.registrations.conftest import desk, product
from tests.registrations.desk import Desk
from tests.registrations.rush import require_fair, rush

__all__ = ["desk", "product"]
SEED = int(os.environ.get("SEED") or 1)


def test_two_hundred_at_once_on_twenty_places(desk: Desk) -> None:
    result = rush(desk, people=200, places=20, cancelling=60, seed=SEED)
    require_fair(desk, result, people=200, places=20)
    backend = desk.product.house.database_url.partition(":")[0]
    print(f"\nrush ({backend}, seed {SEED}): at most {result.most} of 20 places at once, counted {result.looks} times")
    for story, count in result.states().most_common():
        print(f"{count:4} {story}")
