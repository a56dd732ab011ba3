"""Which offers hold the searched words, and which words in what place tell how well.

All words must be found, each through its stem, the parts of compounds, its synonyms or, if it is the last one, as the
beginning of a word. Only a word that is found in none of these ways is taken apart or taken for a misspelling.
"""

from dataclasses import dataclass, field

from pyroaring import BitMap

from bruggen.directory.analysis import STOP_WORDS, Analysis, words_of
from bruggen.directory.entry import WORD_TERM
from bruggen.directory.query import Correction
from bruggen.directory.schema import BOOSTS, NAME, STEM, SYNONYM_BOOSTS, TEXT, TITLE, TITLE_STEM
from bruggen.directory.snapshot import Snapshot
from bruggen.directory.synonyms import Stems, Synonyms

MOST_WORDS = 16
COMPLETIONS = 500
RANKED_COMPLETIONS = 6
SHORTEST_BEGINNING = 2
TELLING_SHARE = 0.1
"""The exact form of a word that more offers hold says too little for what it costs."""

Clause = tuple[str, str, float]
"""Field, term, boost."""


@dataclass(slots=True)
class Group:
    """What stands for one searched word: an offer must be in `slots`."""

    slots: BitMap
    clauses: list[Clause] = field(default_factory=list)
    complete: bool = True
    """Every offer in `slots` holds one of the clauses."""


@dataclass(slots=True)
class Match:
    """The outcome for all words."""

    slots: BitMap
    groups: list[Group]
    corrections: tuple[Correction, ...] = ()


class Matcher:
    """Reads searched text with an analysis and synonyms."""

    def __init__(self, analysis: Analysis, synonyms: Synonyms) -> None:
        self._analysis = analysis
        self._synonyms = synonyms

    def match(self, snapshot: Snapshot, text: str, typing: bool) -> Match | None:
        """The offers that hold all words; None if the text has no words."""
        words = words_of(text)[:MOST_WORDS]
        if not words:
            return None
        corrections: list[Correction] = []
        groups = [
            self._term(snapshot, unit)
            if len(unit) > 1
            else self._word(snapshot, unit[0], typing and last, corrections)
            for unit, last in self._units(words)
        ]
        groups.sort(key=lambda group: len(group.slots))
        slots = groups[0].slots if len(groups) == 1 else BitMap.intersection(*(group.slots for group in groups))
        return Match(slots, groups, tuple(corrections))

    def _units(self, words: list[str]) -> list[tuple[list[str], bool]]:
        """Words, and terms of several words that have synonyms, each with whether it is the last thing typed."""
        stems = [self._analysis.stem(word) for word in words]
        units: list[tuple[list[str], bool]] = []
        start = 0
        while start < len(words):
            length = self._synonyms.longest_at(stems, start) or 1
            units.append((words[start : start + length], start + length == len(words)))
            start += length
        telling = [unit for unit in units if len(unit[0]) > 1 or unit[0][0] not in STOP_WORDS]
        return telling or units[-1:]

    def _term(self, snapshot: Snapshot, words: list[str]) -> Group:
        stems = tuple(self._analysis.stem(word) for word in words)
        telling = tuple(stem for word, stem in zip(words, stems, strict=True) if word not in STOP_WORDS) or stems
        group = Group(_all_of(snapshot, telling), [_clause(field, stem) for stem in telling for field in (TITLE_STEM, STEM)])
        self._add_synonyms(snapshot, group, stems)
        return group

    def _word(self, snapshot: Snapshot, word: str, typing: bool, corrections: list[Correction]) -> Group:
        group = self._known(snapshot, word)
        if typing and len(word) >= SHORTEST_BEGINNING:
            self._complete(snapshot, group, word)
        if group.slots:
            return group
        parts = self._analysis.parts(word)
        if parts and (slots := _all_of(snapshot, parts)):
            return Group(slots, [_clause(field, part) for part in parts for field in (TITLE_STEM, STEM)])
        return self._meant(snapshot, word, corrections) or group

    def _known(self, snapshot: Snapshot, word: str) -> Group:
        stem = self._analysis.stem(word)
        clauses = [_clause(TITLE, word), _clause(TITLE_STEM, stem), _clause(NAME, word), _clause(STEM, stem)]
        if snapshot.searcher.doc_freq(TEXT, word) <= TELLING_SHARE * snapshot.total:
            clauses.append(_clause(TEXT, word))
        group = Group(snapshot.slots(WORD_TERM + stem), clauses)
        self._add_synonyms(snapshot, group, (stem,))
        return group

    def _add_synonyms(self, snapshot: Snapshot, group: Group, stems: Stems) -> None:
        for alternative in self._synonyms.of(stems):
            group.slots = group.slots | _all_of(snapshot, alternative)
            group.clauses += [(field, stem, boost) for stem in alternative for field, boost in SYNONYM_BOOSTS.items()]

    def _complete(self, snapshot: Snapshot, group: Group, beginning: str) -> None:
        stems = {self._analysis.stem(word) for word in snapshot.words_from(beginning, COMPLETIONS)}
        stems.discard(self._analysis.stem(beginning))
        if stems:
            ordered = sorted(stems, key=lambda stem: -len(snapshot.slots(WORD_TERM + stem)))
            group.slots = BitMap.union(group.slots, *(snapshot.slots(WORD_TERM + stem) for stem in ordered))
            group.clauses += [
                (field, stem, boost) for stem in ordered[:RANKED_COMPLETIONS] for field, boost in SYNONYM_BOOSTS.items()
            ]
            group.complete = len(ordered) <= RANKED_COMPLETIONS

    def _meant(self, snapshot: Snapshot, word: str, corrections: list[Correction]) -> Group | None:
        candidates = [(candidate, self._known(snapshot, candidate)) for candidate in snapshot.spelling.nearest(word)]
        candidates = [candidate for candidate in candidates if candidate[1].slots]
        if not candidates:
            return None
        used, group = max(candidates, key=lambda candidate: len(candidate[1].slots))
        corrections.append(Correction(word, used))
        return group


def _clause(field: str, term: str) -> Clause:
    return field, term, BOOSTS[field]


def _all_of(snapshot: Snapshot, stems: Stems) -> BitMap:
    bitmaps = [snapshot.slots(WORD_TERM + stem) for stem in stems]
    return bitmaps[0] if len(bitmaps) == 1 else BitMap.intersection(*bitmaps)
