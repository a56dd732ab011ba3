"""A text cut into words for the search for names, and the Dutch words that a name is recognised by."""

import re
import unicodedata
from dataclasses import dataclass

from bruggen.casework.text_check_lists import fold, ordinary_words, word_lists

LETTER = r"(?:[^\W\d_]|[\u0300-\u036f])"
WORD = re.compile(rf"{LETTER}+(?:[-'’]{LETTER}+)*")
POSSESSIVE = re.compile(r"['’]s$")
APOSTROPHES = {"'", "’"}
SENTENCE_ENDS = re.compile("(?:^|[.!?:;\n•]|^[-*#]|\n[-*#])[\\s\"'“”‘’«»(\\[*-]*$")
LOOK_BACK = 12
"""Letters before a word in which the end of the sentence before it is looked for."""

# What each list is for stands beside it, in names/words.yaml.
_LISTS = word_lists()
ABBREVIATED = _LISTS["abbreviated_titles"]
TITLES = ABBREVIATED | _LISTS["titles"]
PERSON_WORDS = TITLES | _LISTS["relatives"] | _LISTS["people"]
NAMING = _LISTS["naming"]
AFTER_A_POSSESSIVE = _LISTS["possessions"] | _LISTS["relatives"]
FINITE_VERBS = _LISTS["verbs"]
PARTICLES = _LISTS["particles"]
ORGANISATIONS = _LISTS["organisations"]
ARTICLES = _LISTS["articles"]
PLACE_WORDS = _LISTS["place_words"]
BEFORE_A_NAME = _LISTS["bare"] | FINITE_VERBS
NEVER = _LISTS["never"]
SELDOM = _LISTS["seldom"]


@dataclass(slots=True, frozen=True)
class Word:
    """One word of a text. `key`: folded, without "'s"."""

    text: str
    start: int
    end: int
    key: str
    possessive: bool
    opens: bool
    """Begins a sentence."""
    joined: bool
    """Only white space parts it from the word before it."""
    capital: bool
    """Begins with a capital, "d'Hondt" included."""

    @property
    def shouted(self) -> bool:
        """Has a second capital that opens no part of a compound: an abbreviation (CLB, BuSO), or a name in capitals."""
        return any(part[1:] != part[1:].lower() for part in re.split("[-'’]", self.text))

    @property
    def ordinary(self) -> bool:
        """Is a Dutch word too, with the accents that it has here: "omer", not "Ömer"."""
        bare = self.text[: self.end - self.start].lower()
        return (self.key if bare.isascii() else unicodedata.normalize("NFC", bare)) in ordinary_words()


def words_of(text: str) -> list[Word]:
    """The words of a text in their order."""
    words: list[Word] = []
    end = 0
    for match in WORD.finditer(text):
        start = match.start()
        between = text[end:start]
        bare = POSSESSIVE.sub("", match[0])
        joined = bool(words) and "\n" not in between and (between.isspace() or _is_shortened(words[-1], between))
        opens = not joined and bool(SENTENCE_ENDS.search(text, max(0, start - LOOK_BACK), start))
        capital = bare[0].isupper() or (bare[1:2] in APOSTROPHES and bare[2:3].isupper())
        words.append(Word(match[0], start, start + len(bare), fold(bare), bare != match[0], opens, joined, capital))
        end = match.end()
    return words


def _is_shortened(word: Word, behind: str) -> bool:
    """Whether the full stop behind the word ends no sentence: "mevr.", "J."."""
    is_short = word.key in ABBREVIATED or (len(word.text) == 1 and word.capital)
    return is_short and behind in {".", ". "}
