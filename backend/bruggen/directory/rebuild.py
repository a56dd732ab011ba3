"""Makes the index anew from the database, which is the truth."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile

from bruggen.directory.document import Document
from bruggen.directory.errors import IndexBusy, IndexDamaged
from bruggen.directory.source import Source
from bruggen.directory.store import current_generation
from bruggen.directory.writer import IndexWriter
from bruggen.kit.db import SessionFactory
from bruggen.kit.failures import OperatorError
from bruggen.record.relay import last_sequence, log_identity, number_changes

REQUEST = "rebuild.requested"
PATIENCE_SECONDS = 600
Progress = Callable[[int, int], object]


def rebuild_index(source: Source, path: Path, sessions: SessionFactory, on_progress: Progress | None = None) -> int:
    """Make an index anew and switch all readers to it; returns the number of documents.

    When a serving process holds the writer's lock, that process is asked to do it. `on_progress` is told how many
    are done, of how many. Raises OperatorError when the folder cannot be written or nobody answers.
    """
    try:
        with IndexWriter(path) as writer:
            return rebuild_with(source, writer, sessions, on_progress)
    except IndexBusy:
        return _ask_for_rebuild(source, path, sessions)
    except OSError as error:
        raise _not_writable(path, error) from error


def require_writable(path: Path) -> None:
    """Raise OperatorError unless an index can be kept in this folder, which is made when it is missing."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=path):
            pass
    except OSError as error:
        raise _not_writable(path, error) from error


def _not_writable(path: Path, error: OSError) -> OperatorError:
    return OperatorError(f"cannot write the directory index in {path}: {error.strerror}; check BRUGGEN_DIRECTORY_PATH")


def rebuild_with(source: Source, writer: IndexWriter, sessions: SessionFactory, on_progress: Progress | None = None) -> int:
    """Make the index anew with a writer that holds the lock."""
    if source.numbers_changes:
        with sessions.begin() as session:
            while number_changes(session):
                pass
    with sessions() as session:
        # The position first: a change that commits while we read is then read twice, never missed.
        position = last_sequence(session)
        total = source.count(session)
        documents = source.all(session)
        counted = _counting(documents, total, on_progress) if on_progress else documents
        return writer.rebuild(counted, position, source=log_identity(session))


def _counting(documents: Iterable[Document], total: int, on_progress: Progress) -> Iterator[Document]:
    for number, document in enumerate(documents, start=1):
        yield document
        if number % 100 == 0 or number == total:
            on_progress(number, total)


def _ask_for_rebuild(source: Source, path: Path, sessions: SessionFactory) -> int:
    before = _generation(path)
    (path / REQUEST).touch()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while _generation(path) == before:
        if time.monotonic() > deadline:
            raise OperatorError("the process that writes the directory index does not answer; restart it and try again")
        time.sleep(0.1)
    with sessions() as session:
        return source.count(session)


def _generation(path: Path) -> str | None:
    try:
        return current_generation(path)
    except IndexDamaged:
        return None
