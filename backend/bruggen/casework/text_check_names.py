"""Names of people in a text, as spans of code points.

A capital in the middle of a Dutch sentence says much, at its beginning nothing; a word beside a name ("haar broer", "meneer",
"heet") says more than either. So each rule asks for a list, a capital and a neighbour in another mixture.
"""

import re
from collections.abc import Iterator

from bruggen.casework.text_check_lists import Phrases, allowed_phrases, first_names, last_names, ordinary_words, places
from bruggen.casework.text_check_words import (
    AFTER_A_POSSESSIVE,
    ARTICLES,
    BEFORE_A_NAME,
    FINITE_VERBS,
    NAMING,
    NEVER,
    ORGANISATIONS,
    PARTICLES,
    PERSON_WORDS,
    PLACE_WORDS,
    SELDOM,
    TITLES,
    Word,
    words_of,
)

LONGEST_LAST_NAME = 4
"""Words: "Van der Auwera Peeters"."""
LONGEST_INITIALS = 12
"""Letters, with their full stops and spaces."""
INITIALS_BEFORE = re.compile(r"(?<![\w.])(?:[A-Z]\.[ -]?){1,3}\s?$")
AGE_BEHIND = re.compile(r"\s?\(\s?\d{1,2}\s?(?:jaar|j\.?)?\s?\)|,\s\d{1,2}\s(?:jaar|jarig)")
SHORTEST_ODD_NAME = 4
"""Letters of a name that has small letters or capitals only: shorter ones are other words and abbreviations."""
SAINTS = {"sint", "st", "onze"}
"""Schools and hospitals are named after them."""
COMPOUND = re.compile("[-‑]")
BEHIND_NO_NAME = re.compile("(?:se|sch|sche|aan|talige?|aars?|landers?|heid|ing|dienst|school|huis|college|klas)$")
"""Endings of peoples, languages and things, which may have a capital too."""


def find_names(text: str) -> Iterator[tuple[int, int]]:
    """First and last names, alone or together, with their initials and particles."""
    return _Search(text).names()


