"""Which offers hold the searched words, and how telling the places are in which they stand.

All words must be found, each through its stem, the parts of compounds, its synonyms or, if it is the last one, as the
beginning of a word. Only a word that is found in none of these ways is taken apart or taken for a misspelling.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from heapq import nlargest

from pyroaring import BitMap

from bruggen.directory.analysis import STOP_WORDS, Analysis, words_of
from bruggen.directory.entry import EXACT, LEAD, NAME, TERM, TITLE
from bruggen.directory.query import Correction
from bruggen.directory.snapshot import Snapshot
from bruggen.directory.synonyms import Stems, Synonyms

MOST_WORDS = 16
COMPLETIONS, WEIGHED_COMPLETIONS = 500, 30
SHORTEST_BEGINNING = 2

EXACT_TITLE = 8.0
WEIGHTS = {TITLE: 5.0, NAME: 4.0, LEAD: 3.0, "": 1.0}
"""The title before the name of who gives it and where, those before the summary, that before the text."""
SYNONYM, COMPLETION = 0.5, 0.4
"""What is meant or begun counts less than what is said."""

Terms = tuple[str, ...]
"""Terms that must be found together."""


@dataclass(slots=True)
class Group:
    """What stands for one searched word: an offer must be in `slots`."""

    slots: BitMap
    weighted: defaultdict[float, list[Terms]] = field(default_factory=lambda: defaultdict(list))
    """Per weight the terms of which one must be found to earn it."""

    def weigh(self, stems: Stems, factor: float = 1.0) -> None:
        """Let stems found together count in every place where words stand."""
        for mark, weight in WEIGHTS.items():
            self.weighted[weight * factor].append(tuple([mark + TERM + stem for stem in stems]))


@dataclass(slots=True)
class Match:
    """The outcome for all words; the rarest group first."""

    slots: BitMap
    groups: list[Group]
    corrections: tuple[Correction, ...] = ()


class Matcher:
    """Reads searched text with an analysis and synonyms."""

    def __init__(self, analysis: Analysis, synonyms: Synonyms) -> None:
        self._analysis = analysis
        self._synonyms = synonyms

    def match(self, snapshot: Snapshot, text: str, *, typing: bool, correct: bool) -> Match | None:
        """The offers that hold all words; None if the text has no words.

        `typing`: the last one may be a beginning. `correct`: one that no offer holds may be a misspelling.
        """
        words = words_of(text)[:MOST_WORDS]
        if not words:
            return None
        corrections: list[Correction] | None = [] if correct else None
        groups = [
            self._term(snapshot, unit) if len(unit) > 1 else self._word(snapshot, unit[0], typing and last, corrections)
            for unit, last in self._units(words)
        ]
        groups.sort(key=lambda group: len(group.slots))
        slots = groups[0].slots if len(groups) == 1 else BitMap.intersection(*(group.slots for group in groups))
        return Match(slots, groups, tuple(corrections or ()))

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
        group = Group(_all_of(snapshot, telling))
        group.weigh(telling)
        self._add_synonyms(snapshot, group, stems)
        return group

    def _word(self, snapshot: Snapshot, word: str, typing: bool, corrections: list[Correction] | None) -> Group:
        group = self._known(snapshot, word)
        if typing and len(word) >= SHORTEST_BEGINNING:
            self._complete(snapshot, group, word)
        if group.slots:
            return group
        parts = self._analysis.parts(word)
        if parts and (slots := _all_of(snapshot, parts)):
            group = Group(slots)
            group.weigh(parts)
            return group
        if corrections is None:
            return group
        return self._meant(snapshot, word, corrections) or group

    def _known(self, snapshot: Snapshot, word: str) -> Group:
        stem = self._analysis.stem(word)
        group = Group(snapshot.slots(TERM + stem))
        group.weighted[EXACT_TITLE].append((TITLE + EXACT + word,))
        group.weigh((stem,))
        self._add_synonyms(snapshot, group, (stem,))
        return group

    def _add_synonyms(self, snapshot: Snapshot, group: Group, stems: Stems) -> None:
        for alternative in self._synonyms.of(stems):
            group.slots = group.slots | _all_of(snapshot, alternative)
            group.weigh(alternative, SYNONYM)

    def _complete(self, snapshot: Snapshot, group: Group, beginning: str) -> None:
        stems = {self._analysis.stem(word) for word in snapshot.words_from(beginning, COMPLETIONS)}
        stems.discard(self._analysis.stem(beginning))
        if stems:
            slots = {stem: snapshot.slots(TERM + stem) for stem in stems}
            group.slots = BitMap.union(group.slots, *slots.values())
            for stem in nlargest(WEIGHED_COMPLETIONS, sorted(stems), key=lambda stem: len(slots[stem])):
                group.weigh((stem,), COMPLETION)

    def _meant(self, snapshot: Snapshot, word: str, corrections: list[Correction]) -> Group | None:
        candidates = [(candidate, self._known(snapshot, candidate)) for candidate in snapshot.spelling.nearest(word)]
        candidates = [candidate for candidate in candidates if candidate[1].slots]
        if not candidates:
            return None
        used, group = max(candidates, key=lambda candidate: (len(candidate[1].slots), candidate[0]))
        corrections.append(Correction(word, used))
        return group


def _all_of(snapshot: Snapshot, stems: Stems) -> BitMap:
    return snapshot.slots_of_all(tuple(TERM + stem for stem in stems))
