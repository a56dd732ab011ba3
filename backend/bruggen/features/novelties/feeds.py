"""What is new as a feed: Atom (RFC 4287) and RSS 2.0, for any reader of feeds."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from feedgen.feed import FeedGenerator

from bruggen.kit.db import AnyRow
from bruggen.writing.item_kinds import page_of

Form = Literal["atom", "rss"]
MEDIA_TYPES: dict[Form, str] = {"atom": "application/atom+xml", "rss": "application/rss+xml"}
TITLE = "Bruggen: wat is er nieuw"
SUBTITLE = "Nieuw en gewijzigd aanbod, vormingen, netwerken en praktijken"
NEW = {
    "offer": "Aanbod",
    "network": "Netwerk",
    "training": "Vorming",
    "gathering": "Bijeenkomst",
    "goodPractice": "Goede praktijk",
    "method": "Methodiek",
    "expertPost": "Wie weet wat",
    "initiative": "In opbouw",
}


def feed_bytes(form: Form, rows: Iterable[AnyRow], *, address: str, public_url: str, changed_at: datetime) -> bytes:
    """The rows of select_novelties as a feed. `address` is the feed's own; ids stay the same when something changes."""
    feed = FeedGenerator()
    feed.id(address)
    feed.title(TITLE)
    feed.subtitle(SUBTITLE)
    feed.author({"name": "Bruggen"})
    feed.link(href=address, rel="self")
    feed.link(href=public_url, rel="alternate")
    feed.language("nl")
    feed.updated(changed_at)
    for row in rows:
        entry = feed.add_entry(order="append")
        entry.id(f"urn:uuid:{row.id}")
        entry.title(row.title)
        entry.summary(row.summary)
        entry.category({"term": row.kind, "label": NEW[row.kind]})
        entry.link(href=page_of(row.kind, row.id, public_url))
        entry.published(row.added_at)
        entry.updated(row.changed_at)
    made: bytes = feed.atom_str() if form == "atom" else feed.rss_str()
    return made
