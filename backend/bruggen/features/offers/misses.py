"""Counts what was searched and found nothing: demand that no offer meets.

Words and a municipality, per month, and nothing else; what looks like an address, a number or a whole story is not kept.
"""

import re

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bruggen.kit.clock import today
from bruggen.kit.db import SessionFactory
from bruggen.models import SearchMiss

LONGEST = 60
MOST_WORDS = 5
PERSONAL = re.compile(r"@|\d{3}|https?:|www\.")


def countable(words: str) -> str | None:
    """The words in the form they are counted, or None when they may tell something about a person."""
    tidy = " ".join(words.casefold().split())
    if not tidy or not tidy.isprintable() or len(tidy) > LONGEST or len(tidy.split()) > MOST_WORDS or PERSONAL.search(tidy):
        return None
    return tidy


def count_miss(sessions: SessionFactory, words: str, nis_code: str) -> None:
    """Add one to this month's count."""
    key = {"month": f"{today():%Y-%m}", "words": words, "nis_code": nis_code}
    with sessions.begin() as session:
        if _add_one(session, key):
            return
        try:
            with session.begin_nested():
                session.add(SearchMiss(**key, count=1))
        except IntegrityError:
            # Another process counted the first one in the meantime.
            _add_one(session, key)


def _add_one(session: Session, key: dict[str, str]) -> bool:
    statement = update(SearchMiss).filter_by(**key).values(count=SearchMiss.count + 1)
    return bool(session.connection().execute(statement).rowcount)
