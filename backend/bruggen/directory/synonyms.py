"""Synonyms, applied to what is searched and never to what is stored: an edited table needs no rebuild."""

from collections.abc import Iterable

from bruggen.directory.analysis import STOP_WORDS, Analysis, words_of

Stems = tuple[str, ...]


def sought_words(text: str) -> list[str]:
    """The words of a synonym that a search looks for; none when there is nothing to look for.

    A phrase of which one word is left would find whatever holds that word: "niet naar school" is not "school".
    """
    words = words_of(text)
    telling = [word for word in words if word not in STOP_WORDS]
    return telling if len(telling) > 1 or len(words) == 1 else []


class Synonyms:
    """Alternatives by the stems of a term of one or more words."""

    def __init__(self, analysis: Analysis, pairs: Iterable[tuple[str, str, str]] = ()) -> None:
        """`pairs` are (term, synonym, kind): "equivalent" works both ways, "narrower" from the term to the synonym only."""
        self._analysis = analysis
        self._alternatives: dict[Stems, dict[Stems, None]] = {}
        for term, synonym, kind in pairs:
            self._add(term, synonym)
            if kind == "equivalent":
                self._add(synonym, term)
        self._longest = max((len(key) for key in self._alternatives), default=1)

    def _add(self, term: str, synonym: str) -> None:
        key = tuple(self._analysis.stem(word) for word in words_of(term))
        meaning = tuple(self._analysis.stem(word) for word in sought_words(synonym))
        if key and meaning and meaning != key:
            self._alternatives.setdefault(key, {})[meaning] = None

    def of(self, stems: Stems) -> list[Stems]:
        """The alternatives of exactly these stems; all stems of one alternative must be found together."""
        return list(self._alternatives.get(stems, ()))

    def longest_at(self, stems: list[str], start: int) -> int:
        """How many of the stems from `start` on are a known term of several words; 0 for none."""
        for length in range(min(self._longest, len(stems) - start), 1, -1):
            if tuple(stems[start : start + length]) in self._alternatives:
                return length
        return 0