class _Search:
    """The words of one text and what is known of each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words_of(text)
        self.keys = [word.key for word in self.words]
        self.allowed = self._covered_by(allowed_phrases())
        self.place = self._covered_by(places())

    def _covered_by(self, phrases: Phrases) -> set[int]:
        covered: set[int] = set()
        for position, word in enumerate(self.words):
            if word.capital and (length := phrases.length_at(self.keys, position)):
                covered.update(range(position, position + length))
        return covered

    def names(self) -> Iterator[tuple[int, int]]:
        """The spans, in order."""
        position = 0
        end_of_last = -2
        while position < len(self.words):
            length = self._length_of_name(position, end_of_last)
            if length:
                yield self._start(position), self.words[position + length - 1].end
                position += length
                end_of_last = position - 1
            else:
                position += 1

    def _start(self, position: int) -> int:
        """Where the name begins: before its initials, if it has any."""
        initials = self._initials_before(position)
        return initials.start() if initials else self.words[position].start

    def _initials_before(self, position: int) -> re.Match[str] | None:
        start = self.words[position].start
        return INITIALS_BEFORE.search(self.text, max(0, start - LONGEST_INITIALS), start)

    def _length_of_name(self, position: int, end_of_last: int) -> int:
        """How many words the name has that begins here; 0 if none does."""
        word = self.words[position]
        if position in self.allowed or (word.key in NEVER and word.key not in PARTICLES):
            return 0
        if self._is_name_by_its_neighbours(position, end_of_last) or self._is_first_name(position):
            return 1 + self._length_of_last_name(position + 1)
        if length := self._length_of_known_last_name(position):
            return length + self._length_of_last_name(position + length)
        if word.capital and not word.shouted and not word.opens and self._is_free(position) and word.key not in PARTICLES:
            # An unknown word with a capital before a known last name: "Kyano Peeters".
            following = self._next(position)
            if following and following.capital and (length := self._length_of_known_last_name(position + 1)):
                return 1 + length
        return 0

    # --- what a word is by itself --------------------------------------------------------------------------------

    def _is_known_first(self, position: int) -> bool:
        """Whether it stands in the list: as it is, as a genitive ("Lottes"), or part by part ("Anne-Sophie")."""
        word, names = self.words[position], first_names()
        if word.key in names:
            return True
        if word.capital and len(word.key) > 4 and word.key.endswith("s") and word.key[:-1] in names:
            return not word.ordinary and word.key[:-1] not in ordinary_words()
        parts = COMPOUND.split(word.key)
        is_name_by_name = all(part[:1].isupper() for part in COMPOUND.split(word.text)) and parts[0] not in SAINTS
        return len(parts) > 1 and is_name_by_name and any(part in names and part not in ordinary_words() for part in parts)

    def _is_first_name(self, position: int) -> bool:
        """Whether the lists, its capital and its place in the sentence make it a first name."""
        word, before = self.words[position], self._previous(position)
        if not self._is_known_first(position) or self._is_place(position) or self._names_an_organisation(position):
            return False
        if not word.capital:
            return self._is_first_name_without_capital(position)
        if word.shouted and (word.ordinary or len(word.key) < SHORTEST_ODD_NAME):
            return False
        if word.ordinary and before and before.key in ARTICLES:
            return False
        if word.opens and (word.ordinary or word.key in SELDOM):
            return self._opens_as_a_name(position)
        return True

    def _is_first_name_without_capital(self, position: int) -> bool:
        """Whether a listed name in small letters is one: it is no other word, or a last name comes behind it."""
        word, following = self.words[position], self._next(position)
        if not word.ordinary and len(word.key) >= SHORTEST_ODD_NAME and word.key not in SELDOM:
            return True
        return bool(following and (following.key,) in last_names() and not following.ordinary and word.key not in NEVER)

    def _opens_as_a_name(self, position: int) -> bool:
        """Whether what follows says that an ordinary word at the head of a sentence is a name: "Roos wil niet meer"."""
        word, following = self.words[position], self._next(position)
        if word.possessive:
            return True
        if following is None or word.key in NEVER:
            return False
        if following.capital and position + 1 not in self.allowed and (self._is_free(position + 1) or following.key in PARTICLES):
            return not following.shouted
        if following.key == "en" and (second := self._next(position + 1)) and second.capital:
            return self._is_known_first(position + 2)
        return following.key in FINITE_VERBS and word.key not in SELDOM

    def _length_of_known_last_name(self, position: int) -> int:
        """The words of a listed last name that begins here and can be nothing else; 0 if none does."""
        if not self.words[position].capital:
            return 0
        known = last_names()
        for length in range(min(LONGEST_LAST_NAME, len(self.words) - position), 0, -1):
            words = self.words[position : position + length]
            if not all(word.joined for word in words[1:]) or not words[-1].capital:
                continue
            if tuple(self.keys[position : position + length]) not in known or position + length - 1 in self.allowed:
                continue
            if length == 1 and not self._is_last_name_alone(position):
                continue
            return length
        return 0

    def _is_last_name_alone(self, position: int) -> bool:
        """Whether one listed word needs nothing beside it, or has initials before it."""
        word = self.words[position]
        if word.shouted or len(word.key) < 3 or word.key in PARTICLES:
            return False
        if self._initials_before(position):
            return word.key not in NEVER
        return not word.ordinary and self._is_free(position) and not self._names_an_organisation(position)

    # --- what its neighbours say ---------------------------------------------------------------------------------

    def _is_name_by_its_neighbours(self, position: int, end_of_last: int) -> bool:
        """Whether a word beside it says that it is a name, known or not."""
        word, before, following = self.words[position], self._previous(position), self._next(position)
        if word.key in NEVER or not self._is_free(position):
            return False
        known = self._is_known_first(position)
        is_named = self._is_behind(position, NAMING, ":")
        is_person = self._is_behind(position, PERSON_WORDS, "(") and word.key not in PERSON_WORDS
        if not word.capital:
            return (is_named and known) or (is_person and (word.key,) in last_names() and not word.ordinary)
        if (word.shouted and not known) or (len(word.key) == 1 and not self._length_of_last_name(position + 1)):
            return False
        if word.key in PARTICLES:
            return (is_named or is_person) and self._length_of_last_name(position) > 0
        if is_named or (before and before.key in TITLES):
            return True
        if is_person:
            return known or (word.key,) in last_names() or self._may_be_an_unknown_name(position)
        if word.opens:
            return False
        if before and before.key in {"en", "of"} and end_of_last == position - 2:
            return self._may_be_an_unknown_name(position)
        if word.possessive and following and following.key in AFTER_A_POSSESSIVE:
            return True
        if AGE_BEHIND.match(self.text, word.end) and not self._names_an_organisation(position):
            return True
        return bool(before and before.key in BEFORE_A_NAME) and self._may_be_an_unknown_name(position)

    def _may_be_an_unknown_name(self, position: int) -> bool:
        """Whether a word that no list has could be a name: its ending is no people's, language's or thing's."""
        word, following = self.words[position], self._next(position)
        parts = COMPOUND.split(word.key)
        return (
            len(word.key) > 2
            and parts[0] not in SAINTS
            and not (following and following.key in ORGANISATIONS)
            and word.key not in ORGANISATIONS | PERSON_WORDS | PARTICLES
            and not word.ordinary
            and not BEHIND_NO_NAME.search(word.key)
            and not any(
                len(part) == 1 or places().length_at([part], 0) or allowed_phrases().length_at([part], 0) for part in parts
            )
        )

    def _is_behind(self, position: int, words: frozenset[str], mark: str) -> bool:
        """Whether one of the words stands before it, with white space, the mark or "is" ("zijn naam is") between."""
        before = self.words[position - 1] if position else None
        if before and before.key == "is" and words is NAMING and position > 1:
            before = self.words[position - 2]
            return before.key in words
        if before is None or before.key not in words:
            return False
        return self.text[before.end : self.words[position].start].strip(" \n") in {"", mark}

    def _length_of_last_name(self, position: int) -> int:
        """How many words from here on go on with the name before them: "De Boeck", "van der Meer", "janssens"."""
        end = position
        while end < min(len(self.words), position + LONGEST_LAST_NAME) and not self.words[end - 1].possessive:
            step = self._step_of_last_name(end)
            if not step:
                break
            end += step
        return end - position

    def _step_of_last_name(self, position: int) -> int:
        """Particles and the word behind them, or one word with a capital, or a listed last name without one."""
        end = position
        while end < len(self.words) and self.words[end].joined and self.keys[end] in PARTICLES:
            end += 1
        if end >= len(self.words) or not self.words[end].joined or end in self.allowed:
            return 0
        word = self.words[end]
        if word.capital and not word.opens and word.key not in NEVER:
            return 0 if end in self.place or (word.shouted and (word.key,) not in last_names()) else end - position + 1
        if (word.key,) in last_names() and not word.ordinary and end == position:
            return 1
        return 0

    # --- where it stands -----------------------------------------------------------------------------------------

    def _previous(self, position: int) -> Word | None:
        return self.words[position - 1] if position > 0 and self.words[position].joined else None

    def _next(self, position: int) -> Word | None:
        following = position + 1
        return self.words[following] if following < len(self.words) and self.words[following].joined else None

    def _is_free(self, position: int) -> bool:
        """Neither a place nor allowed."""
        return position not in self.place and position not in self.allowed

    def _is_place(self, position: int) -> bool:
        """A municipality or a part of one; where that is a first name too, only behind "in", "naar" and the like."""
        if position not in self.place:
            return False
        before = self._previous(position)
        return not self._is_known_first(position) or bool(before and before.key in PLACE_WORDS)

    def _names_an_organisation(self, position: int) -> bool:
        """Behind "vzw", "school", "Sint" and the like a name is not a person's."""
        before = self._previous(position)
        return bool(before and before.key in ORGANISATIONS)
