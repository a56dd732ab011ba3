"""The index at one moment: everything a search reads, the same until the next look."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import nsmallest
from itertools import islice
from struct import iter_unpack
from typing import Any

import lmdb
from pyroaring import BitMap

from bruggen.directory.days import BY_VERIFIED, read_days, renewed_days
from bruggen.directory.entry import EVERYTHING, is_word, term_key
from bruggen.directory.geography import CELLS, Cell, cell_of
from bruggen.directory.query import REACHABLE
from bruggen.directory.spelling import Spelling
from bruggen.directory.store import LONGEST_KEY, MEMORY, Sets, read_meta, slot_key

Ordered = tuple[bytes, int]
"""A key of an order and the slot it leads to."""
ORDERS = {"-verifiedOn": (BY_VERIFIED, "verifiedKeys"), "title": ("byTitle", "titleKeys")}
NOTHING = BitMap()


class Snapshot:
    """Reads from one transaction. For one searching thread at a time."""

    def __init__(
        self, sets: Sets, spelling: Spelling, version: str, transaction: lmdb.Transaction, before: "Snapshot | None" = None
    ) -> None:
        """`before`: an earlier moment of the same generation; what no change touched since need not be read again."""
        self._sets = sets
        self._transaction = transaction
        self.version = version
        self.spelling = spelling
        self.changes = int(read_meta(transaction, sets, "nextChange"))
        self._bitmaps: dict[str, BitMap] = {}
        self._codes: dict[str, list[str]] = {}
        self._cells: list[Cell] | None = None
        self._first: dict[str, list[Ordered]] = {}
        if before and self.changes - before.changes < MEMORY:
            self._keep(before)
        else:
            self._days = read_days(transaction, sets)
        self.everything = self.slots(EVERYTHING)
        self.total = len(self.everything)

    def _keep(self, before: "Snapshot") -> None:
        numbers = map(slot_key, range(before.changes, self.changes))
        changes = (self._transaction.get(number, db=self._sets["touched"]) for number in numbers)
        touched = {key.decode("utf-8", "replace") for change in changes for key in change.split(b"\n")}
        names = {term.partition(":")[0] for term in touched}
        # Copies first: another thread may be adding to them.
        bitmaps, codes = before._bitmaps.copy(), before._codes.copy()
        self._bitmaps = {term: slots for term, slots in bitmaps.items() if term not in touched}
        self._codes = {name: known for name, known in codes.items() if name not in names}
        if CELLS not in names:
            self._cells = before._cells
        self._first = {order: first for order, first in before._first.copy().items() if ORDERS[order][0] not in names}
        moved = [int(slot) for name, _, slot in (term.partition(":") for term in touched) if name == BY_VERIFIED]
        self._days = renewed_days(before._days, moved, self._transaction, self._sets)

    def slots(self, term: str) -> BitMap:
        """The offers that hold a term. Shared: not to be changed."""
        found = self._bitmaps.get(term)
        if found is None:
            found = self._read(term_key(term))
            if found:
                # What nobody has is not kept: anybody can ask for any number of such terms.
                self._bitmaps[term] = found
        return found

    def slots_of_any(self, terms: Iterable[str]) -> BitMap:
        """The offers that hold one of the terms."""
        bitmaps = [self.slots(term) for term in terms]
        if len(bitmaps) == 1:
            return bitmaps[0]
        return BitMap.union(*bitmaps) if bitmaps else NOTHING

    def slots_of_all(self, terms: tuple[str, ...]) -> BitMap:
        """The offers that hold all of the terms, of which there is one at least."""
        if len(terms) == 1:
            return self.slots(terms[0])
        return BitMap.intersection(*map(self.slots, terms))

    def slots_of_ids(self, ids: Iterable[str]) -> BitMap:
        """Those of the offers that are known."""
        get, database = self._transaction.get, self._sets["offers"]
        found = (get(term_key(offer_id) or b"\0", db=database) for offer_id in ids)
        return BitMap([int.from_bytes(slot, "big") for slot in found if slot])

    def _read(self, key: bytes) -> BitMap:
        stored = self._transaction.get(key, db=self._sets["terms"])
        return BitMap.deserialize(stored) if stored else NOTHING

    def codes(self, name: str) -> list[str]:
        """Every code that an offer has under a filter's name."""
        found = self._codes.get(name)
        if found is None:
            prefix = term_key(f"{name}:")
            found = self._codes[name] = [key[len(prefix) :].decode() for key in self._keys("terms", prefix)]
        return found

    def cells(self) -> list[Cell]:
        """The cells of the map in which an offer has a location."""
        if self._cells is None:
            self._cells = [cell_of(code) for code in self.codes(CELLS)]
        return self._cells

    def words_from(self, beginning: str, limit: int) -> list[str]:
        """Words that begin so, in alphabetical order."""
        prefix = beginning.encode()
        if len(prefix) > LONGEST_KEY:
            return []
        features = (key.decode() for key in self._keys("features", prefix))
        return list(islice(filter(is_word, features), limit))

    def _keys(self, database: str, prefix: bytes) -> Iterator[bytes]:
        with self._transaction.cursor(self._sets[database]) as cursor:
            if cursor.set_range(prefix):
                for key in cursor.iternext(values=False):
                    if not key.startswith(prefix):
                        return
                    yield key

    def points(self, prefix: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Keys of points that begin so, each with its stored bitmap."""
        with self._transaction.cursor(self._sets["points"]) as cursor:
            if cursor.set_range(prefix):
                for key, stored in cursor:
                    if not key.startswith(prefix):
                        return
                    yield key, stored

    def places(self, slot: int) -> Iterator[tuple[float, float]]:
        """Latitude and longitude of each location of an offer."""
        return iter_unpack(">dd", self._transaction.get(slot_key(slot), db=self._sets["places"]))

    def cards(self, slots: Iterable[int]) -> list[bytes]:
        """The ready-made JSON of offers."""
        return [card for _, card in self._many("cards", slots)]

    def ordered(self, order: str, among: BitMap | None, skip: int, limit: int, after: bytes | None = None) -> list[Ordered]:
        """A stretch of an order: of all offers, or of those `among`; past the key `after`."""
        if skip >= (self.total if among is None else len(among)):
            return []
        if among is None and after is None and skip + limit <= REACHABLE:
            return self._beginning(order)[skip : skip + limit]
        wanted = skip + limit
        if order == "-verifiedOn" and among is not None and after is None and len(among) ** 2 < wanted * self.total:
            return self.newest(among, skip, limit)
        # Walking passes by what is not wanted, picking reads a key for each that is: take the cheaper.
        if among is not None and len(among) ** 2 < wanted * self.total // 4:
            keys = (pair for pair in self._order_keys(order, among) if after is None or pair[0] > after)
            return nsmallest(wanted, keys)[skip:]
        return list(islice(self._walked(order, among, after), skip, wanted))

    def newest(self, among: BitMap, skip: int, limit: int, scores: Mapping[int, float] | None = None) -> list[Ordered]:
        """A stretch of the offers `among`: the lowest score first, then the newest. Reads the keys of that stretch alone."""
        days = self._days
        rank: Callable[[int], Any] = days.__getitem__ if scores is None else lambda slot: (scores[slot], days[slot])
        slots = sorted(among, key=rank)
        stretch = slots[skip : skip + limit]
        if not stretch:
            return []
        # Who is in the stretch of those that rank as its first or its last, their keys tell.
        start, end = bisect_left(slots, rank(stretch[0]), key=rank), bisect_right(slots, rank(stretch[-1]), key=rank)
        keys = sorted(self._order_keys("-verifiedOn", slots[start:end]), key=lambda pair: (rank(pair[1]), pair[0]))
        return keys[skip - start : skip - start + limit]

    def _beginning(self, order: str) -> list[Ordered]:
        found = self._first.get(order)
        if found is None:
            found = self._first[order] = list(islice(self._walked(order, None, None), REACHABLE))
        return found

    def _walked(self, order: str, among: BitMap | None, after: bytes | None) -> Iterator[Ordered]:
        if among is not None and after is None:
            # Most walks end among the first, and those are at hand.
            beginning = self._beginning(order)
            yield from (pair for pair in beginning if pair[1] in among)
            if len(beginning) < REACHABLE:
                return
            after = beginning[-1][0]
        with self._transaction.cursor(self._sets[ORDERS[order][0]]) as cursor:
            # The cursor's key itself is gone past; it may have been deleted since.
            if after is None or cursor.set_range(after + b"\0"):
                for key, stored in cursor:
                    slot = int.from_bytes(stored, "big")
                    if among is None or slot in among:
                        yield key, slot

    def _order_keys(self, order: str, among: Iterable[int]) -> Iterator[Ordered]:
        """The offers `among` with their keys in an order, not sorted by them."""
        return ((key, int.from_bytes(slot, "big")) for slot, key in self._many(ORDERS[order][1], among))

    def _many(self, database: str, slots: Iterable[int]) -> list[tuple[bytes, bytes]]:
        with self._transaction.cursor(self._sets[database]) as cursor:
            found: list[tuple[bytes, bytes]] = cursor.getmulti([slot.to_bytes(4, "big") for slot in slots])
            return found
