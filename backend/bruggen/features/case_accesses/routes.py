"""Experts at a case, and `/breakGlassAccesses`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS
from bruggen.access.recording import recorded
from bruggen.access.scopes import Scope
from bruggen.access.walls import CaseHandler, HandledCase, requires_at_case
from bruggen.casework.sealing import open_key, open_text
from bruggen.features.case_accesses import queries, service
from bruggen.features.case_accesses.schemas import (
    Accesses,
    AccessItem,
    AccessPerson,
    Emergency,
    EmergencyInput,
    ExpertInput,
)
from bruggen.kit.answers import nothing, private
from bruggen.kit.db import DbSession
from bruggen.kit.envelope import DataKey
from bruggen.kit.problems import CONFLICT, NOT_FOUND, ResourceNotFound
from bruggen.kit.ratelimit import Limits, Rule
from bruggen.models import CaseAccess, CaseConsultation

router = APIRouter(
    tags=["CaseConsultations"],
    responses=REFUSALS | NOT_FOUND,
    dependencies=[recorded("caseConsultations", CaseConsultation, Scope.CASE_READ)],
)
Rescuer = Annotated[Caller, requires_at_case(Scope.CASE_READ, Scope.CASE_BREAK_GLASS)]
AccessId = Annotated[UUID, Path(alias="accessId", description="Id of the access.")]
EMERGENCIES = Rule("emergencies", 10, 24 * 60 * 60)


def _item(key: DataKey, access: CaseAccess) -> AccessItem:
    return AccessItem(
        id=access.id,
        person=AccessPerson(id=access.user.id, name=access.user.name),
        kind=access.kind,
        reason=open_text(key, access.id, access.sealed) if access.sealed else None,
        valid_until=access.valid_until,
        ended_at=access.ended_at,
        created_at=access.created_at,
    )


@router.get("/caseConsultations/{caseConsultationId}/experts", operation_id="listCaseAccesses", response_model=Accesses)
def list_accesses(session: DbSession, case: HandledCase) -> Response:
    """Who was let into the case for a while: experts, and emergencies."""
    key = open_key(session, case.id)
    items = [_item(key, access) for access in queries.list_accesses(session, case.id)]
    return private(Accesses(self=f"/api/v1/caseConsultations/{case.id}/experts", items=items))


@router.post(
    "/caseConsultations/{caseConsultationId}/experts",
    operation_id="askExpert",
    status_code=201,
    response_model=AccessItem,
    responses=CONFLICT,
)
def ask_expert(session: DbSession, caller: CaseHandler, case: HandledCase, body: ExpertInput) -> Response:
    """Ask somebody with an account to think along about this case, until a day."""
    access = service.ask_expert(session, caller, case, body)
    session.refresh(access, ["user"])
    return private(_item(open_key(session, case.id), access), 201)


@router.delete(
    "/caseConsultations/{caseConsultationId}/experts/{accessId}",
    operation_id="endCaseAccess",
    status_code=204,
    responses=CONFLICT,
)
def end_access(session: DbSession, case: HandledCase, access_id: AccessId) -> Response:
    """Let somebody in no longer, from this moment."""
    access = queries.get_access(session, case.id, access_id)
    if access is None:
        raise ResourceNotFound
    service.end_access(session, case, access)
    return nothing()


@router.post(
    "/breakGlassAccesses",
    operation_id="breakGlass",
    status_code=201,
    response_model=Emergency,
    responses=CONFLICT,
)
def break_glass(request: Request, session: DbSession, caller: Rescuer, body: EmergencyInput) -> Response:
    """Read a case of another region in an emergency, for an hour. Its tandem and the protection officer hear of it."""
    limits: Limits = request.app.state.limits
    limits.hit(EMERGENCIES, str(caller.id))
    access, case = service.break_glass(session, caller, body)
    href = f"/api/v1/caseConsultations/{case.id}"
    return private(Emergency(href=href, id=case.id, code=case.code, valid_until=access.valid_until), 201)
