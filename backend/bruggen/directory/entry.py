"""An offer, taken apart into what the index stores.

Its features are strings: each word with a mark for where it stands, its filter terms (`category:naft`) and its points
(`@51.05,3.72`). Each leads to the bitmaps that the offer belongs in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from struct import pack

from bruggen.directory.analysis import Analysis, words_of
from bruggen.directory.document import Document
from bruggen.directory.geography import cell_term, point_key
from bruggen.directory.store import LONGEST_KEY

LAST_DAY = 0xFFFFF
TITLE_KEY = 200
TITLE, LEAD, NAME = "^", "~", "&"
"""Marks of words in the title, in the summary or the labels, and in the name of who gives it or where."""
EXACT, TERM = "=", "-"
"""Between the mark and a word as written, or a term that it is found by: `^=leren`, `^-ler`, `-ler` for anywhere."""
EVERYTHING = "every:offer"
"""The feature that every offer has."""

Bitmap = tuple[str, bytes]
"""The database of a bitmap and its key there."""


@dataclass(slots=True)
class Entry:
    """What is written for one offer."""

    id: str
    features: set[str]
    verified_key: bytes
    title_key: bytes
    places: bytes
    card: bytes


def make_entry(document: Document) -> Entry:
    """Take an offer apart."""
    title = words_of(document.title)
    names = words_of("\n".join((*document.organizations, *document.place_names)))
    lead = words_of("\n".join((document.summary, *document.labels)))
    features = set(words_of(document.body))
    features.update(title, names, lead, document.filter_terms())
    features.update(TITLE + word for word in title)
    features.update(NAME + word for word in names)
    features.update(LEAD + word for word in lead)
    features.update(f"@{latitude},{longitude}" for _, latitude, longitude in document.locations)
    features.add(EVERYTHING)
    identity = document.id.encode()
    day = document.verified_on.toordinal() if document.verified_on else 0
    return Entry(
        id=document.id,
        features=features,
        verified_key=(LAST_DAY - day).to_bytes(3, "big") + identity,
        title_key=" ".join(title).encode()[:TITLE_KEY] + b"\0" + identity,
        places=b"".join(pack(">dd", latitude, longitude) for _, latitude, longitude in document.locations),
        card=document.card,
    )


def is_word(feature: str) -> bool:
    """Whether a feature is a word, wherever it stands."""
    return feature[0] not in "^~&@" and ":" not in feature


def bitmaps_of(feature: str, analysis: Analysis) -> Iterator[Bitmap]:
    """The bitmaps that an offer with this feature belongs in."""
    mark = feature[0]
    if mark == "@":
        latitude, longitude = map(float, feature[1:].split(","))
        yield "points", point_key(latitude, longitude)
        yield "terms", term_key(cell_term(latitude, longitude))
    elif ":" in feature:
        yield "terms", term_key(feature)
    else:
        mark, word = (mark, feature[1:]) if mark in "^~&" else ("", feature)
        if mark == TITLE:
            yield "terms", term_key(mark + EXACT + word)
        for term in analysis.terms(word):
            yield "terms", term_key(mark + TERM + term)


def term_key(term: str) -> bytes:
    """A term as key, as long as a key may be."""
    return term.encode("utf-8", "replace")[:LONGEST_KEY]
