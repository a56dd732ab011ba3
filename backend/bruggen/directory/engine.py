"""The reader of the index: one call answers a question."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

import lmdb
from pyroaring import BitMap

from bruggen.directory.analysis import Analysis
from bruggen.directory.errors import IndexDamaged
from bruggen.directory.facets import Narrowing, counted, filter_terms
from bruggen.directory.matching import Match, Matcher
from bruggen.directory.nearby import Nearby
from bruggen.directory.query import REACHABLE, DirectoryPage, DirectoryQuery
from bruggen.directory.ranking import ranked
from bruggen.directory.reference import default_analysis
from bruggen.directory.snapshot import NOTHING, Ordered, Snapshot
from bruggen.directory.spelling import Spelling
from bruggen.directory.store import FORMAT, Sets, current_generation, open_sets, read_meta
from bruggen.directory.synonyms import Synonyms


class DirectoryIndex:
    """Searches the state of the last `reload()`; one thread may search while another reloads."""

    def __init__(self, path: Path, analysis: Analysis | None = None, synonyms: Iterable[tuple[str, str, str]] = ()) -> None:
        """`synonyms` are (term, synonym, kind). Raises IndexDamaged: rebuild then."""
        self.path = Path(path)
        self._analysis = analysis or default_analysis()
        self._matcher = Matcher(self._analysis, Synonyms(self._analysis, synonyms))
        self._searching = Lock()
        self._generation = _Generation(self.path, self._analysis)
        self._snapshot = self._generation.snapshot()

    def set_synonyms(self, synonyms: Iterable[tuple[str, str, str]]) -> None:
        """Use other synonyms from now on."""
        self._matcher = Matcher(self._analysis, Synonyms(self._analysis, synonyms))

    @property
    def version(self) -> str:
        """Differs after every change that a search can see."""
        return self._snapshot.version

    @property
    def total(self) -> int:
        """The number of offers."""
        return self._snapshot.total

    @property
    def position(self) -> int:
        """The place in the change log that a search sees."""
        return self._generation.position

    def reload(self) -> bool:
        """See what was committed since; returns whether anything was. Raises IndexDamaged and then keeps the old state."""
        before: Snapshot | None = self._snapshot
        name = current_generation(self.path)
        if name != self._generation.name:
            self._generation, before = _Generation(self.path, self._analysis), None
        elif not self._generation.changed():
            return False
        self._snapshot = self._generation.snapshot(before)
        return True

    def search(self, query: DirectoryQuery) -> DirectoryPage:
        """Answer a question; raises IndexDamaged only."""
        with self._searching:
            try:
                return _Search(self._snapshot, self._matcher, query).page()
            except (lmdb.Error, ValueError, IndexError) as error:
                raise IndexDamaged(f"the directory index cannot be read: {error}") from error


class _Generation:
    """A generation open for reading."""

    def __init__(self, root: Path, analysis: Analysis) -> None:
        self.name = current_generation(root)
        self._sets: Sets = open_sets(root / self.name)
        self._spelling = Spelling()
        self._seen = -1
        self.position = 0
        with self._sets.environment.begin() as transaction:
            made = read_meta(transaction, self._sets, "format"), read_meta(transaction, self._sets, "fingerprint")
        if made != (FORMAT, analysis.fingerprint):
            raise IndexDamaged("the directory index was made by another version or with another analysis of words")

    def changed(self) -> bool:
        """Whether something was committed since the last snapshot."""
        return int(self._sets.environment.info()["last_txnid"]) != self._seen

    def snapshot(self, before: Snapshot | None = None) -> Snapshot:
        """The last committed state."""
        try:
            transaction = self._sets.environment.begin()
            self._seen = transaction.id()
            self._spelling.follow(transaction, self._sets)
            self.position = int(read_meta(transaction, self._sets, "position"))
            return Snapshot(self._sets, self._spelling, f"{self.name}.{self._seen}", transaction, before)
        except (lmdb.Error, ValueError, IndexError, OSError) as error:
            raise IndexDamaged(f"the directory index cannot be read: {error}") from error


class _Search:
    """One question on one snapshot."""

    def __init__(self, snapshot: Snapshot, matcher: Matcher, query: DirectoryQuery) -> None:
        self.snapshot = snapshot
        self.query = query
        self.match: Match | None = None
        if query.words:
            self.match = matcher.match(snapshot, query.words, typing=query.typing, correct=query.correct)
        self.nearby = Nearby(snapshot, query.near, query.radius) if query.near else None
        self.narrowing = self._narrowing()

    def _narrowing(self) -> Narrowing:
        narrowing = Narrowing()
        if self.match:
            narrowing.others.append(self.match.slots)
        if self.nearby:
            narrowing.others.append(self.nearby.slots)
        if self.query.ids:
            narrowing.others.append(self.snapshot.slots_of_ids(self.query.ids))
        if self.query.verified_after:
            narrowing.others.append(self.snapshot.slots_of_any(self._verified_terms()))
        for name, terms in filter_terms(self.query).items():
            slots = self.snapshot.slots_of_any(terms)
            if name in self.query.facets:
                narrowing.by_facet[name] = slots
            else:
                narrowing.others.append(slots)
        return narrowing

    def _verified_terms(self) -> list[str]:
        assert self.query.verified_after
        first = self.query.verified_after.isoformat()
        return [f"verified:{day}" for day in self.snapshot.codes("verified") if day >= first]

    def page(self) -> DirectoryPage:
        found = self.narrowing.found()
        total = self.snapshot.total if found is None else len(found)
        keys: list[Ordered] = []
        distances: list[float] | None = None
        skip, limit = max(0, self.query.page - 1) * self.query.page_size, self.query.page_size
        sort = self.query.sort or ("relevance" if self.match or self.query.prefer_located_in else "-verifiedOn")
        if sort == "distance" and self.nearby and found is not None:
            pairs = self.nearby.ordered(found, skip, min(limit, max(0, REACHABLE - skip)))
            slots, distances = [slot for slot, _ in pairs], [away for _, away in pairs]
        elif sort == "relevance" and self.match and found is not None:
            slots = ranked(self.snapshot, self.match, found, self._preferred(), skip, limit)
        elif sort == "relevance" and self.query.prefer_located_in:
            slots = self._located_first(skip, min(limit, max(0, REACHABLE - skip)))
        else:
            after = _read_cursor(self.query.after)
            order = sort if sort == "title" else "-verifiedOn"
            keys = self.snapshot.ordered(order, found, 0 if after else skip, limit + 1, after)
            slots = [slot for _, slot in keys[:limit]]
        if self.nearby and distances is None:
            distances = self.nearby.distances(slots)
        return DirectoryPage(
            total=total,
            cards=self.snapshot.cards(slots),
            distances=distances,
            facets=counted(self.snapshot, self.narrowing, self.query) if self.query.facets else {},
            next_after=_write_cursor(keys[limit - 1][0]) if len(keys) > limit else None,
            corrections=self.match.corrections if self.match else (),
        )

    def _preferred(self) -> BitMap | None:
        places = self.query.prefer_located_in
        return self.snapshot.slots_of_any(f"locatedIn:{code}" for code in places) if places else None

    def _located_first(self, skip: int, limit: int) -> list[int]:
        """What lies in the wanted place, then what serves it, each the newest first."""
        found = self.narrowing.found()
        found = self.snapshot.everything if found is None else found
        here = found & (self._preferred() or NOTHING)
        slots = [slot for _, slot in self.snapshot.ordered("-verifiedOn", here, skip, limit)] if skip < len(here) else []
        rest = limit - len(slots)
        if rest:
            others = self.snapshot.ordered("-verifiedOn", found - here, max(0, skip - len(here)), rest)
            slots += [slot for _, slot in others]
        return slots


def _write_cursor(key: bytes) -> str:
    return urlsafe_b64encode(key).decode().rstrip("=")


def _read_cursor(cursor: str | None) -> bytes | None:
    """What cannot be read is as if it was not given; the route refuses it before."""
    if not cursor:
        return None
    try:
        return urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4))
    except ValueError:
        return None
