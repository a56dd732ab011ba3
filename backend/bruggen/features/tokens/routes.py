"""`/oauth/token`: access tokens for partners' systems (RFC 6749, 4.4). It speaks as the RFC prescribes, also when it refuses."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse, Response

from bruggen.access.authentication import Tokens
from bruggen.access.caller import VISITOR
from bruggen.access.keyring import ACCESS_TOKEN_LIFETIME
from bruggen.features.tokens import service
from bruggen.features.tokens.forms import FORM, NOT_STORED, TokenRefused, read_form, read_request, refused
from bruggen.features.tokens.schemas import TokenAnswer, TokenRefusal, TokenRequest
from bruggen.kit.actor import Actor, set_actor
from bruggen.kit.db import DbSession
from bruggen.kit.ratelimit import Limits, Rule

QUARTER = 15 * 60
BY_CLIENT = Rule("tokenClient", 60, QUARTER)
BY_ADDRESS = Rule("tokenAddress", 600, QUARTER)
SCHEMA = TokenRequest.model_json_schema()
BODY: dict[str, Any] = {"requestBody": {"required": True, "content": {FORM: {"schema": SCHEMA}}}}
REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"model": TokenRefusal, "description": "The request is not right (RFC 6749, 5.2)"},
    401: {"model": TokenRefusal, "description": "The client is not known, or its secret is wrong"},
}

router = APIRouter(tags=["SignIn"])


@router.post("/oauth/token", operation_id="issueToken", response_model=TokenAnswer, responses=REFUSED, openapi_extra=BODY)
def issue_token(request: Request, session: DbSession, form: Annotated[bytes, Depends(read_form)]) -> Response:
    """Get an access token for a partner's system."""
    address = request.client.host if request.client else ""
    request.state.caller = VISITOR
    set_actor(session, Actor(VISITOR.kind, address=address))
    limits: Limits = request.app.state.limits
    try:
        credentials = read_request(request, form)
        limits.hit(BY_ADDRESS, address)
        limits.hit(BY_CLIENT, credentials.client_id, address)
        caller = service.enter(session, credentials, address)
        if caller is None or caller.id is None:
            raise refused("invalid_client", "The client is not known, its secret is wrong, or it may no longer call.")
        scopes = service.granted(caller, credentials)
    except TokenRefused as refusal:
        # Answered, not raised: that somebody tried is to be written down.
        return refusal.response()
    tokens: Tokens = request.app.state.tokens
    answer = TokenAnswer(
        access_token=tokens.issue(caller.kind, caller.id, scopes=None if credentials.scopes is None else scopes),
        expires_in=int(ACCESS_TOKEN_LIFETIME.total_seconds()),
        scope=" ".join(sorted(scopes)),
    )
    return JSONResponse(answer.model_dump(), headers=NOT_STORED)
