"""SELECTs over hand-overs."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.features.case_handovers.schemas import HandoverFilters
from bruggen.models import CaseConsultation, CaseHandover, CaseKey


def select_handovers(caller: Caller, filters: HandoverFilters) -> Select[*tuple[Any, ...]]:
    """Hand-overs from and to the own region, the latest first. The case of one that is only asked for is not the caller's to
    see yet: this is read as the system, and shows of it what a hand-over shows.
    """
    rows = select(CaseHandover, CaseConsultation, CaseKey.wrapped_key, CaseKey.outer_key)
    rows = rows.join(CaseConsultation, CaseConsultation.id == CaseHandover.case_id).outerjoin(
        CaseKey, CaseKey.case_id == CaseHandover.case_id
    )
    rows = rows.where(seen(caller, Scope.CASE_WRITE, CaseHandover))
    if filters.status:
        rows = rows.where(CaseHandover.status.in_(filters.status))
    if filters.case:
        rows = rows.where(CaseHandover.case_id.in_(filters.case))
    if filters.to:
        rows = rows.where(CaseHandover.to_region.in_(filters.to))
    return rows.order_by(CaseHandover.id.desc())


def get_case(session: Session, case_id: UUID) -> CaseConsultation:
    """The case of a hand-over."""
    return session.get_one(CaseConsultation, case_id, options=(selectinload(CaseConsultation.codes),))
