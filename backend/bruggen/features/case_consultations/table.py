"""The table of cases: which are chosen, how many there are, and a page of them in any order, always within the caller's reach.

A page is first its ids, in their order, then the rows of these ids: sorting fifty thousand cases carries no text along. Of many
cases only as much is read in their order as the page needs (order.py).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from bruggen.access.caller import Caller
from bruggen.access.case_reach import cases_in_reach
from bruggen.access.scopes import Scope
from bruggen.casework.application import SUMMARY, coded
from bruggen.casework.codes import PATTERN, tidy_case_code
from bruggen.casework.links import names_of
from bruggen.casework.path import ENDED
from bruggen.casework.search import find_words
from bruggen.features.case_consultations import order
from bruggen.features.case_consultations.schemas import CaseFilters, FacetValue
from bruggen.kit.clock import midnight
from bruggen.kit.db import AnyRow
from bruggen.models import CaseConsultation, CaseKey, CaseText, CaseWatch, Notification, User

ROWS_AT_ONCE = 500
# Up to so many are sorted all at once: to walk until a page of them is full may lead past all others.
FEW = 2_000
Chosen = Sequence[ColumnElement[bool]]
"""The conditions under which a case is chosen."""
Case = CaseConsultation
Lead = aliased(User)
PLACES = (Case.domicile, Case.residence, Case.school, Case.clb)
EXACT = {
    "region": Case.region_code,
    "channel": Case.channel,
    "sector": Case.sector,
    "wanted": Case.wanted,
    "urgency": Case.urgency,
    "age_band": Case.age_band,
    "level": Case.level,
    "schooling": Case.schooling,
    "outcome": Case.outcome,
    "state": Case.state,
    "coordinator": Case.coordinator_id,
    "ids": Case.id,
}
CODED = {"theme": "themes", "blockage_reason": "blockage_reasons", "missing_offer": "missing_offers"}
COLUMNS = (
    Case.id,
    Case.code,
    Case.state,
    Case.channel,
    Case.demo,
    Case.region_code,
    Case.sector,
    Case.wanted,
    Case.urgency,
    Case.age_band,
    Case.level,
    Case.schooling,
    Case.coordinator_id,
    Lead.name.label("coordinator_name"),
    Case.confirmed_at,
    Case.submitted_at,
    Case.last_activity_at,
    Case.first_due_on,
    Case.outcome,
    CaseText.sealed.label("sealed_summary"),
    CaseKey.wrapped_key,
    CaseKey.outer_key,
)


def choose(session: Session, caller: Caller, filters: CaseFilters) -> Chosen:
    """The cases within the caller's reach that the filters leave."""
    # Nearly all cases have ended.
    few = bool(filters.state) and ENDED.isdisjoint(filters.state)
    chosen = [cases_in_reach(session, caller, Scope.CASE_READ, few=few), *_conditions(caller, filters)]
    if not filters.q:
        return chosen
    if re.match(PATTERN, code := tidy_case_code(filters.q)):
        return [*chosen, Case.code == code]
    return [*chosen, Case.id.in_(find_words(session, caller, filters.q, chosen))]


def _conditions(caller: Caller, filters: CaseFilters) -> Iterator[ColumnElement[bool]]:
    for name, column in EXACT.items():
        if values := getattr(filters, name):
            yield column.in_(values)
    for name, list_name in CODED.items():
        if values := getattr(filters, name):
            yield or_(*(Case.coded.contains(coded([(list_name, value)]), autoescape=True) for value in values))
    if filters.municipality:
        yield or_(*(place.in_(filters.municipality) for place in PLACES))
    if filters.unassigned:
        yield Case.coordinator_id.is_(None)
    if filters.mine:
        yield Case.coordinator_id == caller.id
    if filters.watched:
        yield exists().where(CaseWatch.case_id == Case.id, CaseWatch.user_id == caller.id)
    if filters.unread:
        yield exists().where(Notification.case_id == Case.id, Notification.user_id == caller.id, Notification.read_at.is_(None))
    if filters.submitted_from:
        yield Case.submitted_at >= midnight(filters.submitted_from)
    if filters.submitted_until:
        yield Case.submitted_at < midnight(filters.submitted_until + timedelta(days=1))
    if filters.due_until:
        yield Case.first_due_on <= filters.due_until


