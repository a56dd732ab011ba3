"""The directory of a serving process: the index, the places, the labels, and the thread that keeps them fresh."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated
from uuid import UUID

import structlog
from fastapi import Depends, Request
from sqlalchemy import select

from bruggen.directory.engine import DirectoryIndex
from bruggen.directory.errors import IndexBusy, IndexDamaged
from bruggen.directory.follower import Follower
from bruggen.directory.gazetteer import Gazetteer
from bruggen.directory.interpret import Interpretation, interpret
from bruggen.directory.query import DirectoryPage, DirectoryQuery
from bruggen.directory.rebuild import rebuild_with
from bruggen.directory.source import Source
from bruggen.directory.vocabulary import Vocabulary
from bruggen.directory.writer import IndexWriter
from bruggen.kit.db import SessionFactory
from bruggen.kit.languages import Language
from bruggen.models import Code, Organization, Synonym
from bruggen.record.relay import changed_after

WORDS = (Synonym.__tablename__, Code.__tablename__)
logger = structlog.get_logger("bruggen.directory")


class Directory:
    """What the routes ask; one a process, from `start()` to `stop()`."""

    def __init__(self, source: Source, path: Path, sessions: SessionFactory, poll_seconds: float) -> None:
        self.source = source
        self.path = path
        self.sessions = sessions
        self.poll_seconds = poll_seconds
        self._index: DirectoryIndex | None = None
        self._follower: Follower | None = None
        self._vocabulary = Vocabulary.empty()
        self._words_seen = 0
        self.version = ""
        """Differs after every change that an answer can show."""
        self._counts: tuple[str, dict[str, dict[str, int]]] = ("", {})

    def start(self) -> None:
        """Read the words and places, open the index - made anew when it is missing or damaged - and begin to follow."""
        with self.sessions() as session:
            self._words_seen = changed_after(session, 0, WORDS)
            self._vocabulary = Vocabulary.load(session)
        self._open()
        self._name_state()
        self._follower = Follower(self)
        self._follower.start()

    def stop(self) -> None:
        """Stop following."""
        if self._follower:
            self._follower.stop()

    def _open(self) -> None:
        try:
            self._index = DirectoryIndex(self.path, synonyms=self._vocabulary.synonyms)
        except IndexDamaged as error:
            logger.warning("the directory's index is made anew", reason=str(error))
            try:
                with IndexWriter(self.path) as writer:
                    rebuild_with(self.source, writer, self.sessions)
            except IndexBusy:
                # Another process is at it; the follower opens what that one makes.
                return
            self._index = DirectoryIndex(self.path, synonyms=self._vocabulary.synonyms)

    def refresh(self) -> None:
        """See what was committed to the index, and what people changed in words and places."""
        if self._index is None:
            self._open()
        elif self._index.reload():
            self._follow_words(self._index)
        self._name_state()

    def _name_state(self) -> None:
        """Last of all: what was answered between two states is kept under the older one's name, and so not for long."""
        if self._index:
            self.version = f"{self._index.version}.{self._words_seen}"

    def _follow_words(self, index: DirectoryIndex) -> None:
        """Take over edited synonyms and labels: their changes, too, move the index's place in the change log."""
        with self.sessions() as session:
            edited = changed_after(session, self._words_seen, WORDS)
            if edited > self._words_seen:
                self._vocabulary = Vocabulary.load(session)
                self._words_seen = edited
                index.set_synonyms(self._vocabulary.synonyms)

    @property
    def ready(self) -> bool:
        """Whether a search can be answered."""
        return self._index is not None

    @property
    def gazetteer(self) -> Gazetteer:
        """The places."""
        return self._vocabulary.gazetteer

    def codes(self, list_name: str) -> tuple[str, ...]:
        """The codes of a code list, in the order shown."""
        return self._vocabulary.codes.get(list_name, ())

    def labels(self, name: str, language: Language) -> dict[str, str]:
        """Labels by code, of a code list or of the facets `region` and `locatedIn`."""
        return self._vocabulary.labels.get((name, language), {})

    def organization_names(self, ids: Iterable[str]) -> dict[str, str]:
        """Names by id, as they are now: organizations are too many, and too often renamed, to be kept in memory."""
        wanted = [UUID(each) for each in ids]
        with self.sessions() as session:
            rows = session.execute(select(Organization.id, Organization.name).where(Organization.id.in_(wanted)))
            return {str(row.id): row.name for row in rows}

    def interpret(self, text: str, language: Language) -> Interpretation:
        """Read a search box."""
        return interpret(text, self.gazetteer, language)

    def search(self, query: DirectoryQuery) -> DirectoryPage:
        """Answer a question. Raises IndexDamaged while there is no index."""
        if self._index is None:
            raise IndexDamaged("the directory's index is being made")
        return self._index.search(query)

    def count_by(self, facet: str) -> dict[str, int]:
        """How many published offers there are by each code of a facet; counted once for each state of the index."""
        if self._counts[0] != self.version:
            self._counts = (self.version, {})
        counts = self._counts[1]
        if facet not in counts:
            try:
                counts[facet] = dict(self.search(DirectoryQuery(facets=(facet,), page_size=1)).facets[facet])
            except IndexDamaged:
                return {}
        return counts[facet]


def _open_directory(request: Request) -> Directory:
    directory: Directory = request.app.state.directory
    return directory


OpenDirectory = Annotated[Directory, Depends(_open_directory)]
