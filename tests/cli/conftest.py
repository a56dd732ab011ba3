"""Failing commands, most of them in this process: a process of its own costs seconds and says the same."""

import os
import sys
from collections.abc import Callable
from typing import Protocol

import pytest

from bruggen.cli import main
from bruggen.settings import get_settings
from tests.cli.command import environment, one_line
from tests.conftest import House


class Fail(Protocol):
    """Runs a command that must fail as an operator's failure does; returns the one line that it says."""

    def __call__(self, *arguments: object, house: House | None = None, **settings: object) -> str: ...


@pytest.fixture(scope="session")
def shared_sqlite(make_house: Callable[[str], House]) -> House:
    """A house that commands only read; its kind of database does not matter to them."""
    return make_house("sqlite")


@pytest.fixture
def fail(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Fail:
    def run(*arguments: object, house: House | None = None, **settings: object) -> str:
        wanted = environment(house, **settings)
        for name in os.environ.keys() - wanted.keys():
            monkeypatch.delenv(name)
        for name, value in wanted.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["bruggen", *map(str, arguments)])
        get_settings.cache_clear()
        try:
            with pytest.raises(SystemExit) as stopped:
                main()
        finally:
            get_settings.cache_clear()
        said = capfd.readouterr()
        return one_line(stopped.value.code, said.out, said.err)

    return run
