"""Keeps the index in step with the database: a change shows within a second in every process.

Every serving process follows; one of them, the holder of the writer's lock, also numbers the changes and writes them
to the index. When it goes, another takes over at its next look.
"""

import threading
from pathlib import Path
from typing import Protocol
from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bruggen.directory.document import Document
from bruggen.directory.documents.reference import Reference
from bruggen.directory.errors import IndexBusy, IndexDamaged
from bruggen.directory.pace import give_way
from bruggen.directory.rebuild import REQUEST, rebuild_with
from bruggen.directory.source import Source
from bruggen.directory.writer import IndexWriter
from bruggen.kit.db import SessionFactory
from bruggen.models import Code
from bruggen.record.relay import BATCH, changes_after, has_news, last_sequence, log_identity, number_changes

logger = structlog.get_logger("bruggen.directory")


class Followed(Protocol):
    """What a follower keeps fresh."""

    source: Source
    path: Path
    sessions: SessionFactory
    poll_seconds: float

    def refresh(self) -> None:
        """See what was committed to the index."""


class Follower:
    """A thread that looks at the change log and at the index every `poll_seconds`."""

    def __init__(self, followed: Followed) -> None:
        self.followed = followed
        self.source = followed.source
        self.path = followed.path
        self.sessions = followed.sessions
        self._writer: IndexWriter | None = None
        self._reference: Reference | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="directory-follower", daemon=True)

    def start(self) -> None:
        """Begin to follow."""
        self._thread.start()

    def stop(self) -> None:
        """End, having finished the step under way, and let the writer's lock go."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(self.followed.poll_seconds):
            try:
                self._lead()
                self.followed.refresh()
            except IndexDamaged as error:
                self._mend(error)
            except (SQLAlchemyError, OSError) as error:
                # The next look tries again; until then the last good state is served.
                logger.warning("directory not followed", reason=type(error).__name__)
                self._let_go()
        self._let_go()

    def _lead(self) -> None:
        """Number and index what changed, if no other process does."""
        if self._writer is None:
            try:
                self._writer = IndexWriter(self.path)
            except IndexBusy:
                return
            with self.sessions() as session:
                if (self._writer.source, self._writer.position > last_sequence(session)) != (log_identity(session), False):
                    raise IndexDamaged("the directory index was made from another database, or from a later state of it")
        if (self.path / REQUEST).exists():
            rebuild_with(self.source, self._writer, self.sessions)
            (self.path / REQUEST).unlink(missing_ok=True)
        with self.sessions() as session:
            if not has_news(session, self._writer.position):
                return
        give_way()
        if self.source.numbers_changes:
            with self.sessions.begin() as session:
                number_changes(session)
        while self._index_changes(self._writer):
            pass

    def _index_changes(self, writer: IndexWriter) -> bool:
        """Bring the next changes into the index; returns whether there may be more of them."""
        give_way()
        with self.sessions() as session:
            changes = changes_after(session, writer.position)
            if not changes:
                return False
            touched = self.source.touched(session, changes)
            if any(change.subject == Code.__tablename__ for change in changes):
                self._reference = None
            give_way()
            documents = self._documents(session, touched)
        gone = {str(key) for key in touched} - {document.id for document in documents}
        writer.apply(documents, gone, changes[-1].sequence or 0)
        give_way()
        return len(changes) == BATCH

    def _documents(self, session: Session, wanted: set[UUID]) -> list[Document]:
        self._reference = self._reference or Reference.load(session)
        try:
            return list(self.source.some(session, wanted, self._reference))
        except KeyError:
            # A municipality that a release brought since we read them.
            self._reference = Reference.load(session)
            return list(self.source.some(session, wanted, self._reference))

    def _mend(self, error: IndexDamaged) -> None:
        """Make the index anew, if no other process does. The lock is taken anew too: its file may be gone with the rest."""
        self._let_go()
        try:
            with IndexWriter(self.path) as writer:
                logger.warning("the directory's index is made anew", reason=str(error))
                rebuild_with(self.source, writer, self.sessions)
        except IndexBusy:
            return
        except (SQLAlchemyError, OSError) as failure:
            logger.warning("the directory's index cannot be made", reason=type(failure).__name__)

    def _let_go(self) -> None:
        if self._writer:
            self._writer.close()
            self._writer = None
