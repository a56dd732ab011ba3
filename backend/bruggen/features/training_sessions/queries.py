"""SELECTs over sessions, within the caller's reach."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from bruggen.access.areas import covers, municipalities_of
from bruggen.access.caller import VISITOR, Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.features.training_sessions.schemas import CalendarFilters, TrainingSessionFilters
from bruggen.kit.clock import midnight, now
from bruggen.models import ExpertiseArea, ExpertiseCode, ExpertiseItem, Municipality, Registration, TrainingSession

# What may be seen is said with municipalities, too: under their own name these would be taken for those.
Place = aliased(Municipality)
KEPT = timedelta(days=60)
"""How long calendars are told that something was cancelled, and what is over stays in them."""


def _count(status: str) -> ScalarSelect[int]:
    counted = select(func.count()).where(Registration.session_id == TrainingSession.id, Registration.status == status)
    return counted.correlate(TrainingSession).scalar_subquery()


def _rows() -> Select[*tuple[Any, ...]]:
    """Sessions with their item, their municipality, and how many have a place or wait for one."""
    return (
        select(TrainingSession, Place, _count("confirmed").label("confirmed"), _count("waiting").label("waiting"))
        .outerjoin(Place, Place.nis_code == TrainingSession.nis_code)
        .options(joinedload(TrainingSession.item))
    )


def select_sessions(caller: Caller, filters: TrainingSessionFilters) -> Select[*tuple[Any, ...]]:
    """Sessions that the filters leave, in the order asked for."""
    statement = _rows().where(seen(caller, Scope.EXPERTISE_READ, TrainingSession))
    if filters.from_:
        statement = statement.where(TrainingSession.ends_at >= midnight(filters.from_))
    if filters.to:
        statement = statement.where(TrainingSession.starts_at < midnight(filters.to + timedelta(days=1)))
    statement = _narrow(statement, filters)
    if filters.kind:
        statement = statement.where(
            exists().where(ExpertiseItem.id == TrainingSession.item_id, ExpertiseItem.kind.in_(filters.kind))
        )
    if filters.status:
        statement = statement.where(TrainingSession.status.in_(filters.status))
    order = TrainingSession.starts_at if filters.sort[0] == "startsAt" else TrainingSession.starts_at.desc()
    return statement.order_by(order, TrainingSession.id)


def select_followed(filters: CalendarFilters) -> Select[*tuple[Any, ...]]:
    """Public sessions that calendars show or have to take out, with their municipality."""
    past = now() - KEPT
    shown = or_(
        and_(TrainingSession.status == "planned", TrainingSession.ends_at > past),
        and_(TrainingSession.status == "cancelled", TrainingSession.updated_at > past),
    )
    statement = (
        select(TrainingSession, Place)
        .outerjoin(Place, Place.nis_code == TrainingSession.nis_code)
        .options(joinedload(TrainingSession.item))
        .where(seen(VISITOR, Scope.EXPERTISE_READ, TrainingSession), shown)
    )
    return _narrow(statement, filters).order_by(TrainingSession.starts_at, TrainingSession.id)


def _narrow(statement: Select[*tuple[Any, ...]], filters: CalendarFilters | TrainingSessionFilters) -> Select[*tuple[Any, ...]]:
    if filters.region:
        statement = statement.where(_held_in(filters.region))
    if filters.theme:
        themes = ExpertiseCode.list_name == "themes", ExpertiseCode.code.in_(filters.theme)
        statement = statement.where(exists().where(ExpertiseCode.item_id == TrainingSession.item_id, *themes))
    if filters.training:
        statement = statement.where(TrainingSession.item_id.in_(filters.training))
    return statement


def select_session(session_id: UUID) -> Select[*tuple[Any, ...]]:
    """One session as the list has it."""
    return _rows().where(TrainingSession.id == session_id)


def _held_in(regions: list[str]) -> ColumnElement[bool]:
    here = covers(ExpertiseArea, ExpertiseArea.item_id == ExpertiseItem.id, regions)
    meant = or_(ExpertiseItem.area_scope == "flanders", here)
    for_them = exists().where(ExpertiseItem.id == TrainingSession.item_id, meant)
    return or_(TrainingSession.nis_code.in_(municipalities_of(regions)), and_(TrainingSession.nis_code.is_(None), for_them))
