"""The indexes there are: one of the offers, one of all that people learn from each other by. Where each lies, and of what."""

from pathlib import Path

from bruggen.directory.documents.items import Items
from bruggen.directory.documents.offers import Offers
from bruggen.directory.rebuild import Progress, rebuild_index
from bruggen.directory.service import Directory
from bruggen.kit.db import SessionFactory

ITEMS_FOLDER = "expertise"
LESS_OFTEN = 4
"""Items change a few times a day, and each look costs searches a little."""


def open_directory(path: Path, sessions: SessionFactory, poll_seconds: float) -> Directory:
    """The directory of offers."""
    return Directory(Offers(), path, sessions, poll_seconds)


def open_expertise(path: Path, sessions: SessionFactory, poll_seconds: float) -> Directory:
    """The same for items of expertise, in a folder of its own: a search for offers is no slower for them."""
    return Directory(Items(), path / ITEMS_FOLDER, sessions, poll_seconds * LESS_OFTEN)


def rebuild_directory(path: Path, sessions: SessionFactory, on_progress: Progress | None = None) -> int:
    """Make all indexes anew; returns the number of offers. Raises and tells progress as rebuild_index does."""
    count = rebuild_index(Offers(), path, sessions, on_progress)
    rebuild_index(Items(), path / ITEMS_FOLDER, sessions)
    return count
