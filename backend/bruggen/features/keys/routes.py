"""`/.well-known/jwks.json`: the public keys that access tokens are verified with (RFC 7517)."""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from bruggen.access.authentication import Tokens
from bruggen.kit.schema import Schema
from bruggen.kit.tokens import jwks

router = APIRouter(tags=["SignIn"])


class KeySet(Schema):
    """A JWK Set."""

    keys: list[dict[str, str]]


@router.get("/.well-known/jwks.json", operation_id="getKeys", response_model=KeySet)
def get_keys(request: Request) -> Response:
    """The public keys of today, the retired ones included until their last token ran out."""
    tokens: Tokens = request.app.state.tokens
    tokens.keys.signing_key()
    return JSONResponse(jwks(tokens.keys), headers={"Cache-Control": "public, max-age=300"})
