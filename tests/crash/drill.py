"""`make drill-crash`: the long form. KILLS is how often the product is killed on each database, SEED draws what happens."""

import os
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import BACKENDS, House
from tests.crash.crashes import Crashes
from tests.crash.test_crashes import free_port

KILLS = int(os.environ.get("KILLS") or 500)
SEED = int(os.environ.get("SEED") or 1)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_thousand_kills_lose_nothing(backend: str, make_house: Callable[[str], House], tmp_path: Path) -> None:
    crashes = Crashes(make_house(backend), free_port(), seed=SEED, log=tmp_path / "server.log")
    try:
        crashes.run(KILLS)
    except BaseException:
        # At once: the other database may go on for an hour.
        traceback.print_exc()
        raise
    finally:
        print(f"\n{backend} (seed {SEED}): {crashes.kills} kills, {crashes.acknowledged} acknowledged writes looked for")
        for route, count in sorted(crashes.routes.items()):
            print(f"  {count:>6} {route}")
