"""When each offer was verified, in memory: four bytes a slot, and what was found is sorted without reading a key for each."""

from array import array
from collections.abc import Iterable
from typing import TypeAlias

import lmdb

from bruggen.directory.store import Sets, read_meta, slot_key

BY_VERIFIED = "byVerified"
DAY = 3
"""The bytes of a key in `byVerified` that tell the day, the newest first."""
NEVER = 0xFFFFFF

Days: TypeAlias = "array[int]"
"""By slot, the smaller the newer. Never changed once made: a search may be reading it."""


def read_days(transaction: lmdb.Transaction, sets: Sets) -> Days:
    """The days of all offers."""
    days = _empty(int(read_meta(transaction, sets, "nextSlot")))
    with transaction.cursor(sets[BY_VERIFIED]) as cursor:
        for key, slot in cursor:
            days[int.from_bytes(slot, "big")] = int.from_bytes(key[:DAY], "big")
    return days


def renewed_days(days: Days, moved: Iterable[int], transaction: lmdb.Transaction, sets: Sets) -> Days:
    """The days after these slots moved."""
    moved = list(moved)
    if not moved:
        return days
    renewed = days + _empty(int(read_meta(transaction, sets, "nextSlot")) - len(days))
    for slot in moved:
        key = transaction.get(slot_key(slot), db=sets["verifiedKeys"])
        renewed[slot] = int.from_bytes(key[:DAY], "big") if key else NEVER
    return renewed


def _empty(count: int) -> Days:
    return array("I", [NEVER]) * count
