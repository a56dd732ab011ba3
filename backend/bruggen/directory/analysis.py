"""Dutch words: how a text is cut into words, and a word into the terms by which it is found.

The Dutch stemmer joins strangers and parts relatives, so it is asked last: a list of exceptions goes first. A compound
is found by its parts too, and so are the parts by their stems.
"""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from itertools import chain
from pathlib import Path

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

LONGEST_WORD = 64
"""Letters; what is longer is cut into words of this length, in texts and in searches alike."""
WORD = re.compile(rf"[^\W_]{{1,{LONGEST_WORD}}}")
COMBINING = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ`´"))
REMEMBERED = 200_000
STOP_WORDS = frozenset(
    "aan al als bij dan dat de der deze die dit door een en er het hoe iemand iets ik in is je jij kan kun kunnen maar me "
    "met mijn mij moet na naar niet nog nu of om omdat ons ook op over s t te tot u uit uw van vanaf veel via voor waar wat "
    "we wel werd wie wil word worden wordt ze zich zij zijn zo zonder".split()
)
"""Words that say nothing about an offer; dropped from a search that holds others."""


def fold(text: str) -> str:
    """Lower case without diacritics."""
    if text.isascii():
        return text.lower()
    return COMBINING.sub("", unicodedata.normalize("NFKD", text.casefold()))


def words_of(text: str) -> list[str]:
    """The folded words of a text in their order; "foto's" is one."""
    return WORD.findall(fold(text).translate(APOSTROPHES))


class Analysis:
    """Turns words into search terms; remembers every word it has seen."""

    def __init__(self, stem_exceptions: Mapping[str, str] | None = None, compound_parts: Iterable[str] = ()) -> None:
        """`stem_exceptions`: stem by form. `compound_parts`: surface forms, of which a compound must wholly consist."""
        self._exceptions = {fold(form): fold(stem) for form, stem in (stem_exceptions or {}).items()}
        parts = sorted({fold(part) for part in compound_parts})
        self._stemmer = _analyzer(Filter.stemmer("dutch"))
        self._splitter = _analyzer(Filter.split_compound(parts)) if parts else None
        self._terms = _Remembered(self._analyze)
        described = repr((2, sorted(self._exceptions.items()), parts))
        self.fingerprint = blake2b(described.encode(), digest_size=8).hexdigest()
        """Changes with everything that changes the terms of a word: an index made by another one must be rebuilt."""

    def stem(self, word: str) -> str:
        """The one term of a folded word that its other forms share."""
        return self.terms(word)[0]

    def parts(self, word: str) -> tuple[str, ...]:
        """The stems of the parts of a compound; nothing for any other word."""
        return self.terms(word)[1:]

    def terms(self, word: str) -> tuple[str, ...]:
        """The stem of a folded word, then those of its parts."""
        return self._terms[word]

    def stemmed(self, words: Iterable[str]) -> str:
        """The terms of folded words as one text."""
        return " ".join(chain.from_iterable(map(self._terms.__getitem__, words)))

    def _analyze(self, word: str) -> tuple[str, ...]:
        pieces = self._splitter.analyze(word) if self._splitter else [word]
        parts = [self._stem(piece) for piece in pieces] if len(pieces) > 1 else []
        stem = self._stem(word)
        return (stem, *(part for part in dict.fromkeys(parts) if part != stem))

    def _stem(self, word: str) -> str:
        exception = self._exceptions.get(word)
        if exception is not None:
            return exception
        stems: list[str] = self._stemmer.analyze(word)
        return stems[0] if stems and stems[0] else word


class _Remembered(dict[str, tuple[str, ...]]):
    """Asks once for every word; forgets all before it takes too much memory."""

    def __init__(self, analyze: Callable[[str], tuple[str, ...]]) -> None:
        self._analyze = analyze

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= REMEMBERED:
            self.clear()
        self[word] = terms = self._analyze(word)
        return terms


def _analyzer(last: Filter) -> TextAnalyzer:
    return TextAnalyzerBuilder(Tokenizer.raw()).filter(last).build()


def load_analysis(folder: Path) -> Analysis:
    """From `stem_exceptions.csv` (form,stem) and `compound_parts.txt` (one a line) in the folder."""
    with (folder / "stem_exceptions.csv").open(encoding="utf-8", newline="") as file:
        exceptions = {row["form"]: row["stem"] for row in csv.DictReader(file)}
    lines = (folder / "compound_parts.txt").read_text(encoding="utf-8").splitlines()
    return Analysis(exceptions, (line.strip() for line in lines if line.strip()))
