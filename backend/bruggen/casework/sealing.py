"""The words of a case: sealed with its own key, opened for those who asked for the case within their reach.

A text is sealed for its place - the case, and where in it - so that one cannot be passed off as another.
"""

from collections.abc import Mapping
from uuid import UUID

import orjson
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.kit.db import keys_of
from bruggen.kit.envelope import DataKey, Wrapped, new_data_key
from bruggen.kit.problems import Problem
from bruggen.models import CaseConsultation, CaseKey, CaseText


class WordsDestroyed(Problem):
    """The key of the case is gone, and with it whatever was written."""

    type = "urn:problem-type:bruggen:wordsDestroyed"
    status = 410
    title = "Words Destroyed"
    detail = "What was written about this case was destroyed. Its facts are left."


def key_context(case_id: UUID) -> bytes:
    """What the key of a case is wrapped for: for no other case does it open."""
    return f"case {case_id}".encode()


def make_key(session: Session, case: CaseConsultation) -> DataKey:
    """Give a new case its key."""
    key = new_data_key()
    wrapped = keys_of(session).wrap(key, key_context(case.id))
    case.key = CaseKey(case_id=case.id, wrapped_key=wrapped.data, outer_key=wrapped.key_id)
    return DataKey(key)


def open_key(session: Session, case_id: UUID) -> DataKey:
    """The key of a case's words. Raises WordsDestroyed when there is none any more, SealBroken when no outer key opens it."""
    key = find_key(session, case_id)
    if key is None:
        raise WordsDestroyed
    return key


def find_key(session: Session, case_id: UUID) -> DataKey | None:
    """The same, or None when it was destroyed: whoever only shows a case shows what is left of it."""
    found = session.execute(select(CaseKey.wrapped_key, CaseKey.outer_key).where(CaseKey.case_id == case_id)).one_or_none()
    return unwrap(session, case_id, found.wrapped_key, found.outer_key) if found else None


def unwrap(session: Session, case_id: UUID, wrapped_key: bytes, outer_key: str) -> DataKey:
    """The key of a case, from the columns of its row."""
    return DataKey(keys_of(session).unwrap(Wrapped(outer_key, wrapped_key), key_context(case_id)))


def seal_text(key: DataKey, place: object, text: str) -> bytes:
    """A text for a place in the case: `summary`, the id of an event ..."""
    return key.seal(str(place).encode(), text.encode())


def open_text(key: DataKey, place: object, sealed: bytes) -> str:
    """The text that was sealed for this place. Raises SealBroken."""
    return key.open(str(place).encode(), sealed).decode()


def said(key: DataKey | None, place: object, sealed: bytes | None) -> str | None:
    """What was written in this place, if anything was and its key is still there."""
    return open_text(key, place, sealed) if key and sealed else None


def open_texts(session: Session, case_id: UUID, key: DataKey) -> dict[str, str]:
    """All parts of a case that were written, by their names."""
    parts = session.execute(select(CaseText.part, CaseText.sealed).where(CaseText.case_id == case_id))
    return {part: open_text(key, part, sealed) for part, sealed in parts}


def write_texts(session: Session, case_id: UUID, key: DataKey, parts: Mapping[str, str | None]) -> None:
    """Write these parts anew; None takes one away."""
    for part, text in parts.items():
        row = session.get(CaseText, (case_id, part))
        if text is None:
            if row is not None:
                session.delete(row)
        elif row is not None:
            row.sealed = seal_text(key, part, text)
        else:
            session.add(CaseText(case_id=case_id, part=part, sealed=seal_text(key, part, text)))


def as_text(words: BaseModel) -> str:
    """A schema of words as one text to seal."""
    return orjson.dumps(words.model_dump(mode="json", exclude_none=True)).decode()
