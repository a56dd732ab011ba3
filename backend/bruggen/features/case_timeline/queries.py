"""SELECTs over the timeline of a case."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from bruggen.features.case_timeline.schemas import TimelineQuery
from bruggen.kit.actor import ActorKind
from bruggen.models import ApiClient, CaseConsultation, CaseEvent, User


def select_events(case: CaseConsultation, query: TimelineQuery, *, among_coordinators: bool) -> Select[*tuple[Any, ...]]:
    """The lines that the caller may read, the newest first, with the name of who did it."""
    statement = _events(case)
    if not among_coordinators:
        statement = statement.where(CaseEvent.audience == "everyone")
    return statement.where(CaseEvent.kind.in_(query.kind)) if query.kind else statement


def select_event(case: CaseConsultation, event_id: UUID) -> Select[*tuple[Any, ...]]:
    """One line."""
    return _events(case).where(CaseEvent.id == event_id)


def _events(case: CaseConsultation) -> Select[*tuple[Any, ...]]:
    return (
        select(CaseEvent, func.coalesce(User.name, ApiClient.name).label("name"))
        .outerjoin(User, (User.id == CaseEvent.actor_id) & (CaseEvent.actor_kind == ActorKind.USER))
        .outerjoin(ApiClient, (ApiClient.id == CaseEvent.actor_id) & (CaseEvent.actor_kind == ActorKind.API_CLIENT))
        .where(CaseEvent.case_id == case.id)
        .order_by(CaseEvent.id.desc())
    )