def count(session: Session, chosen: Chosen) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(Case).where(*chosen)) or 0


def page(
    session: Session,
    chosen: Chosen,
    sort: Sequence[str],
    *,
    total: int | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Iterator[AnyRow]:
    """These cases as a list shows them, in this order: all, or `limit` of them from `offset` on, of which there are `total`."""
    if total == 0:
        return
    if limit is None or total is None or total <= FEW:
        ids = session.scalars(_ids(chosen, order.whole_order(session, sort), limit, offset)).all()
    else:
        ids = _walk(session, chosen, sort, limit, offset)
    for some in _batches(ids):
        position = {case_id: number for number, case_id in enumerate(some)}
        yield from sorted(_rows(session, some), key=lambda row: position[row.id])


def _ids(chosen: Chosen, by: Sequence[order.Column], limit: int | None, offset: int) -> Select[UUID]:
    return select(Case.id).where(*chosen).order_by(*by).limit(limit).offset(offset)


def _walk(session: Session, chosen: Chosen, sort: Sequence[str], limit: int, offset: int) -> list[UUID]:
    """The ids of a page of many, which are read only as far as the page reaches."""
    found: list[UUID] = []
    for conditions, by in order.stretches(session, sort):
        stretch = (*chosen, *conditions)
        if conditions and offset and (size := count(session, stretch)) <= offset:
            offset -= size
            continue
        found += session.scalars(_ids(stretch, by, limit - len(found), offset))
        offset = 0
        if len(found) == limit:
            break
    return found


def _batches(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for begin in range(0, len(ids), ROWS_AT_ONCE):
        yield ids[begin : begin + ROWS_AT_ONCE]


def _rows(session: Session, ids: Sequence[UUID]) -> Sequence[AnyRow]:
    rows = (
        select(*COLUMNS)
        .outerjoin(Lead, Lead.id == Case.coordinator_id)
        .outerjoin(CaseKey, CaseKey.case_id == Case.id)
        .outerjoin(CaseText, (CaseText.case_id == Case.id) & (CaseText.part == SUMMARY))
    )
    return session.execute(rows.where(Case.id.in_(ids))).all()


FACETS: dict[str, order.Column] = {
    "state": Case.state,
    "urgency": Case.urgency,
    "ageBand": Case.age_band,
    "coordinator": Case.coordinator_id,
}


def facet(session: Session, chosen: Chosen, name: str) -> list[FacetValue]:
    """How many of these cases have each value; of several themes each counts."""
    counted = _values(session, chosen, FACETS[name]) if name in FACETS else _codes(session, chosen, CODED[name])
    names: dict[Any, str] = {**names_of(session, counted)} if name == "coordinator" else {}
    values = [FacetValue(code=str(value), label=names.get(value), count=number) for value, number in counted.items()]
    return sorted(values, key=lambda value: (-value.count, value.code))


def _values(session: Session, chosen: Chosen, column: order.Column) -> dict[Any, int]:
    rows = select(column, func.count()).where(*chosen, column.is_not(None)).group_by(column)
    return dict(session.execute(rows).all())


def _codes(session: Session, chosen: Chosen, list_name: str) -> dict[Any, int]:
    # By the connection: fifty thousand lines are read here, and the session's own way of reading takes half as long again.
    lines = Counter(session.connection().scalars(select(Case.coded).where(*chosen)))
    counted: Counter[Any] = Counter()
    for line, number in lines.items():
        for said in line.split():
            if said.startswith(f"{list_name}:"):
                counted[said.removeprefix(f"{list_name}:")] += number
    return counted
