"""Changes of single offers within a transaction of the sets."""

from array import array

import lmdb
from pyroaring import BitMap

from bruggen.directory.analysis import Analysis
from bruggen.directory.entry import Bitmap, Entry, bitmaps_of
from bruggen.directory.pace import give_way
from bruggen.directory.store import MEMORY, Sets, moved_mark, read_meta, slot_key, write_meta

Touched = dict[Bitmap, list[int]]
AT_ONCE = 4
"""Bitmaps that are written before searches go first again: one that a third of all offers are in takes a while."""


class Changes:
    """Collects changes and writes every touched bitmap once, at the end."""

    def __init__(self, transaction: lmdb.Transaction, sets: Sets, analysis: Analysis) -> None:
        self._transaction = transaction
        self._sets = sets
        self._analysis = analysis
        self._added: Touched = {}
        self._removed: Touched = {}
        self._moved: set[bytes] = set()

    def put(self, entry: Entry) -> int:
        """Store an offer in place of what was known of it; returns its slot."""
        write, sets = self._transaction.put, self._sets
        identity = entry.id.encode()
        known = self._transaction.get(identity, db=sets["offers"])
        if known is None:
            slot = self._count("nextSlot")
            known = slot_key(slot)
            write(identity, known, db=sets["offers"])
            before: set[Bitmap] = set()
        else:
            slot = int.from_bytes(known, "big")
            before = self._bitmaps_of(known)
        now = self._bitmaps(entry.features)
        self._collect(self._added, now - before, slot)
        self._collect(self._removed, before - now, slot)
        numbers = array("I", sorted(map(self._number, entry.features)))
        write(known, numbers.tobytes(), db=sets["traces"])
        write(known, entry.card, db=sets["cards"])
        write(known, entry.places, db=sets["places"])
        self._place("byVerified", "verifiedKeys", known, entry.verified_key)
        self._place("byTitle", "titleKeys", known, entry.title_key)
        return slot

    def delete(self, offer_id: str) -> int | None:
        """Forget an offer; returns the slot that it had, None if it was not known."""
        key = self._transaction.pop(offer_id.encode(), db=self._sets["offers"])
        if key is None:
            return None
        slot = int.from_bytes(key, "big")
        self._collect(self._removed, self._bitmaps_of(key), slot)
        self._place("byVerified", "verifiedKeys", key, None)
        self._place("byTitle", "titleKeys", key, None)
        for database in ("cards", "places", "traces"):
            self._transaction.delete(key, db=self._sets[database])
        return slot

    def write(self) -> None:
        """Bring the bitmaps up to date; note which ones, and what moved in an order: readers keep the rest in memory."""
        touched = sorted(self._added.keys() | self._removed.keys())
        for number, bitmap in enumerate(touched, start=1):
            if number % AT_ONCE == 0:
                give_way()
            database, key = self._sets[bitmap[0]], bitmap[1]
            stored = self._transaction.get(key, db=database)
            slots = BitMap.deserialize(stored) if stored else BitMap()
            slots -= BitMap(self._removed.get(bitmap, ()))
            slots |= BitMap(self._added.get(bitmap, ()))
            if slots:
                self._transaction.put(key, slots.serialize(), db=database)
            else:
                self._transaction.delete(key, db=database)
        number = self._count("nextChange")
        terms = (key for database, key in touched if database == "terms")
        self._transaction.put(slot_key(number), b"\n".join((*sorted(self._moved), *terms)), db=self._sets["touched"])
        if number >= MEMORY:
            self._transaction.delete(slot_key(number - MEMORY), db=self._sets["touched"])

    def _place(self, order: str, keys: str, slot: bytes, key: bytes | None) -> None:
        """Give the offer of a slot its place in an order: where `key` says, or none."""
        before = self._transaction.get(slot, db=self._sets[keys])
        if before == key:
            return
        if before is not None:
            self._transaction.delete(before, db=self._sets[order])
        if key is None:
            self._transaction.delete(slot, db=self._sets[keys])
        else:
            self._transaction.put(key, slot, db=self._sets[order])
            self._transaction.put(slot, key, db=self._sets[keys])
        self._moved.add(moved_mark(order, int.from_bytes(slot, "big")))

    def _bitmaps_of(self, slot: bytes) -> set[Bitmap]:
        """The bitmaps that the offer of a slot is in."""
        read, sets = self._transaction.get, self._sets
        numbers = array("I")
        numbers.frombytes(read(slot, db=sets["traces"]))
        return self._bitmaps({read(slot_key(number), db=sets["featureLog"]).decode() for number in numbers})

    def _bitmaps(self, features: set[str]) -> set[Bitmap]:
        return {bitmap for feature in features for bitmap in bitmaps_of(feature, self._analysis)}

    def _collect(self, touched: Touched, bitmaps: set[Bitmap], slot: int) -> None:
        for bitmap in bitmaps:
            touched.setdefault(bitmap, []).append(slot)

    def _number(self, feature: str) -> int:
        key = feature.encode()
        known = self._transaction.get(key, db=self._sets["features"])
        if known is not None:
            return int.from_bytes(known, "big")
        number = self._count("nextFeature")
        self._transaction.put(key, slot_key(number), db=self._sets["features"])
        self._transaction.put(slot_key(number), key, db=self._sets["featureLog"])
        return number

    def _count(self, name: str) -> int:
        number = int(read_meta(self._transaction, self._sets, name))
        write_meta(self._transaction, self._sets, name, str(number + 1))
        return number
