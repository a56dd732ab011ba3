"""A proposal against a live record that may have moved on since: compared field by field, three ways."""

from collections.abc import Iterable
from dataclasses import dataclass

from bruggen.writing.drafting import Stored


@dataclass(frozen=True, slots=True)
class Merged:
    """What the live record becomes, and the fields that both sides changed, each to something else: there the proposal stands."""

    content: Stored
    conflicts: tuple[str, ...]


def merge(base: Stored, live: Stored, proposed: Stored, fields: Iterable[str]) -> Merged:
    """What was changed on one side only is taken from that side. `base` is the live record when the proposal began."""
    content: Stored = {}
    conflicts = []
    for name in fields:
        began, now, wanted = base.get(name), live.get(name), proposed.get(name)
        value = now if wanted == began else wanted
        if value is not None:
            content[name] = value
        if began not in (now, wanted) and now != wanted:
            conflicts.append(name)
    return Merged(content, tuple(conflicts))


def differing(one: Stored, other: Stored, fields: Iterable[str]) -> list[str]:
    """The fields in which two contents differ, in the order given."""
    return [name for name in fields if one.get(name) != other.get(name)]
