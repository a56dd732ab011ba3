"""Readers for the content files, for the tests of their integrity."""

import csv
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parents[2] / "backend" / "bruggen" / "data"
REGIONS = ("BRU", "VBR", "ANT", "OVL", "WVL", "LIM")


@cache
def rows(name: str) -> list[dict[str, str]]:
    """The rows of a reference table."""
    with (DATA / "reference" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def code_lists() -> dict[str, list[dict[str, str]]]:
    """All code lists, in the order of the file."""
    return yaml.safe_load((DATA / "reference" / "code_lists.yaml").read_text(encoding="utf-8"))


def codes(name: str) -> set[str]:
    """The codes of one list."""
    return {entry["code"] for entry in code_lists()[name]}


@cache
def organizations() -> list[dict[str, Any]]:
    """The organisations of the demonstration."""
    return yaml.safe_load((DATA / "demo" / "organizations.yaml").read_text(encoding="utf-8"))


@cache
def offers_of(region: str) -> list[dict[str, Any]]:
    """The offers of the demonstration that were written for one region."""
    return yaml.safe_load((DATA / "demo" / f"offers_{region}.yaml").read_text(encoding="utf-8"))


def offers() -> list[dict[str, Any]]:
    """All offers of the demonstration."""
    return [offer for region in REGIONS for offer in offers_of(region)]
