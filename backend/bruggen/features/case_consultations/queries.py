"""SELECTs over cases, always within the caller's reach."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.casework.application import SUMMARY
from bruggen.casework.codes import PATTERN, tidy_case_code
from bruggen.casework.path import State
from bruggen.casework.search import find_words
from bruggen.features.case_consultations.schemas import CaseFilters, FacetValue
from bruggen.kit.clock import BRUSSELS
from bruggen.models import CaseCode, CaseConsultation, CaseEvent, CaseKey, CaseText, CaseWatch, Notification, SavedView, User

Case = CaseConsultation
Column = ColumnElement[Any] | InstrumentedAttribute[Any]
Lead = aliased(User)
PLACES = (Case.domicile, Case.residence, Case.school, Case.clb)
# As a coordinator reads them: along the path, and the most urgent first.
STATES = case({state.value: position for position, state in enumerate(State)}, value=Case.state)
URGENCIES = case({"urgent": 0, "soon": 1, "normal": 2}, value=Case.urgency, else_=3)
ORDERS: dict[str, tuple[Column, ...]] = {
    "code": (Case.code,),
    "state": (STATES,),
    "urgency": (URGENCIES,),
    "ageBand": (Case.age_band.is_(None), Case.age_band.desc()),
    "level": (Case.level.is_(None), Case.level),
    "submittedAt": (Case.submitted_at.is_(None), Case.submitted_at),
    "dueOn": (Case.due_on.is_(None), Case.due_on),
    "lastActivityAt": (Case.last_activity_at,),
    "coordinator": (Lead.name.is_(None), func.lower(Lead.name)),
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
    Case.due_on,
    Case.outcome,
    CaseText.sealed.label("sealed_summary"),
    CaseKey.wrapped_key,
    CaseKey.outer_key,
)


def select_ids(session: Session, caller: Caller, filters: CaseFilters) -> Select[UUID]:
    """The ids of the cases within the caller's reach that the filters leave."""
    chosen = select(Case.id).where(seen(caller, Scope.CASE_READ, Case), *_conditions(caller, filters))
    if not filters.q:
        return chosen
    if re.match(PATTERN, code := tidy_case_code(filters.q)):
        return chosen.where(Case.code == code)
    return chosen.where(Case.id.in_(find_words(session, caller, filters.q, chosen)))


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
        yield Case.due_on <= filters.due_until


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time.min, BRUSSELS)


def select_rows(ids: Select[UUID], sort: Sequence[str]) -> Select[*tuple[Any, ...]]:
    """The rows of these cases as a list shows them, in this order."""
    statement = (
        select(*COLUMNS)
        .outerjoin(Lead, Lead.id == Case.coordinator_id)
        .outerjoin(CaseKey, CaseKey.case_id == Case.id)
        .outerjoin(CaseText, (CaseText.case_id == Case.id) & (CaseText.part == SUMMARY))
        .where(Case.id.in_(ids))
    )
    for name in sort:
        *last, column = ORDERS[name.removeprefix("-")]
        statement = statement.order_by(*last, column.desc() if name.startswith("-") else column)
    return statement.order_by(Case.id.desc())


def count(session: Session, ids: Select[UUID]) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(ids.subquery())) or 0


def themes_of(session: Session, ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """The themes of these cases."""
    found: dict[UUID, list[str]] = {case_id: [] for case_id in ids}
    rows = select(CaseCode.case_id, CaseCode.code).where(CaseCode.case_id.in_(ids), CaseCode.list_name == "themes")
    for case_id, code in session.execute(rows.order_by(CaseCode.case_id, CaseCode.position)):
        found[case_id].append(code)
    return found


def unread_of(session: Session, caller: Caller, ids: Collection[UUID]) -> dict[UUID, int]:
    """How many things in these cases are new for the caller."""
    unread = select(Notification.case_id, func.count().label("number")).where(
        Notification.user_id == caller.id, Notification.read_at.is_(None), Notification.case_id.in_(ids)
    )
    return {row.case_id: row.number for row in session.execute(unread.group_by(Notification.case_id))}


def watched_of(session: Session, caller: Caller, ids: Collection[UUID]) -> set[UUID]:
    """Which of these cases the caller watches."""
    return set(session.scalars(select(CaseWatch.case_id).where(CaseWatch.user_id == caller.id, CaseWatch.case_id.in_(ids))))


FACETS: dict[str, Column] = {
    "state": Case.state,
    "urgency": Case.urgency,
    "ageBand": Case.age_band,
    "coordinator": Case.coordinator_id,
}


def facet(session: Session, ids: Select[UUID], name: str) -> list[FacetValue]:
    """How many of these cases have each value; of several themes each counts."""
    column: Column = CaseCode.code if name == "theme" else FACETS[name]
    rows = select(column, func.count()).where(column.is_not(None)).group_by(column)
    themes = (CaseCode.case_id.in_(ids), CaseCode.list_name == "themes")
    counted = session.execute(rows.where(*themes) if name == "theme" else rows.where(Case.id.in_(ids))).all()
    names = people(session, [value for value, _ in counted]) if name == "coordinator" else {}
    values = [FacetValue(code=str(value), label=names.get(value), count=number) for value, number in counted]
    return sorted(values, key=lambda value: (-value.count, value.code))


def people(session: Session, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of these professionals."""
    wanted = {person for person in ids if person}
    return {row.id: row.name for row in session.execute(select(User.id, User.name).where(User.id.in_(wanted)))}


def reached(session: Session, case_id: UUID) -> dict[str, datetime]:
    """When the case first came into each state."""
    found: dict[str, datetime] = {}
    events = select(CaseEvent.detail, CaseEvent.occurred_at).where(CaseEvent.case_id == case_id).order_by(CaseEvent.id)
    for detail, occurred_at in session.execute(events):
        if "to" in detail:
            found.setdefault(detail["to"], occurred_at)
    return found


def is_taken(session: Session, code: str) -> bool:
    """Whether a case has this code, of those that the session sees."""
    return session.scalar(select(Case.id).where(Case.code == code)) is not None


def unread_in(case_id: UUID, caller: Caller) -> Select[*tuple[Notification]]:
    """What is new for the caller in this case."""
    return select(Notification).where(
        Notification.case_id == case_id, Notification.user_id == caller.id, Notification.read_at.is_(None)
    )


def views(session: Session, caller: Caller) -> Sequence[SavedView]:
    """The views that the caller sees, by name."""
    rows = select(SavedView).where(seen(caller, Scope.CASE_READ, SavedView))
    return session.scalars(rows.order_by(func.lower(SavedView.name), SavedView.id)).all()
