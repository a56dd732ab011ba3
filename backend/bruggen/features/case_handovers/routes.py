"""`/caseHandovers`: cases that go from one region to another, when the other agrees."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS
from bruggen.access.recording import recorded
from bruggen.access.scopes import Scope
from bruggen.access.walls import CaseHandler, HandledCase, find_walled
from bruggen.casework.sealing import said, unwrap
from bruggen.features.case_handovers import queries, service
from bruggen.features.case_handovers.schemas import (
    HandoverAnswer,
    HandoverCase,
    HandoverFilters,
    HandoverInput,
    HandoverItem,
)
from bruggen.kit.answers import nothing
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import page_answer
from bruggen.kit.page import Collection
from bruggen.kit.problems import CONFLICT, NOT_FOUND
from bruggen.kit.wall import SYSTEM_WALL, through_wall
from bruggen.models import CaseConsultation, CaseHandover

router = APIRouter(
    tags=["CaseHandovers"], responses=REFUSALS, dependencies=[recorded("caseHandovers", CaseHandover, Scope.CASE_WRITE)]
)
HandoverId = Annotated[UUID, Path(alias="caseHandoverId", description="Id of the hand-over.")]


def _get_asked(session: DbSession, caller: CaseHandler, handover_id: HandoverId) -> CaseHandover:
    return find_walled(session, caller, Scope.CASE_WRITE, CaseHandover, handover_id, change=True)


def _get_seen(session: DbSession, caller: CaseHandler, handover_id: HandoverId) -> CaseHandover:
    return find_walled(session, caller, Scope.CASE_WRITE, CaseHandover, handover_id)


Asked = Annotated[CaseHandover, Depends(_get_asked)]
Seen = Annotated[CaseHandover, Depends(_get_seen)]


def _case(caller: Caller, handover: CaseHandover, case: CaseConsultation) -> HandoverCase:
    """The case as far as the caller may know it: once it was answered, its facts are for the region that has it."""
    known = handover.status == "proposed" or case.region_code in caller.regions(Scope.CASE_WRITE)
    facts = {"urgency": case.urgency, "age_band": case.age_band, "level": case.level, "state": case.state}
    return HandoverCase(id=case.id, code=case.code, **(facts if known else {}))


def _item(session: DbSession, caller: Caller, row: AnyRow) -> HandoverItem:
    handover: CaseHandover = row[0]
    case: CaseConsultation = row[1]
    key = unwrap(session, case.id, row.wrapped_key, row.outer_key) if row.wrapped_key else None
    return HandoverItem(
        href=f"/api/v1/caseHandovers/{handover.id}",
        id=handover.id,
        case=_case(caller, handover, case),
        from_region=handover.from_region,
        to_region=handover.to_region,
        status=handover.status,
        reason=said(key, handover.id, handover.sealed),
        answer=said(key, f"{handover.id} answer", handover.sealed_answer),
        created_at=handover.created_at,
        decided_at=handover.decided_at,
    )


@router.get("/caseHandovers", operation_id="listCaseHandovers", response_model=Collection[HandoverItem])
def list_handovers(
    request: Request, query: Annotated[HandoverFilters, Query()], session: DbSession, caller: CaseHandler
) -> Response:
    """Hand-overs from and to the own region."""
    with through_wall(session, SYSTEM_WALL):
        rows = queries.select_handovers(caller, query)
        return page_answer(request, query, session, rows, HandoverItem, lambda row: _item(session, caller, row))


@router.post(
    "/caseConsultations/{caseConsultationId}/handovers",
    operation_id="proposeCaseHandover",
    status_code=204,
    responses=NOT_FOUND | CONFLICT,
)
def propose_handover(session: DbSession, caller: CaseHandler, case: HandledCase, body: HandoverInput) -> Response:
    """Ask another region to take the case over. It stays here until they accept."""
    service.propose(session, caller, case, body)
    return nothing()


@router.post(
    "/caseHandovers/{caseHandoverId}/acceptances",
    operation_id="acceptCaseHandover",
    status_code=204,
    responses=NOT_FOUND | CONFLICT,
)
def accept_handover(session: DbSession, caller: CaseHandler, handover: Asked) -> Response:
    """Take the case over."""
    with through_wall(session, SYSTEM_WALL):
        service.accept(session, caller, handover)
    return nothing()


@router.post(
    "/caseHandovers/{caseHandoverId}/refusals",
    operation_id="refuseCaseHandover",
    status_code=204,
    responses=NOT_FOUND | CONFLICT,
)
def refuse_handover(session: DbSession, caller: CaseHandler, handover: Asked, body: HandoverAnswer) -> Response:
    """Do not take the case over, and say why."""
    with through_wall(session, SYSTEM_WALL):
        service.refuse(session, caller, handover, body)
    return nothing()


@router.post(
    "/caseHandovers/{caseHandoverId}/withdrawals",
    operation_id="withdrawCaseHandover",
    status_code=204,
    responses=NOT_FOUND | CONFLICT,
)
def withdraw_handover(session: DbSession, caller: CaseHandler, handover: Seen) -> Response:
    """Ask the other region no longer. The case stays here."""
    service.withdraw(session, caller, handover)
    return nothing()
