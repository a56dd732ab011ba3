"""The caller of a route that touches cases: from here on the database itself knows who asks (kit/wall.py)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Path, Security
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from bruggen.access.caller import Caller
from bruggen.access.dependencies import current_caller
from bruggen.access.problems import Hidden, MissingPermission
from bruggen.access.reach import find
from bruggen.access.scopes import Scope
from bruggen.kit.db import DbSession
from bruggen.kit.problems import ResourceNotFound
from bruggen.kit.wall import SYSTEM_WALL, Wall, open_wall, through_wall
from bruggen.models import CaseConsultation


def _behind_the_wall(session: DbSession, caller: Annotated[Caller, Security(current_caller)]) -> Caller:
    open_wall(session, Wall(caller.id, tuple(caller.regions(Scope.CASE_READ))))
    return caller


def requires_at_case(*scopes: Scope) -> Any:
    """The caller, who must have all of these scopes; for every route of cases, in place of `requires`."""
    return Security(_behind_the_wall, scopes=[scope.value for scope in scopes])


def find_case(session: Session, caller: Caller, case_id: UUID) -> CaseConsultation:
    """The case with its codes, within the caller's reach.

    Raises ResourceNotFound where there is none, and Hidden (the same to the caller) where it is not theirs to see. Behind the
    wall of PostgreSQL the two look alike to us as well: whether a refusal is to be written down, the system is asked.
    """
    try:
        return find(session, caller, Scope.CASE_READ, CaseConsultation, case_id, options=(selectinload(CaseConsultation.codes),))
    except ResourceNotFound:
        with through_wall(session, SYSTEM_WALL):
            known = session.scalar(select(CaseConsultation.id).where(CaseConsultation.id == case_id))
        if known is None:
            raise
        raise Hidden(object_type=CaseConsultation.__tablename__, object_id=case_id) from None


CaseReader = Annotated[Caller, requires_at_case(Scope.CASE_READ)]
CaseHandler = Annotated[Caller, requires_at_case(Scope.CASE_READ, Scope.CASE_WRITE)]
CaseId = Annotated[UUID, Path(alias="caseConsultationId", description="Id of the case.")]


def _seen_case(session: DbSession, caller: CaseReader, case_id: CaseId) -> CaseConsultation:
    return find_case(session, caller, case_id)


def _handled_case(session: DbSession, caller: CaseHandler, case_id: CaseId) -> CaseConsultation:
    case = find_case(session, caller, case_id)
    if case.region_code not in caller.regions(Scope.CASE_WRITE):
        raise MissingPermission(object_type="caseConsultations", object_id=case_id)
    return case


SeenCase = Annotated[CaseConsultation, Depends(_seen_case)]
"""The case of the address, within the caller's reach."""
HandledCase = Annotated[CaseConsultation, Depends(_handled_case)]
"""The case of the address, which the caller's tandem handles."""
