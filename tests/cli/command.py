"""`bruggen` as an operator runs it: a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import SECRET, House

ROOT = Path(__file__).resolve().parents[2]
COMMAND = Path(sys.executable).with_name("bruggen")
PATIENCE = 90.0


def environment(house: House | None = None, **settings: object) -> dict[str, str]:
    """What a process sees: this machine's variables, the house, and settings by their name without BRUGGEN_."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("BRUGGEN_") and name != "PORT"}
    if house:
        settings = {
            "database_url": house.database_url,
            "directory_path": house.directory_path,
            "case_keys": house.case_keys,
        } | settings
    settings = {"secret": SECRET, **settings}
    return plain | {f"BRUGGEN_{name.upper()}": str(value) for name, value in settings.items()}


def bruggen(
    *arguments: object, house: House | None = None, folder: Path = ROOT, **settings: object
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [COMMAND, *map(str, arguments)],
        cwd=folder,
        env=environment(house, **settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def one_line(code: object, out: str, err: str) -> str:
    """The line of an operator's failure: exit code 2, nothing but one line on standard error, no traceback."""
    assert code == 2, err
    assert out == ""
    assert err.startswith("bruggen: "), err
    assert err.count("\n") == 1, err
    return err.strip()


def failure(*arguments: object, house: House | None = None, folder: Path = ROOT, **settings: object) -> str:
    """Run a command that must fail; returns its line."""
    done = bruggen(*arguments, house=house, folder=folder, **settings)
    return one_line(done.returncode, done.stdout, done.stderr)


def success(*arguments: object, house: House | None = None, folder: Path = ROOT, **settings: object) -> str:
    """Run a command that must succeed; returns what it says."""
    done = bruggen(*arguments, house=house, folder=folder, **settings)
    assert done.returncode == 0, done
    return done.stdout
