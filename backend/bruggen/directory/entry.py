"""An offer, taken apart into what the index stores."""

from collections.abc import Iterable
from dataclasses import dataclass

import orjson
import tantivy

from bruggen.directory.analysis import LONGEST_WORD, Analysis, words_of
from bruggen.directory.document import OfferDocument
from bruggen.directory.geography import point_key
from bruggen.directory.schema import FILTER, NAME, SLOT, STEM, TEXT, TITLE, TITLE_STEM

LAST_DAY = 0xFFFFF
WORD_PREFIX = "w:"


@dataclass(slots=True)
class Entry:
    """What is written for one offer; `terms` are the keys of its bitmaps."""

    id: str
    terms: frozenset[str]
    words: frozenset[str]
    points: tuple[bytes, ...]
    verified_key: bytes
    title_key: bytes
    card: bytes
    texts: dict[str, str]

    def ranked(self, slot: int) -> tantivy.Document:
        """The document tantivy orders by."""
        document = tantivy.Document()
        for field, text in self.texts.items():
            document.add_text(field, text)
        document.add_unsigned(SLOT, slot)
        return document

    def trace(self) -> bytes:
        """What an update must know of the entry that it replaces."""
        return orjson.dumps(
            [self.id, sorted(self.terms), [point.hex() for point in self.points], self.verified_key.hex(), self.title_key.hex()]
        )


@dataclass(frozen=True, slots=True)
class Trace:
    """The keys under which an offer is found now."""

    id: str
    terms: frozenset[str]
    points: tuple[bytes, ...]
    verified_key: bytes
    title_key: bytes

    @classmethod
    def read(cls, stored: bytes) -> "Trace":
        """From what `Entry.trace` wrote."""
        offer_id, terms, points, verified_key, title_key = orjson.loads(stored)
        return cls(
            offer_id,
            frozenset(terms),
            tuple(bytes.fromhex(point) for point in points),
            bytes.fromhex(verified_key),
            bytes.fromhex(title_key),
        )


def make_entry(document: OfferDocument, analysis: Analysis) -> Entry:
    """Analyse an offer."""
    title = _words([document.title])
    names = _words([*document.organizations, *document.place_names])
    text = title + _words([document.summary, document.body, *document.labels]) + names
    distinct = frozenset(text)
    stems = {word: " ".join(analysis.terms(word)) for word in distinct}
    filters = document.filter_terms()
    matched = {term for word in distinct for term in analysis.terms(word)}
    identity = document.id.encode()
    day = document.verified_on.toordinal() if document.verified_on else 0
    return Entry(
        id=document.id,
        terms=frozenset(filters.union(WORD_PREFIX + term for term in matched)),
        words=distinct,
        points=tuple({point_key(latitude, longitude) for _, latitude, longitude in document.locations}),
        verified_key=(LAST_DAY - day).to_bytes(3) + identity,
        title_key=" ".join(words_of(document.title)).encode()[:200] + b"\0" + identity,
        card=document.card,
        texts={
            TITLE: " ".join(title),
            TITLE_STEM: " ".join(stems[word] for word in title),
            NAME: " ".join(names),
            TEXT: " ".join(text),
            STEM: " ".join(stems[word] for word in text),
            FILTER: " ".join(filters),
        },
    )


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in words_of(text) if len(word) <= LONGEST_WORD]
