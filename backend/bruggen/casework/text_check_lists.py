"""The lists that the search for names leans on: names, Dutch words that are names too, places, and what is nobody's name."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import yaml

LISTS = Path(__file__).parent / "names"
REFERENCE = Path(__file__).parents[1] / "data" / "reference"
MARKS = re.compile("[\u0300-\u036f]")
# Letters that Unicode does not take apart.
LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "'": "", "’": "", "‘": "", "`": "", "´": ""})

Phrase = tuple[str, ...]


def fold(text: str) -> str:
    """Lower case without accents and apostrophes: "d'Hondt" is `dhondt`, "Zoë" is `zoe`."""
    if text.isascii() and "'" not in text:
        return text.lower()
    return MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(LETTERS)


def phrase(text: str) -> Phrase:
    """The folded words of a name or phrase."""
    return tuple(fold(text).split())


def _lines(file: str) -> Iterator[str]:
    for line in (LISTS / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def first_names() -> frozenset[str]:
    """First names, folded; of those in two words the search finds the first, and takes the second along."""
    return frozenset(fold(name) for name in _lines("first.txt") if " " not in name)


@cache
def last_names() -> frozenset[Phrase]:
    """Last names, as folded words."""
    return frozenset(phrase(name) for name in _lines("last.txt"))


@cache
def ordinary_words() -> frozenset[str]:
    """Names that are Dutch words too, in lower case, with their accents."""
    return frozenset(_lines("ordinary.txt"))


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """The lists of Dutch words around names, folded, by their names in the file."""
    with (LISTS / "words.yaml").open(encoding="utf-8") as file:
        lists: dict[str, str] = yaml.load(file, Loader=yaml.CSafeLoader)
    return {name: frozenset(map(fold, words.split())) for name, words in lists.items()}


class Phrases:
    """A set of phrases that are looked up where they begin in a text."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_first_word: dict[str, list[Phrase]] = {}
        for words in sorted({phrase(text) for text in texts}, key=len, reverse=True):
            self._by_first_word.setdefault(words[0], []).append(words)

    def length_at(self, keys: list[str], position: int) -> int:
        """How many words the longest phrase has that begins at this word; 0 if none does."""
        for words in self._by_first_word.get(keys[position], ()):
            if tuple(keys[position : position + len(words)]) == words:
                return len(words)
        return 0


@cache
def allowed_phrases() -> Phrases:
    """Organisations, methods, languages, brands: written with a capital, nobody's name."""
    return Phrases(_lines("allowed.txt"))


@cache
def places() -> Phrases:
    """Municipalities and their parts, in Dutch and French."""
    names = set()
    for file, columns in (("municipalities.csv", ("name_nl", "name_fr")), ("municipality_parts.csv", ("name",))):
        with (REFERENCE / file).open(encoding="utf-8", newline="") as rows:
            names |= {row[column] for row in csv.DictReader(rows) for column in columns}
    return Phrases(names)
