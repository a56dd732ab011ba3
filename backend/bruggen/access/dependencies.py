"""What a route's signature says about access: `caller: Annotated[Caller, requires(Scope.OFFER_WRITE)]`."""

from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.security import OAuth2, SecurityScopes

from bruggen.access.authentication import authenticate
from bruggen.access.caller import Caller
from bruggen.access.problems import MissingScope, NoAccessToken
from bruggen.access.scopes import DESCRIPTIONS, Scope
from bruggen.kit.actor import set_actor
from bruggen.kit.db import DbSession
from bruggen.kit.problems import MEDIA_TYPE

# Documents the scopes. People get their token at /auth/signIns, partners' systems at /oauth/token.
SCHEME = OAuth2(
    scheme_name="bruggen",
    flows={
        "clientCredentials": {
            "tokenUrl": "/oauth/token",
            "scopes": {scope.value: english for scope, (_dutch, english) in DESCRIPTIONS.items()},
        }
    },
    auto_error=False,
)

SECOND_FACTOR = "This needs a second factor. Sign in again with the code of your authenticator app."


def current_caller(
    request: Request, session: DbSession, needed: SecurityScopes, _header: Annotated[str | None, Depends(SCHEME)]
) -> Caller:
    """Who calls. Raises NoAccessToken, InvalidAccessToken, ExpiredAccessToken, or MissingScope for a scope that is missing."""
    caller = authenticate(request, session)
    set_actor(session, caller.actor)
    request.state.caller = caller
    operation = request.scope["route"].operation_id
    missing = [scope for scope in needed.scopes if scope not in caller.scopes]
    if missing and caller.is_anonymous:
        raise NoAccessToken
    if missing and caller.waiting:
        raise MissingScope(SECOND_FACTOR, object_type="operations", object_id=operation)
    if missing:
        raise MissingScope(
            f"Your roles do not allow this; it needs {', '.join(missing)}.", object_type="operations", object_id=operation
        )
    return caller


def requires(*scopes: Scope) -> Any:
    """The caller, who must have all of these scopes."""
    return Security(current_caller, scopes=[scope.value for scope in scopes])


MaybeCaller = Annotated[Caller, Security(current_caller)]
"""The caller of a public route, who may see more when signed in."""

_PROBLEM = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
REFUSALS: dict[int | str, dict[str, Any]] = {
    401: {"description": "Not signed in, or no longer", **_PROBLEM},
    403: {"description": "Not allowed", **_PROBLEM},
}
"""`responses=` of every route that needs a scope."""
