"""Reads the data files that ship inside the package."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent.parent / "data"
REFERENCE = DATA / "reference"
DEMO = DATA / "demo"


def read_csv(name: str) -> Iterator[dict[str, str]]:
    """The rows of a reference table."""
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_yaml(path: Path) -> Any:
    """A YAML document."""
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.CSafeLoader)
