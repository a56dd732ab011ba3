"""An offer, taken apart into what the index stores.

Its features are strings: the words it holds, its filter terms (with a colon: `category:naft`) and its points (with an
at sign: `@51.05,3.72`). Each leads to the bitmaps that the offer's slot belongs in.
"""

from dataclasses import dataclass

import tantivy

from bruggen.directory.analysis import Analysis, words_of
from bruggen.directory.document import OfferDocument
from bruggen.directory.geography import point_key
from bruggen.directory.schema import FILTER, NAME, SLOT, STEM, TEXT, TITLE, TITLE_STEM
from bruggen.directory.store import LONGEST_KEY

LAST_DAY = 0xFFFFF
WORD_TERM = "w:"
TITLE_KEY = 200

Bitmap = tuple[str, bytes]
"""The database of a bitmap and its key there."""


@dataclass(slots=True)
class Entry:
    """What is written for one offer."""

    id: str
    features: set[str]
    verified_key: bytes
    title_key: bytes
    card: bytes
    texts: tuple[tuple[str, str], ...]

    def ranked(self, slot: int) -> tantivy.Document:
        """The document tantivy orders by."""
        document = tantivy.Document()
        for field, text in self.texts:
            document.add_text(field, text)
        document.add_unsigned(SLOT, slot)
        return document


def make_entry(document: OfferDocument, analysis: Analysis) -> Entry:
    """Analyse an offer."""
    title = words_of(document.title)
    names = words_of("\n".join((*document.organizations, *document.place_names)))
    text = title + words_of("\n".join((document.summary, document.body, *document.labels))) + names
    filters = document.filter_terms()
    features = set(text)
    features |= filters
    features.update(f"@{latitude},{longitude}" for _, latitude, longitude in document.locations)
    identity = document.id.encode()
    day = document.verified_on.toordinal() if document.verified_on else 0
    return Entry(
        id=document.id,
        features=features,
        verified_key=(LAST_DAY - day).to_bytes(3, "big") + identity,
        title_key=" ".join(title).encode()[:TITLE_KEY] + b"\0" + identity,
        card=document.card,
        texts=(
            (TITLE, " ".join(title)),
            (TITLE_STEM, analysis.stemmed(title)),
            (NAME, " ".join(names)),
            (TEXT, " ".join(text)),
            (STEM, analysis.stemmed(text)),
            (FILTER, " ".join(filters)),
        ),
    )


def is_word(feature: str) -> bool:
    """Whether a feature is a word rather than a filter term or a point."""
    return ":" not in feature and not feature.startswith("@")


def bitmaps_of(feature: str, analysis: Analysis) -> list[Bitmap]:
    """The bitmaps that an offer with this feature belongs in."""
    if feature.startswith("@"):
        latitude, _, longitude = feature[1:].partition(",")
        return [("points", point_key(float(latitude), float(longitude)))]
    if ":" in feature:
        return [("terms", term_key(feature))]
    return [("terms", term_key(WORD_TERM + term)) for term in analysis.terms(feature)]


def term_key(term: str) -> bytes:
    """A term as key, as long as a key may be."""
    return term.encode()[:LONGEST_KEY]


EVERYTHING = "every:offer"
"""The feature that every offer has."""
