"""Reads what one box holds at once: "schoolweigering, Gent, 9 jaar" is words, a place and an age."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from bruggen.directory.analysis import words_of
from bruggen.directory.gazetteer import Gazetteer, Place

Kind = Literal["words", "municipality", "region", "age", "ageBand", "postalCode"]
OLDEST = 25

SEGMENT = re.compile(r"[^,;\n]+")
TOKEN = re.compile(r"\S+")
EDGES = "\"'“”‘’«»()[]{}.!?:*/&…"
AGES = re.compile(
    r"""(?<![\w+-]) (?: (?:van|vanaf|voor|leeftijd)\s+ )?
    (?P<low>\d{1,2}) (?: \s* (?: - | – | à | tot(?:\s+en\s+met)? | t/m | en | of ) \s* (?P<high>\d{1,2}) )?
    \s* -? (?: jarigen?\b | jaar\b | jr\b\.? | ans\b | j\b ) (?:\s+oud\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
BANDS = {
    "under12": re.compile(
        r"(?<!\S) (?: [-−–]\s?12 | 12\s?[-−–] | (?:onder|jonger\s+dan) \s+ (?:de\s+)? 12 (?:\s+jaar)? ) (?![\w-])",
        re.IGNORECASE | re.VERBOSE,
    ),
    "over12": re.compile(
        r"(?<!\S) (?: \+\s?12 | 12\s?\+ | (?:boven|ouder\s+dan) \s+ (?:de\s+)? 12 (?:\s+jaar)? ) (?![\w-])",
        re.IGNORECASE | re.VERBOSE,
    ),
}
BEFORE_PLACE = frozenset("de in te nabij rond omgeving regio uit buurt bij van".split())

PLACE_IF_MARKED = frozenset(
    "balen beek berg bever boom bree burst donk geel ham haren heide hoeven horst hove koningslo laar laken lauw lede leut "
    "linden lint lo lot mal male mater mere mol paal peer perk poppel putte sluizen vorst weelde welle wortel zolder".split()
)
"""Names of places that are words too: places when they stand alone between commas or have a capital."""
PLACE_IF_CAPITAL = frozenset("as bevel doel halen landen leest meer melden voort wakken werken".split())
"""Words more often than places: places with a capital or a postal code only."""
LABELS = {
    "nl": {"age": "{} jaar", "under12": "-12", "over12": "+12"},
    "fr": {"age": "{} ans", "under12": "-12", "over12": "+12"},
    "en": {"age": "{} years", "under12": "-12", "over12": "+12"},
}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text with its meaning; `text` is as typed, `code` is a NIS code, a postal code, an age ..."""

    kind: Kind
    text: str
    label: str
    code: str | None = None


@dataclass(slots=True)
class Interpretation:
    """The meaning of a text. Several places or ages mean any of them."""

    parts: list[Part] = field(default_factory=list)
    municipalities: list[str] = field(default_factory=list)
    """NIS codes, also those of postal codes."""
    regions: list[str] = field(default_factory=list)
    ages: list[int] = field(default_factory=list)
    age_bands: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What is neither place nor age."""
        return " ".join(part.text for part in self.parts if part.kind == "words")


@dataclass(slots=True)
class _Piece:
    start: int
    end: int
    part: Part


def interpret(text: str, gazetteer: Gazetteer, lang: str = "nl") -> Interpretation:
    """Read a text. Each part keeps its own text: the parts but one, joined by ", ", mean the rest."""
    found = Interpretation()
    segments = list(SEGMENT.finditer(text))
    for number, segment in enumerate(segments):
        pieces = list(_ages(segment[0], lang, found))
        pieces += _places(segment[0], pieces, gazetteer, found, alone_counts=len(segments) > 1, first=number == 0)
        found.parts += _with_words(segment[0], sorted(pieces, key=lambda piece: piece.start))
    return found


def _ages(text: str, lang: str, found: Interpretation) -> Iterator[_Piece]:
    labels = LABELS.get(lang, LABELS["nl"])
    bands: list[_Piece] = []
    for band, pattern in BANDS.items():
        for match in pattern.finditer(text):
            _note(found.age_bands, [band])
            bands.append(_Piece(match.start(), match.end(), Part("ageBand", match[0].strip(), labels[band], band)))
    yield from bands
    for match in AGES.finditer(text):
        low, high = int(match["low"]), int(match["high"] or match["low"])
        # "onder 12 jaar" holds "12 jaar".
        if low > high or high > OLDEST or any(piece.start < match.end() and match.start() < piece.end for piece in bands):
            continue
        _note(found.ages, range(low, high + 1))
        code = str(low) if low == high else f"{low}-{high}"
        yield _Piece(match.start(), match.end(), Part("age", match[0].strip(), labels["age"].format(code), code))


@dataclass(slots=True)
class _Token:
    start: int
    end: int
    text: str
    words: list[str]


def _places(
    text: str, taken: list[_Piece], gazetteer: Gazetteer, found: Interpretation, *, alone_counts: bool, first: bool
) -> list[_Piece]:
    tokens = list(_tokens(text, taken))
    pieces: list[_Piece] = []
    start = free = 0
    while start < len(tokens):
        end, place = _place_at(tokens, start, gazetteer, alone_counts=alone_counts, first=first)
        if place is None:
            start += 1
            continue
        begin = start
        while begin > free and tokens[begin - 1].words[:1] and tokens[begin - 1].words[0] in BEFORE_PLACE:
            begin -= 1
        if place.kind == "region":
            _note(found.regions, [place.code])
        else:
            _note(found.municipalities, place.nis_codes)
        span = text[tokens[begin].start : tokens[end - 1].end].strip()
        pieces.append(_Piece(tokens[begin].start, tokens[end - 1].end, Part(place.kind, span, place.label, place.code)))
        start = free = end
    return pieces


def _tokens(text: str, taken: list[_Piece]) -> Iterator[_Token]:
    for match in TOKEN.finditer(text):
        if not any(match.start() < piece.end and piece.start < match.end() for piece in taken):
            stripped = match[0].strip(EDGES)
            yield _Token(match.start(), match.end(), stripped, words_of(stripped))


def _place_at(
    tokens: list[_Token], start: int, gazetteer: Gazetteer, *, alone_counts: bool, first: bool
) -> tuple[int, Place | None]:
    """The place that begins at a token and the token after it: the longest name, or a postal code with or without name."""
    if postal := gazetteer.postal_code(tokens[start].text):
        for end in range(min(len(tokens), start + 1 + gazetteer.longest_name), start + 1, -1):
            named = gazetteer.named(_words(tokens, start + 1, end))
            if named and (set(named.nis_codes) & set(postal.nis_codes) or named.kind == "region"):
                return end, postal
        return start + 1, postal
    for end in range(min(len(tokens), start + gazetteer.longest_name), start, -1):
        words = _words(tokens, start, end)
        place = gazetteer.named(words)
        if place and _is_meant(tokens, start, end, words, alone_counts=alone_counts, first=first):
            return end, place
    return start, None


def _words(tokens: list[_Token], start: int, end: int) -> list[str]:
    return [word for token in tokens[start:end] for word in token.words]


def _is_meant(tokens: list[_Token], start: int, end: int, words: list[str], *, alone_counts: bool, first: bool) -> bool:
    """Whether a name that may be a word is a place here."""
    if len(words) > 1 or words[0] not in PLACE_IF_MARKED | PLACE_IF_CAPITAL:
        return True
    alone = end - start == len(tokens)
    # The first word of a sentence has its capital from there.
    capital = tokens[start].text[:1].isupper() and (alone or start > 0 or not first)
    return capital or (alone and alone_counts and words[0] in PLACE_IF_MARKED)


def _with_words(text: str, pieces: list[_Piece]) -> Iterator[Part]:
    """The pieces in their order, with what stands between them as words."""
    at = 0
    for piece in [*pieces, _Piece(len(text), len(text), Part("words", "", ""))]:
        between = text[at : piece.start].strip()
        if words_of(between):
            yield Part("words", between, between)
        if piece.part.text:
            yield piece.part
        at = max(at, piece.end)


def _note(known: list[Any], values: Iterable[Any]) -> None:
    known.extend(value for value in values if value not in known)
