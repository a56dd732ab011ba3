"""The words of the index, to find the one that a misspelt word was meant to be."""

import lmdb
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bruggen.directory.entry import is_word
from bruggen.directory.store import Sets, slot_key

ONE_ERROR_FROM, TWO_ERRORS_FROM = 4, 8
"""Letters. A shorter word is another word with one letter changed."""
CANDIDATES = 8


class Spelling:
    """Knows every word that the index ever held in this generation; follows it without reading it anew."""

    def __init__(self) -> None:
        self._by_length: dict[int, list[str]] = {}
        self._known = 0

    def follow(self, transaction: lmdb.Transaction, sets: Sets) -> None:
        """Learn the words that came since the last time."""
        with transaction.cursor(sets["featureLog"]) as cursor:
            if cursor.set_range(slot_key(self._known)):
                for feature in cursor.iternext(keys=False):
                    self._known += 1
                    word = feature.decode()
                    if is_word(word):
                        self._by_length.setdefault(len(word), []).append(word)

    def nearest(self, word: str) -> list[str]:
        """The words at the smallest distance: letters added, left out, changed or swapped. Digits are not guessed."""
        if len(word) < ONE_ERROR_FROM or not word.isalpha():
            return []
        for errors in (1, 2) if len(word) >= TWO_ERRORS_FROM else (1,):
            found = [
                (distance, candidate)
                for length in range(len(word) - errors, len(word) + errors + 1)
                for candidate, distance, _ in extract(
                    word, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=errors, limit=CANDIDATES
                )
            ]
            if found:
                best = min(found)[0]
                return [candidate for distance, candidate in found if distance == best]
        return []
