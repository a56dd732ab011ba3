"""Search in the words of cases, without an index of them: the sealed words of each case in reach are opened, looked through and
let go. Nothing readable is ever written, and what a destroyed key had sealed is found no more. What it costs is measured
(benchmarks/cases.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.case_reach import cases_handled
from bruggen.casework.application import APPLICATION, SUMMARY
from bruggen.casework.parties import handles
from bruggen.casework.sealing import open_text, open_texts, seal_text, unwrap
from bruggen.directory.analysis import words_of
from bruggen.kit.envelope import DataKey
from bruggen.kit.plans import Unindexed
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


def find_words(session: Session, caller: Caller, q: str, chosen: Sequence[ColumnElement[bool]]) -> set[UUID]:
    """Which of the chosen cases hold every word of `q`, each at the beginning of a word, in what the caller may read of them."""
    wanted = [f" {word}" for word in words_of(q)]
    if not wanted:
        return set()
    # By the connection: ten thousand rows are read here, and the session's own way of reading takes half as long again.
    rows = session.connection().execute(
        select(CaseSearchText.case_id, CaseSearchText.audience, CaseSearchText.sealed, CaseKey.wrapped_key, CaseKey.outer_key)
        .select_from(CaseConsultation)
        # From the cases to their words, never from all words there are to their cases.
        .join(CaseSearchText, CaseSearchText.case_id == Unindexed(CaseConsultation.id))
        .join(CaseKey, CaseKey.case_id == Unindexed(CaseConsultation.id))
        .where(*chosen, or_(CaseSearchText.audience == EVERYONE, cases_handled(caller)))
    )
    # A case has a text for each audience, and one word may stand in the one, the next in the other.
    held: dict[UUID, set[str]] = {}
    for case_id, audience, sealed, wrapped_key, outer_key in rows:
        words = " " + open_text(unwrap(session, case_id, wrapped_key, outer_key), f"search {audience}", sealed)
        found = [word for word in wanted if word in words]
        if found:
            held.setdefault(case_id, set()).update(found)
    return {case_id for case_id, found in held.items() if len(found) == len(set(wanted))}
