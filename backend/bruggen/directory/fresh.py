"""Writes a whole generation at once: everything is gathered and written in the order of its keys."""

import shutil
from array import array
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import lmdb
import tantivy
from pyroaring import BitMap

from bruggen.directory.analysis import Analysis
from bruggen.directory.changes import EVERYTHING, term_key
from bruggen.directory.document import OfferDocument
from bruggen.directory.entry import make_entry
from bruggen.directory.schema import ranks_schema
from bruggen.directory.store import FORMAT, RANKS, SETS, Sets, order_keys, slot_key, write_meta

HEAP = 96 << 20
BATCH = 5000
Slots = defaultdict[bytes, "array[int]"]


def write_generation(folder: Path, documents: Iterable[OfferDocument], analysis: Analysis, position: int) -> int:
    """Write the files of a generation that nobody reads yet; returns how many offers it holds."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / RANKS).mkdir(parents=True)
    sets = Sets(folder / SETS, create=True)
    try:
        ranks = tantivy.Index(ranks_schema(), path=str(folder / RANKS)).writer(HEAP, num_threads=1)
        count = _write(sets, ranks, documents, analysis, position)
        ranks.commit()
        ranks.wait_merging_threads()
        sets.environment.sync(True)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        sets.environment.close()
    return count


def _write(
    sets: Sets, ranks: tantivy.IndexWriter, documents: Iterable[OfferDocument], analysis: Analysis, position: int
) -> int:
    terms: Slots = defaultdict(lambda: array("I"))
    points: Slots = defaultdict(lambda: array("I"))
    orders: dict[str, dict[bytes, bytes]] = {"byVerified": {}, "byTitle": {}, "offers": {}}
    words: dict[str, None] = {}
    batch: dict[str, list[tuple[bytes, bytes]]] = defaultdict(list)
    slot = 0
    for document in documents:
        identity = document.id.encode()
        if identity in orders["offers"]:
            continue
        entry = make_entry(document, analysis)
        key = slot_key(slot)
        ranks.add_document(entry.ranked(slot))
        for term in entry.terms:
            terms[term_key(term)].append(slot)
        for point in entry.points:
            points[point].append(slot)
        words.update(dict.fromkeys(entry.words))
        orders["offers"][identity] = key
        orders["byVerified"][entry.verified_key] = key
        orders["byTitle"][entry.title_key] = key
        batch["cards"].append((key, entry.card))
        batch["traces"].append((key, entry.trace()))
        batch["orderKeys"].append((key, order_keys(entry.verified_key, entry.title_key)))
        slot += 1
        if slot % BATCH == 0:
            _append(sets, batch)
    _append(sets, batch)
    with sets.environment.begin(write=True) as transaction:
        _append_all(transaction, sets["words"], ((word.encode(), slot_key(number)) for number, word in enumerate(words)))
        _append_all(transaction, sets["wordLog"], ((slot_key(number), word.encode()) for number, word in enumerate(words)))
        for name, order in orders.items():
            _append_all(transaction, sets[name], order.items())
        terms[EVERYTHING] = array("I", range(slot))
        for name, bitmaps in (("terms", terms), ("points", points)):
            _append_all(transaction, sets[name], ((key, BitMap(slots).serialize()) for key, slots in bitmaps.items() if slots))
        for name, value in {
            "format": FORMAT, "fingerprint": analysis.fingerprint, "position": position,
            "nextSlot": slot, "wordCount": len(words),
        }.items():  # fmt: skip
            write_meta(transaction, sets, name, str(value))
    return slot


def _append(sets: Sets, batch: dict[str, list[tuple[bytes, bytes]]]) -> None:
    with sets.environment.begin(write=True) as transaction:
        for name, items in batch.items():
            _append_all(transaction, sets[name], items)
            items.clear()


def _append_all(transaction: lmdb.Transaction, database: "lmdb._Database", items: Iterable[tuple[bytes, bytes]]) -> None:
    with transaction.cursor(database) as cursor:
        cursor.putmulti(sorted(items), append=True)
