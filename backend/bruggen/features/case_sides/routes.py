"""The other side of a case: asked by a link, joined, confirmed."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from bruggen.access.dependencies import REFUSALS
from bruggen.access.walls import CaseApplicant, SeenCase
from bruggen.casework.links import case_href
from bruggen.features.case_sides import service
from bruggen.features.case_sides.schemas import Joined, JoinInput, OtherSideInput
from bruggen.kit.answers import nothing, private
from bruggen.kit.db import DbSession
from bruggen.kit.problems import CONFLICT, NOT_FOUND
from bruggen.kit.ratelimit import Limits, Rule

router = APIRouter(tags=["CaseConsultations"], responses=REFUSALS | NOT_FOUND | CONFLICT)
DAY = 24 * 60 * 60
ASKED = Rule("otherSideAsked", 20, DAY)
JOINED = Rule("otherSideJoined", 30, DAY)


@router.post(
    "/caseConsultations/{caseConsultationId}/otherSideInvitations",
    operation_id="inviteOtherSide",
    status_code=204,
)
def invite_other_side(
    request: Request, session: DbSession, caller: CaseApplicant, case: SeenCase, body: OtherSideInput
) -> Response:
    """Ask the other side by mail to fill in and confirm the application. The mail holds a link, and nothing of the case."""
    limits: Limits = request.app.state.limits
    limits.hit(ASKED, str(caller.id))
    service.ask(session, caller, case, body.email, public_url=request.app.state.settings.public_url)
    return nothing()


@router.post("/otherSides", operation_id="joinCaseConsultation", response_model=Joined)
def join_case(request: Request, session: DbSession, caller: CaseApplicant, body: JoinInput) -> Response:
    """Join a case as its other side, by the link that came by mail."""
    limits: Limits = request.app.state.limits
    limits.hit(JOINED, str(caller.id))
    case = service.join(session, caller, body.token)
    return private(Joined(href=case_href(case.id), id=case.id, code=case.code))


@router.post(
    "/caseConsultations/{caseConsultationId}/confirmations",
    operation_id="confirmCaseConsultation",
    status_code=204,
)
def confirm_case(session: DbSession, caller: CaseApplicant, case: SeenCase) -> Response:
    """Confirm, as the other side, that one is stuck as well."""
    service.confirm(session, caller, case)
    return nothing()


@router.delete(
    "/caseConsultations/{caseConsultationId}/otherSide",
    operation_id="removeOtherSide",
    status_code=204,
)
def remove_other_side(session: DbSession, caller: CaseApplicant, case: SeenCase) -> Response:
    """Take the other side from the case."""
    service.leave(session, caller, case)
    return nothing()
