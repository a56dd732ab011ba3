"""SELECTs over cases that are given to somebody."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.case_reach import cases_handled
from bruggen.models import CaseConsultation, CaseTask


def handled_cases(session: Session, caller: Caller, ids: Collection[UUID]) -> dict[UUID, CaseConsultation]:
    """Those of these cases that the caller's tandem handles, locked in one order for all."""
    rows = select(CaseConsultation).where(CaseConsultation.id.in_(ids), cases_handled(caller))
    return {case.id: case for case in session.scalars(rows.order_by(CaseConsultation.id).with_for_update())}


def open_tasks(session: Session, case_ids: Collection[UUID]) -> Sequence[CaseTask]:
    """What is still to be done at these cases."""
    rows = select(CaseTask).where(CaseTask.case_id.in_(case_ids), CaseTask.done_at.is_(None))
    return session.scalars(rows.order_by(CaseTask.id)).all()
