"""The parts of a record, made what they are to be with no more change than that takes."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from bruggen.kit.db import Base

Part = TypeVar("Part", bound=Base)
Row = Mapping[str, Any]


def replace_parts(parts: list[Part], kind: type[Part], key: tuple[str, ...], rows: Iterable[Row]) -> None:
    """Leave these rows and no others. What stays is changed in place: the trail names only what did change."""
    wanted = {tuple(row[name] for name in key): row for row in rows}
    known = {tuple(getattr(part, name) for name in key): part for part in parts}
    for found, part in known.items():
        if found not in wanted:
            parts.remove(part)
    for found, row in wanted.items():
        if found not in known:
            parts.append(kind(**row))
            continue
        for name, value in row.items():
            if getattr(known[found], name) != value:
                setattr(known[found], name, value)
