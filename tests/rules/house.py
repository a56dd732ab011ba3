"""What the house rules look at: the files of the repository and the commands it offers."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the repository that is committed or about to be, relative to its root."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return tuple(path for line in listing.stdout.splitlines() if (ROOT / (path := Path(line))).is_file())


def read(path: Path | str) -> str:
    """The text of a file of the repository."""
    return (ROOT / path).read_text(encoding="utf-8")


def texts() -> dict[Path, str]:
    """Every tracked file that is text."""
    found = {}
    for path in tracked():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content:
            found[path] = content.decode("utf-8")
    return found


def backend_modules() -> list[Path]:
    """The modules of the Python package."""
    return [path for path in tracked() if path.parts[:2] == ("backend", "bruggen") and path.suffix == ".py"]
