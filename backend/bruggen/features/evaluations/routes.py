"""`/evaluations` and `/registrationCertificates`: for who came; and what they thought, for those whose session it was."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, MaybeCaller, requires
from bruggen.access.reach import find
from bruggen.access.scopes import Scope
from bruggen.expertise.tokens import RegistrationToken
from bruggen.features.evaluations import service
from bruggen.features.evaluations.schemas import EvaluationInput, EvaluationSummary
from bruggen.kit.answers import PRIVATE, nothing, private
from bruggen.kit.db import DbSession
from bruggen.kit.exports import FILE
from bruggen.kit.problems import CONFLICT, NOT_FOUND
from bruggen.kit.typesetting import MEDIA_TYPE
from bruggen.models import TrainingSession

router = APIRouter(tags=["Registrations"])
Reader = Annotated[Caller, requires(Scope.REGISTRATION_READ)]
SessionId = Annotated[UUID, Path(alias="trainingSessionId", description="Id of the session.")]
PDF = {"description": "A certificate", "content": {MEDIA_TYPE: FILE}}


@router.post("/evaluations", operation_id="evaluate", status_code=204, responses=NOT_FOUND | CONFLICT)
def evaluate(session: DbSession, caller: MaybeCaller, body: EvaluationInput) -> Response:
    """Say what you thought of a session that you came to: once, and nobody sees that it was you."""
    service.evaluate(session, body)
    return nothing()


@router.get(
    "/trainingSessions/{trainingSessionId}/evaluations",
    operation_id="getEvaluations",
    response_model=EvaluationSummary,
    responses=REFUSALS | NOT_FOUND,
)
def get_evaluations(request: Request, session: DbSession, caller: Reader, session_id: SessionId) -> Response:
    """What those who came thought of a session, taken together."""
    find(session, caller, Scope.REGISTRATION_READ, TrainingSession, session_id, change=True)
    return private(service.summarize(session, session_id, request.url.path))


@router.post(
    "/registrationCertificates",
    operation_id="makeCertificate",
    response_class=Response,
    responses={200: PDF} | NOT_FOUND | CONFLICT,
)
def make_certificate(session: DbSession, caller: MaybeCaller, body: RegistrationToken) -> Response:
    """A certificate for who came to a training."""
    headers = {"Content-Disposition": 'attachment; filename="attest.pdf"', "Cache-Control": PRIVATE}
    return Response(service.certificate(session, body.token), media_type=MEDIA_TYPE, headers=headers)
