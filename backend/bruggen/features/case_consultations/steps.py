"""The steps of the path as resources: one route for each that is offered, made from the path's own definition."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import Response

from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS
from bruggen.access.scopes import Scope
from bruggen.access.walls import CaseId, find_case, requires_at_case
from bruggen.casework.path import STEPS, Party, Step
from bruggen.casework.steps import INPUTS, StepInput
from bruggen.casework.taking import take_step
from bruggen.features.case_consultations import shown
from bruggen.features.case_consultations.schemas import CaseDetail
from bruggen.kit.answers import private
from bruggen.kit.db import DbSession
from bruggen.kit.problems import CONFLICT, NOT_FOUND
from bruggen.models import CaseConsultation

router = APIRouter(tags=["CaseConsultations"], responses=REFUSALS | NOT_FOUND | CONFLICT)


def _offer(step: Step, body: type[StepInput]) -> None:
    scope = Scope.CASE_WRITE if set(step.by) == {Party.COORDINATOR} else Scope.CASE_APPLY
    taker = Annotated[Caller, requires_at_case(Scope.CASE_READ, scope)]

    def get_case(session: DbSession, caller: taker, case_id: CaseId) -> CaseConsultation:
        return find_case(session, caller, case_id)

    def take(
        session: DbSession,
        caller: taker,
        case: Annotated[CaseConsultation, Depends(get_case)],
        said: body,  # type: ignore[valid-type]
    ) -> Response:
        take_step(session, caller, case, step, said)
        session.flush()
        return private(shown.detail(session, caller, case), version=case.version)

    router.add_api_route(
        f"/caseConsultations/{{caseConsultationId}}/{step.name}",
        take,
        methods=["POST"],
        operation_id=step.operation,
        summary=step.title[1],
        description=(body.__doc__ or "").strip(),
        response_model=CaseDetail,
    )


for _step in STEPS.values():
    if _step.offered:
        _offer(_step, INPUTS[_step.name])
