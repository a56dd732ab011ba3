"""Writes the index: one writer at a time, changes in one transaction with the position they bring it to."""

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Self

import lmdb

from bruggen.directory.analysis import Analysis
from bruggen.directory.changes import Changes
from bruggen.directory.document import Document
from bruggen.directory.entry import make_entry
from bruggen.directory.errors import IndexBusy, IndexDamaged
from bruggen.directory.fresh import write_generation
from bruggen.directory.pace import give_way
from bruggen.directory.reference import default_analysis
from bruggen.directory.store import current_generation, next_generation, open_sets, read_meta, switch_to, write_meta

LOCK = "writer.lock"


class IndexWriter:
    """Holds the writer's lock from construction to `close()`, or to the end of its process."""

    def __init__(self, path: Path, analysis: Analysis | None = None) -> None:
        """Raises IndexBusy if another writer holds the lock. A damaged index is told at the first use of it."""
        self.path = Path(path)
        self._analysis = analysis or default_analysis()
        self.path.mkdir(parents=True, exist_ok=True)
        self._lock = os.open(self.path / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._lock)
            raise IndexBusy(f"another process writes the directory index in {self.path}") from error
        self._opened: _Generation | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def position(self) -> int:
        """The place in the change log that the index has reached. Raises IndexDamaged."""
        return self._generation().position()

    @property
    def source(self) -> str:
        """Of which database's change log the position is. Raises IndexDamaged."""
        return self._generation().source()

    def apply(self, upserts: Iterable[Document], deletes: Iterable[str], position: int) -> None:
        """Put and delete offers and move to `position`; all of it is kept when this returns, or nothing.

        Doing it twice is doing it once: after a crash, replay from `position`.
        """
        self._generation().apply({document.id: document for document in upserts}, set(deletes), position)

    def rebuild(
        self,
        documents: Iterable[Document],
        position: int,
        progress: Callable[[int], None] | None = None,
        *,
        source: str = "",
    ) -> int:
        """Write a new generation beside the old one, then switch every process to it; returns the number of offers.

        `progress` is told how many offers are done, now and then. `source` names the change log that `position` is in.
        """
        name = next_generation()
        count = write_generation(self.path / name, _counted(documents, progress), self._analysis, position, source)
        self._close_generation()
        switch_to(self.path, name)
        return count

    def close(self) -> None:
        """Let the files and the lock go."""
        self._close_generation()
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def _generation(self) -> "_Generation":
        if self._opened is None:
            self._opened = _Generation(self.path / current_generation(self.path), self._analysis)
        return self._opened

    def _close_generation(self) -> None:
        if self._opened:
            # Its files are let go with the last that refers to them.
            self._opened = None


class _Generation:
    """The generation in use, open for writing."""

    def __init__(self, folder: Path, analysis: Analysis) -> None:
        self._analysis = analysis
        self._sets = open_sets(folder)
        try:
            with self._sets.environment.begin() as transaction:
                if read_meta(transaction, self._sets, "fingerprint") != analysis.fingerprint:
                    raise IndexDamaged("the directory index was made with another analysis of words")
            # Readers of processes that were killed would keep old pages from being used again.
            self._sets.environment.reader_check()
        except lmdb.Error as error:
            raise IndexDamaged(f"the directory index cannot be written: {error}") from error

    def position(self) -> int:
        with self._sets.environment.begin() as transaction:
            return int(read_meta(transaction, self._sets, "position"))

    def source(self) -> str:
        with self._sets.environment.begin() as transaction:
            return read_meta(transaction, self._sets, "source")

    def apply(self, upserts: dict[str, Document], deletes: set[str], position: int) -> None:
        try:
            with self._sets.environment.begin(write=True) as transaction:
                changes = Changes(transaction, self._sets, self._analysis)
                for offer_id in deletes - upserts.keys():
                    changes.delete(offer_id)
                for document in upserts.values():
                    changes.put(make_entry(document))
                    give_way()
                changes.write()
                write_meta(transaction, self._sets, "position", str(position))
        except lmdb.Error as error:
            raise IndexDamaged(f"the directory index cannot be written: {error}") from error


def _counted(documents: Iterable[Document], progress: Callable[[int], None] | None) -> Iterator[Document]:
    count = 0
    for count, document in enumerate(documents, start=1):
        yield document
        if progress and count % 100 == 0:
            progress(count)
    if progress:
        progress(count)
