"""Writes a whole generation at once: everything is gathered, and written in the order of its keys."""

import shutil
from array import array
from collections.abc import Iterable
from pathlib import Path

import lmdb
from pyroaring import BitMap

from bruggen.directory.analysis import Analysis
from bruggen.directory.document import Document
from bruggen.directory.entry import Entry, bitmaps_of, make_entry
from bruggen.directory.store import FORMAT, Sets, slot_key, write_meta

BATCH = 5000
Items = list[tuple[bytes, bytes]]


def write_generation(folder: Path, documents: Iterable[Document], analysis: Analysis, position: int, source: str) -> int:
    """Write the files of a generation that nobody reads yet; returns how many offers it holds."""
    shutil.rmtree(folder, ignore_errors=True)
    sets = Sets(folder, create=True)
    try:
        generation = _Generation(sets, analysis)
        for document in documents:
            generation.add(document)
        generation.finish(position, source)
        sets.environment.sync(True)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        sets.environment.close()
    return generation.count


class _Numbered(dict[str, int]):
    """Numbers features as they come, and keeps the slots of the offers that have each."""

    def __init__(self) -> None:
        self.slots: list[array[int]] = []

    def __missing__(self, feature: str) -> int:
        self[feature] = number = len(self.slots)
        self.slots.append(array("I"))
        return number


class _Generation:
    def __init__(self, sets: Sets, analysis: Analysis) -> None:
        self.count = 0
        self._sets = sets
        self._analysis = analysis
        self._features = _Numbered()
        self._orders: dict[str, dict[bytes, bytes]] = {"offers": {}, "byVerified": {}, "byTitle": {}}
        self._batch: dict[str, Items] = {"cards": [], "places": [], "traces": [], "verifiedKeys": [], "titleKeys": []}

    def add(self, document: Document) -> None:
        """Take one offer; the first with an id counts."""
        identity = document.id.encode()
        if identity in self._orders["offers"]:
            return
        entry = make_entry(document)
        slot, key = self.count, slot_key(self.count)
        self._batch["traces"].append((key, self._gather(entry, slot)))
        self._batch["cards"].append((key, entry.card))
        self._batch["places"].append((key, entry.places))
        self._batch["verifiedKeys"].append((key, entry.verified_key))
        self._batch["titleKeys"].append((key, entry.title_key))
        self._orders["offers"][identity] = key
        self._orders["byVerified"][entry.verified_key] = key
        self._orders["byTitle"][entry.title_key] = key
        self.count += 1
        if self.count % BATCH == 0:
            self._write_batch()

    def _gather(self, entry: Entry, slot: int) -> bytes:
        numbers = array("I", map(self._features.__getitem__, entry.features))
        slots = self._features.slots
        for number in numbers:
            slots[number].append(slot)
        return numbers.tobytes()

    def _write_batch(self) -> None:
        with self._sets.environment.begin(write=True) as transaction:
            for name, items in self._batch.items():
                self._append(transaction, name, items)
                items.clear()

    def finish(self, position: int, source: str) -> None:
        """Write what was gathered."""
        self._write_batch()
        with self._sets.environment.begin(write=True) as transaction:
            for name, order in self._orders.items():
                self._append(transaction, name, order.items())
            numbered = [(feature.encode(), slot_key(number)) for feature, number in self._features.items()]
            self._append(transaction, "features", numbered)
            self._append(transaction, "featureLog", ((number, feature) for feature, number in numbered))
            for name, bitmaps in self._bitmaps().items():
                self._append(transaction, name, ((key, bitmap.serialize()) for key, bitmap in bitmaps.items()))
            meta = {
                "format": FORMAT, "fingerprint": self._analysis.fingerprint, "position": position, "source": source,
                "nextSlot": self.count, "nextFeature": len(numbered), "nextChange": 0,
            }  # fmt: skip
            for name, value in meta.items():
                write_meta(transaction, self._sets, name, str(value))

    def _bitmaps(self) -> dict[str, dict[bytes, BitMap]]:
        by_database: dict[str, dict[bytes, BitMap]] = {"terms": {}, "points": {}}
        for feature, number in self._features.items():
            slots = BitMap(self._features.slots[number])
            for database, key in bitmaps_of(feature, self._analysis):
                bitmaps = by_database[database]
                bitmaps[key] = bitmaps[key] | slots if key in bitmaps else slots
        return by_database

    def _append(self, transaction: lmdb.Transaction, name: str, items: Iterable[tuple[bytes, bytes]]) -> None:
        with transaction.cursor(self._sets[name]) as cursor:
            cursor.putmulti(sorted(items), append=True)
