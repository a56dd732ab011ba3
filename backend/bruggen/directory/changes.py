"""Changes of single offers within a transaction of the sets."""

import lmdb
from pyroaring import BitMap

from bruggen.directory.entry import Entry, Trace
from bruggen.directory.store import LONGEST_KEY, Sets, order_keys, read_meta, slot_key, write_meta

Touched = dict[bytes, list[int]]
"""Slots by the key of the bitmap that they enter or leave."""

POINTS = b"\0"
"""Before the key of a point, among keys of terms: no term begins so."""


def put_entry(transaction: lmdb.Transaction, sets: Sets, entry: Entry, added: Touched, removed: Touched) -> int:
    """Store an offer in place of what was known of it; returns its slot. Bitmaps are left to `write_bitmaps`."""
    identity = entry.id.encode()
    known = transaction.get(identity, db=sets["offers"])
    if known is None:
        slot = int(read_meta(transaction, sets, "nextSlot"))
        write_meta(transaction, sets, "nextSlot", str(slot + 1))
        transaction.put(identity, slot_key(slot), db=sets["offers"])
        before: set[bytes] = set()
    else:
        slot = int.from_bytes(known, "big")
        trace = Trace.read(transaction.get(known, db=sets["traces"]))
        before = _bitmap_keys(trace)
        transaction.delete(trace.verified_key, db=sets["byVerified"])
        transaction.delete(trace.title_key, db=sets["byTitle"])
    now = _bitmap_keys(entry)
    for key in now - before:
        added.setdefault(key, []).append(slot)
    for key in before - now:
        removed.setdefault(key, []).append(slot)
    key = slot_key(slot)
    transaction.put(key, entry.card, db=sets["cards"])
    transaction.put(key, entry.trace(), db=sets["traces"])
    transaction.put(key, order_keys(entry.verified_key, entry.title_key), db=sets["orderKeys"])
    transaction.put(entry.verified_key, key, db=sets["byVerified"])
    transaction.put(entry.title_key, key, db=sets["byTitle"])
    _learn(transaction, sets, entry)
    return slot


def delete_entry(transaction: lmdb.Transaction, sets: Sets, offer_id: str, removed: Touched) -> int | None:
    """Forget an offer; returns the slot that it had, None if it was not known."""
    key = transaction.pop(offer_id.encode(), db=sets["offers"])
    if key is None:
        return None
    slot = int.from_bytes(key, "big")
    trace = Trace.read(transaction.pop(key, db=sets["traces"]))
    transaction.delete(key, db=sets["cards"])
    transaction.delete(key, db=sets["orderKeys"])
    transaction.delete(trace.verified_key, db=sets["byVerified"])
    transaction.delete(trace.title_key, db=sets["byTitle"])
    for bitmap in _bitmap_keys(trace):
        removed.setdefault(bitmap, []).append(slot)
    return slot


def write_bitmaps(transaction: lmdb.Transaction, sets: Sets, added: Touched, removed: Touched) -> None:
    """Read, change and write every touched bitmap once."""
    for touched in sorted(added.keys() | removed.keys()):
        database, key = (sets["points"], touched[1:]) if touched.startswith(POINTS) else (sets["terms"], touched)
        stored = transaction.get(key, db=database)
        bitmap = BitMap.deserialize(stored) if stored else BitMap()
        bitmap -= BitMap(removed.get(touched, ()))
        bitmap.update(added.get(touched, ()))
        if bitmap:
            transaction.put(key, bitmap.serialize(), db=database)
        else:
            transaction.delete(key, db=database)


def _bitmap_keys(found: Entry | Trace) -> set[bytes]:
    keys = {term_key(term) for term in found.terms}
    keys.update(POINTS + point for point in found.points)
    keys.add(EVERYTHING)
    return keys


def term_key(term: str) -> bytes:
    """A term as key, as long as a key may be."""
    return term.encode()[:LONGEST_KEY]


EVERYTHING = term_key("*")
"""The term that every offer has."""


def _learn(transaction: lmdb.Transaction, sets: Sets, entry: Entry) -> None:
    """Add the offer's new words to those that are completed and that misspelt ones are compared with."""
    for word in entry.words:
        key = word.encode()
        if transaction.get(key, db=sets["words"]) is None:
            number = slot_key(int(read_meta(transaction, sets, "wordCount")))
            write_meta(transaction, sets, "wordCount", str(int.from_bytes(number, "big") + 1))
            transaction.put(key, number, db=sets["words"])
            transaction.put(number, key, db=sets["wordLog"])
