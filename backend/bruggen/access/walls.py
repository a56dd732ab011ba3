"""The caller of a route that touches cases: from here on the database itself knows who asks (kit/wall.py)."""

from collections.abc import Sequence
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import Depends, Path, Security
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from bruggen.access.caller import Caller
from bruggen.access.dependencies import current_caller
from bruggen.access.problems import Hidden, MissingPermission
from bruggen.access.reach import find
from bruggen.access.scopes import Scope
from bruggen.kit.db import Base, DbSession
from bruggen.kit.problems import ResourceNotFound
from bruggen.kit.wall import SYSTEM_WALL, Wall, open_wall, through_wall
from bruggen.models import CaseConsultation

Model = TypeVar("Model", bound=Base)


def _behind_the_wall(session: DbSession, caller: Annotated[Caller, Security(current_caller)]) -> Caller:
    open_wall(session, Wall(caller.id, tuple(caller.regions(Scope.CASE_READ))))
    return caller


def requires_at_case(*scopes: Scope) -> Any:
    """The caller, who must have all of these scopes; for every route of cases, in place of `requires`."""
    return Security(_behind_the_wall, scopes=[scope.value for scope in scopes])


def find_walled(
    session: Session,
    caller: Caller,
    scope: Scope,
    model: type[Model],
    key: UUID,
    *,
    change: bool = False,
    options: Sequence[ORMOption] = (),
) -> Model:
    """As `find` (access/reach.py), of what lies behind the wall of PostgreSQL.

    There a hidden record and none look alike to us as well: whether a refusal is to be written down, the system is asked.
    """
    try:
        return find(session, caller, scope, model, key, change=change, options=options)
    except ResourceNotFound:
        primary_key = model.__mapper__.primary_key[0]
        with through_wall(session, SYSTEM_WALL):
            known = session.scalar(select(primary_key).where(primary_key == key))
        if known is None:
            raise
        raise Hidden(object_type=model.__tablename__, object_id=key) from None


def find_case(session: Session, caller: Caller, case_id: UUID) -> CaseConsultation:
    """The case with its codes, within the caller's reach.

    Raises ResourceNotFound where there is none, and Hidden (the same to the caller) where it is not theirs to see.
    """
    codes = selectinload(CaseConsultation.codes)
    return find_walled(session, caller, Scope.CASE_READ, CaseConsultation, case_id, options=(codes,))


CaseReader = Annotated[Caller, requires_at_case(Scope.CASE_READ)]
CaseApplicant = Annotated[Caller, requires_at_case(Scope.CASE_READ, Scope.CASE_APPLY)]
CaseHandler = Annotated[Caller, requires_at_case(Scope.CASE_READ, Scope.CASE_WRITE)]
CaseId = Annotated[UUID, Path(alias="caseConsultationId", description="Id of the case.")]


def _seen_case(session: DbSession, caller: CaseReader, case_id: CaseId) -> CaseConsultation:
    return find_case(session, caller, case_id)


def _handled_case(session: DbSession, caller: CaseHandler, case_id: CaseId) -> CaseConsultation:
    case = find_case(session, caller, case_id)
    # A draft is nobody's to handle, also when the coordinator writes it down for somebody on the phone.
    if case.state == "draft" or case.region_code not in caller.regions(Scope.CASE_WRITE):
        raise MissingPermission(object_type="caseConsultations", object_id=case_id)
    return case


SeenCase = Annotated[CaseConsultation, Depends(_seen_case)]
"""The case of the address, within the caller's reach."""
HandledCase = Annotated[CaseConsultation, Depends(_handled_case)]
"""The case of the address, which the caller's tandem handles."""
