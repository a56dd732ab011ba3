"""The files of an index: `current` names the generation in use, a folder that holds an LMDB environment.

Its transactions give every process the same picture of one moment: one process writes, many read, all by mmap.
"""

import os
import shutil
from pathlib import Path
from threading import Lock
from time import time_ns
from weakref import WeakValueDictionary

import lmdb

from bruggen.directory.errors import IndexDamaged

FORMAT = "6"
MAP_SIZE = 16 << 30
"""Address space, not disk: the most a generation can grow to."""
MEMORY = 64
LONGEST_KEY = 511
"""LMDB's limit for keys, in bytes."""
POINTER, GENERATION = "current", "generation-"
DATABASES = {
    "meta": "name -> value",
    "offers": "offer id -> slot, the number of the offer in every bitmap",
    "cards": "slot -> JSON",
    "verifiedKeys": "slot -> its key in byVerified",
    "titleKeys": "slot -> its key in byTitle",
    "byVerified": "newest first, then id -> slot",
    "byTitle": "folded title, then id -> slot",
    "terms": "filter term, or term of a word and where it stands -> bitmap of slots",
    "points": "cell, latitude, longitude -> bitmap of slots",
    "places": "slot -> latitude and longitude of each location",
    "features": "feature -> its number",
    "featureLog": "number -> feature",
    "traces": "slot -> the numbers of its features",
    "touched": "number of a change -> what it moved in an order, and the keys in terms that it touched; as many as MEMORY",
}


class Sets:
    """An open LMDB environment and its named databases; closed when nobody refers to it any more."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        try:
            self.environment = lmdb.open(str(folder), map_size=MAP_SIZE, max_dbs=len(DATABASES), create=create, max_readers=512)
            if not create:
                _check_size(self.environment, folder)
            self._databases = {name: self.environment.open_db(name.encode(), create=create) for name in DATABASES}
        except (lmdb.Error, OSError) as error:
            raise IndexDamaged(f"the directory's sets cannot be read: {error}") from error

    def __getitem__(self, name: str) -> "lmdb._Database":
        return self._databases[name]


_opened: WeakValueDictionary[Path, Sets] = WeakValueDictionary()
_opening = Lock()


def open_sets(generation: Path) -> Sets:
    """The sets of a generation. LMDB allows a process to open a file once: readers and writer share it."""
    folder = generation.resolve()
    with _opening:
        sets = _opened.get(folder)
        if sets is None:
            sets = _opened[folder] = Sets(folder)
        return sets


def _check_size(environment: lmdb.Environment, folder: Path) -> None:
    """A read beyond the end of a truncated file would end the process: look before."""
    needed = (environment.info()["last_pgno"] + 1) * environment.stat()["psize"]
    if (folder / "data.mdb").stat().st_size < needed:
        environment.close()
        raise IndexDamaged("the directory's sets are cut off")


def current_generation(root: Path) -> str:
    """The name of the generation in use."""
    try:
        name = (root / POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamaged("there is no directory index") from error
    if not name.startswith(GENERATION) or "/" in name or not (root / name).is_dir():
        raise IndexDamaged("the directory index points to nothing")
    return name


def next_generation() -> str:
    """A name that no generation has had."""
    return f"{GENERATION}{time_ns()}"


def switch_to(root: Path, name: str) -> None:
    """Point every process to another generation, in one step, and remove the others.

    Whoever still reads an old one has its files open and keeps them until it looks again.
    """
    pointer = root / f"{POINTER}.new"
    with pointer.open("w", encoding="utf-8") as file:
        file.write(name)
        file.flush()
        os.fsync(file.fileno())
    pointer.replace(root / POINTER)
    folder = os.open(root, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    for generation in root.glob(f"{GENERATION}*"):
        if generation.name != name:
            shutil.rmtree(generation, ignore_errors=True)


def slot_key(slot: int) -> bytes:
    """A slot as key or value: four bytes, the largest first, so that keys lie in order."""
    return slot.to_bytes(4, "big")


def moved_mark(order: str, slot: int) -> bytes:
    """How it is noted that an offer moved in an order: no term looks like it."""
    return f"{order}:{slot}".encode()


def read_meta(transaction: lmdb.Transaction, sets: Sets, name: str) -> str:
    """A fact about the generation. Raises IndexDamaged if it is not there."""
    stored = transaction.get(name.encode(), db=sets["meta"])
    if stored is None:
        raise IndexDamaged(f"the directory index does not say its {name}")
    return str(stored, "utf-8")


def write_meta(transaction: lmdb.Transaction, sets: Sets, name: str, value: str) -> None:
    """State a fact about the generation."""
    transaction.put(name.encode(), value.encode(), db=sets["meta"])
