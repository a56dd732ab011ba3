"""The table of cases: which are chosen, how many there are, and a page of them in any order, always within the caller's reach.

A page is first its ids, in their order, then the rows of these ids: sorting fifty thousand cases carries no text along.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.roles import Role
from bruggen.access.scopes import Scope
from bruggen.casework.application import SUMMARY
from bruggen.casework.codes import PATTERN, tidy_case_code
from bruggen.casework.links import names_of
from bruggen.casework.path import State
from bruggen.casework.search import find_words
from bruggen.features.case_consultations.schemas import CaseFilters, FacetValue
from bruggen.kit.clock import BRUSSELS
from bruggen.kit.db import AnyRow
from bruggen.models import CaseCode, CaseConsultation, CaseKey, CaseText, CaseWatch, Notification, RoleAssignment, User

ROWS_AT_ONCE = 500
Chosen = Sequence[ColumnElement[bool]]
"""The conditions under which a case is chosen."""
Case = CaseConsultation
Column = ColumnElement[Any] | InstrumentedAttribute[Any]
Lead = aliased(User)
PLACES = (Case.domicile, Case.residence, Case.school, Case.clb)
# As a coordinator reads them: along the path, and the most urgent first.
STATES = case({state.value: position for position, state in enumerate(State)}, value=Case.state)
URGENCIES = case({"urgent": 0, "soon": 1, "normal": 2}, value=Case.urgency, else_=3)
AGE_BANDS = case({"under12": 0, "over12": 1}, value=Case.age_band)
ORDERS: dict[str, tuple[Column, ...]] = {
    "code": (Case.code,),
    "state": (STATES,),
    "urgency": (URGENCIES,),
    "ageBand": (Case.age_band.is_(None), AGE_BANDS),
    "level": (Case.level.is_(None), Case.level),
    "submittedAt": (Case.submitted_at.is_(None), Case.submitted_at),
    "dueOn": (Case.first_due_on.is_(None), Case.first_due_on),
    "lastActivityAt": (Case.last_activity_at,),
}
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
    chosen = [seen(caller, Scope.CASE_READ, Case), *_conditions(caller, filters)]
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
            yield exists().where(CaseCode.case_id == Case.id, CaseCode.list_name == list_name, CaseCode.code.in_(values))
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
        yield Case.submitted_at >= _begin_of(filters.submitted_from)
    if filters.submitted_until:
        yield Case.submitted_at < _begin_of(filters.submitted_until + timedelta(days=1))
    if filters.due_until:
        yield Case.first_due_on <= filters.due_until


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time.min, BRUSSELS)


def count(session: Session, chosen: Chosen) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(Case).where(*chosen)) or 0


def page(session: Session, chosen: Chosen, sort: Sequence[str], *, limit: int | None = None, offset: int = 0) -> Iterator[AnyRow]:
    """These cases as a list shows them, in this order: `limit` of them from `offset` on, or all."""
    ids = select(Case.id).where(*chosen).order_by(*_order(session, sort)).limit(limit).offset(offset)
    for some in _batches(session.scalars(ids).all()):
        position = {case_id: number for number, case_id in enumerate(some)}
        yield from sorted(_rows(session, some), key=lambda row: position[row.id])


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


def _order(session: Session, sort: Sequence[str]) -> Iterator[Column]:
    for name in sort:
        *last, column = _by_lead(session) if name.endswith("coordinator") else ORDERS[name.removeprefix("-")]
        yield from last
        yield column.desc() if name.startswith("-") else column
    yield Case.id.desc()


def _by_lead(session: Session) -> tuple[Column, ...]:
    """By the name of who has the lead. They are few: their places are told to the database, which then joins nothing."""
    leads = select(RoleAssignment.user_id).where(RoleAssignment.role == Role.COORDINATOR.value)
    names = select(User.id).where(User.id.in_(leads)).order_by(func.lower(User.name), User.id)
    places = {person: place for place, person in enumerate(session.scalars(names))}
    place = case(places, value=Case.coordinator_id, else_=len(places)) if places else Case.coordinator_id
    return Case.coordinator_id.is_(None), place


FACETS: dict[str, Column] = {
    "state": Case.state,
    "urgency": Case.urgency,
    "ageBand": Case.age_band,
    "coordinator": Case.coordinator_id,
    "theme": CaseCode.code,
}


def facet(session: Session, chosen: Chosen, name: str) -> list[FacetValue]:
    """How many of these cases have each value; of several themes each counts."""
    column = FACETS[name]
    rows = select(column, func.count()).select_from(Case).where(*chosen, column.is_not(None)).group_by(column)
    if name == "theme":
        rows = rows.join(CaseCode, (CaseCode.case_id == Case.id) & (CaseCode.list_name == "themes"))
    counted = session.execute(rows).all()
    names = names_of(session, [value for value, _ in counted]) if name == "coordinator" else {}
    values = [FacetValue(code=str(value), label=names.get(value), count=number) for value, number in counted]
    return sorted(values, key=lambda value: (-value.count, value.code))
