"""Experts at a case, and `/breakGlassAccesses`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from bruggen.access.attempts import enter_attempt
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS
from bruggen.access.recording import recorded
from bruggen.access.scopes import Scope
from bruggen.access.walls import CaseHandler, HandledCase, requires_at_case
from bruggen.casework.links import PersonLink, case_href
from bruggen.casework.sealing import find_key, said
from bruggen.features.case_accesses import queries, service
from bruggen.features.case_accesses.schemas import (
    Accesses,
    AccessItem,
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
from bruggen.record.idempotency import IdempotencyKey

router = APIRouter(
    tags=["CaseConsultations"],
    responses=REFUSALS | NOT_FOUND,
    dependencies=[recorded("caseConsultations", CaseConsultation, Scope.CASE_READ)],
)
Rescuer = Annotated[Caller, requires_at_case(Scope.CASE_READ, Scope.CASE_BREAK_GLASS)]
AccessId = Annotated[UUID, Path(alias="accessId", description="Id of the access.")]
EMERGENCIES = Rule("emergencies", 10, 24 * 60 * 60)


def _item(key: DataKey | None, access: CaseAccess) -> AccessItem:
    return AccessItem(
        id=access.id,
        person=PersonLink(id=access.user.id, name=access.user.name),
        kind=access.kind,
        reason=said(key, access.id, access.sealed),
        valid_until=access.valid_until,
        ended_at=access.ended_at,
        created_at=access.created_at,
    )


@router.get("/caseConsultations/{caseConsultationId}/experts", operation_id="listCaseAccesses", response_model=Accesses)
def list_accesses(session: DbSession, case: HandledCase) -> Response:
    """Who was let into the case for a while: experts, and emergencies."""
    key = find_key(session, case.id)
    items = [_item(key, access) for access in queries.list_accesses(session, case.id)]
    return private(Accesses(self=f"{case_href(case.id)}/experts", items=items))


@router.post(
    "/caseConsultations/{caseConsultationId}/experts",
    operation_id="askExpert",
    status_code=201,
    response_model=AccessItem,
    responses=CONFLICT,
)
def ask_expert(
    request: Request,
    session: DbSession,
    caller: CaseHandler,
    case: HandledCase,
    body: ExpertInput,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Ask somebody with an account to think along about this case, until a day."""
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    if not attempt.repeated:
        service.ask_expert(session, caller, case, body, key=attempt.object_id)
    access = queries.get_access(session, case.id, attempt.object_id)
    if access is None:
        raise ResourceNotFound
    return private(_item(find_key(session, case.id), access), 201)


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
    return private(Emergency(href=case_href(case.id), id=case.id, code=case.code, valid_until=access.valid_until), 201)
