"""Reads a request for a token as RFC 6749 describes it, or says in its words what is wrong."""

import base64
import binascii
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote_plus

from fastapi import Request
from starlette.responses import JSONResponse, Response

from bruggen.features.tokens.schemas import TokenRefusal, TokenRequest

FORM = "application/x-www-form-urlencoded"
MAX_PARAMETERS = 20
NOT_STORED = {"Cache-Control": "no-store", "Pragma": "no-cache"}
CHALLENGE = {"WWW-Authenticate": 'Basic realm="bruggen", charset="UTF-8"'}


class TokenRefused(Exception):
    """There is no token; the caller answers with `response`."""

    def __init__(self, refusal: TokenRefusal) -> None:
        super().__init__(refusal.error)
        self.refusal = refusal

    def response(self) -> Response:
        """The refusal as the RFC has it: 401 where the client is not who it says, 400 otherwise."""
        is_unknown = self.refusal.error == "invalid_client"
        headers = NOT_STORED | CHALLENGE if is_unknown else NOT_STORED
        return JSONResponse(self.refusal.model_dump(), 401 if is_unknown else 400, headers)


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks for a token, and for which scopes; None for all that it has."""

    client_id: str
    secret: str
    scopes: frozenset[str] | None


async def read_form(request: Request) -> bytes:
    """The body as it came."""
    return await request.body()


def read_request(request: Request, body: bytes) -> Credentials:
    """Who asks for what. Raises TokenRefused."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise refused("invalid_request", f"Send the parameters in the body, as {FORM}.")
    form = _parameters(body)
    if not form.grant_type:
        raise refused("invalid_request", "grant_type is missing.")
    if form.grant_type != "client_credentials":
        raise refused("unsupported_grant_type", "Only client_credentials is supported.")
    header = request.headers.get("authorization")
    if header and form.client_secret is not None:
        raise refused("invalid_request", "Send the client's secret once: in the header or in the body.")
    client_id, secret = _basic(header) if header else (form.client_id or "", form.client_secret or "")
    if header and form.client_id not in (None, client_id):
        raise refused("invalid_request", "The header and the body name different clients.")
    return Credentials(client_id, secret, frozenset(form.scope.split()) if form.scope else None)


def _parameters(body: bytes) -> TokenRequest:
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MAX_PARAMETERS, errors="strict")
    except ValueError as error:
        raise refused("invalid_request", "The body cannot be read as a form.") from error
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise refused("invalid_request", "No parameter may come twice.")
    # What is empty counts as left out, and what is unknown is ignored: both say the RFC (3.2).
    known = {name: value for name, value in pairs if value and name in TokenRequest.model_fields}
    return TokenRequest(**{"grant_type": "", **known})


def _basic(header: str) -> tuple[str, str]:
    scheme, _, encoded = header.partition(" ")
    try:
        client_id, colon, secret = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        colon = ""
    if scheme.lower() != "basic" or not colon:
        raise refused("invalid_client", "The Authorization header is not a Basic one that can be read.")
    # Both are form-encoded before they are joined (2.3.1).
    return unquote_plus(client_id), unquote_plus(secret)


def refused(error: str, detail: str) -> TokenRefused:
    """A refusal with the RFC's code."""
    return TokenRefused(TokenRefusal.model_validate({"error": error, "error_description": detail}))
