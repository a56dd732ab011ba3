"""Search in the words of cases, without an index of them: the sealed words of each case in reach are opened, looked through and
let go. Nothing readable is ever written, and what a destroyed key had sealed is found no more. What it costs is measured
(benchmarks/cases.py).
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.case_reach import cases_handled
from bruggen.casework.application import APPLICATION, SUMMARY
from bruggen.casework.parties import handles
from bruggen.casework.sealing import open_text, open_texts, seal_text, unwrap
from bruggen.directory.analysis import words_of
from bruggen.kit.envelope import DataKey
from bruggen.models import CaseConsultation, CaseEvent, CaseKey, CaseSearchText

EVERYONE, COORDINATORS = "everyone", "coordinators"
# Of a case's parts, those that the coordinators alone read.
AMONG_COORDINATORS = frozenset({"advice"})
# The professional's own contact is no word of the case, and reasons repeat what was found.
LEFT_OUT = ("contact", "confirmations")


def note_words(session: Session, caller: Caller, case: CaseConsultation, key: DataKey) -> None:
    """Put the words of the case, as they are now, where they are looked for: those of each audience that the caller is in."""
    session.flush()
    case_id = case.id
    parts = open_texts(session, case_id, key)
    application = orjson.loads(parts.pop(APPLICATION, "{}"))
    shared = [parts.pop(SUMMARY, ""), *_strings({name: application[name] for name in application if name not in LEFT_OUT})]
    shared += [text for part, text in parts.items() if part not in AMONG_COORDINATORS]
    apart = [text for part, text in parts.items() if part in AMONG_COORDINATORS]
    said = select(CaseEvent.id, CaseEvent.audience, CaseEvent.sealed).where(
        CaseEvent.case_id == case_id, CaseEvent.sealed.is_not(None)
    )
    for event_id, audience, sealed in session.execute(said):
        assert sealed is not None
        (shared if audience == EVERYONE else apart).append(open_text(key, event_id, sealed))
    for audience, texts in ((EVERYONE, shared), (COORDINATORS, apart)):
        if audience == COORDINATORS and not handles(caller, case):
            continue
        folded = " ".join(words_of(" ".join(texts)))
        sealed = seal_text(key, f"search {audience}", folded)
        row = session.get(CaseSearchText, (case_id, audience))
        if row is not None:
            row.sealed = sealed
        else:
            session.add(CaseSearchText(case_id=case_id, audience=audience, sealed=sealed))


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from _strings(part)


def find_words(session: Session, caller: Caller, q: str, cases: Select[UUID]) -> set[UUID]:
    """Which of these cases hold every word of `q`, each at the beginning of a word, in what the caller may read of them."""
    wanted = [f" {word}" for word in words_of(q)]
    if not wanted:
        return set()
    rows = session.execute(
        select(CaseSearchText.case_id, CaseSearchText.audience, CaseSearchText.sealed, CaseKey.wrapped_key, CaseKey.outer_key)
        .join(CaseKey, CaseKey.case_id == CaseSearchText.case_id)
        .join(CaseConsultation, CaseConsultation.id == CaseSearchText.case_id)
        .where(CaseSearchText.case_id.in_(cases), or_(CaseSearchText.audience == EVERYONE, cases_handled(caller)))
        .order_by(CaseSearchText.case_id, CaseSearchText.audience)
    )
    found: set[UUID] = set()
    current: UUID | None = None
    key: DataKey | None = None
    words = ""
    for case_id, audience, sealed, wrapped_key, outer_key in rows:
        if case_id != current or key is None:
            current, key, words = case_id, unwrap(session, case_id, wrapped_key, outer_key), ""
        words += " " + open_text(key, f"search {audience}", sealed)
        if all(word in words for word in wanted):
            found.add(case_id)
    return found
