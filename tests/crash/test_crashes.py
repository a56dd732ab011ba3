"""The short form of `make drill-crash`."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import BACKENDS, House
from tests.crash.crashes import Crashes


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("backend", BACKENDS)
def test_what_was_acknowledged_survives_a_kill_and_nothing_is_half_done(
    backend: str, make_house: Callable[[str], House], tmp_path: Path
) -> None:
    crashes = Crashes(make_house(backend), free_port(), seed=7, log=tmp_path / "server.log")
    crashes.run(kills=6)
    assert crashes.acknowledged
