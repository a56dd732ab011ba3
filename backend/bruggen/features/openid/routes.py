"""`/auth/openIdConnect`: out to the identity provider and back. The browser goes these ways itself, so whatever happens ends
on a page of the site, in words that the page knows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import structlog
from fastapi import APIRouter, Request
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from bruggen.access.cookies import PATH, keep_signed_in, set_cookie
from bruggen.access.entering import SignedIn, Step, act_as_nobody, address_of, device_of, enter
from bruggen.access.links import LIFETIMES
from bruggen.features.openid import service, steps
from bruggen.features.openid.provider import IdentityProvider
from bruggen.features.openid.schemas import Code, Error, Issuer, Refusal, ReturnTo, SignInMethods, State
from bruggen.kit.answers import private
from bruggen.kit.db import get_session
from bruggen.kit.id_tokens import UntrustedToken
from bruggen.kit.openid import CodeNotTaken, ProviderUnavailable
from bruggen.kit.problems import PreconditionFailed, ResourceNotFound, TooManyRequests
from bruggen.kit.ratelimit import Limits, Rule
from bruggen.record.audit import record_event
from bruggen.settings import Settings

BROWSER = "bruggen_sign_in"
BROWSER_SECONDS = int(LIFETIMES[steps.PURPOSE].total_seconds())
BY_ADDRESS = Rule("openIdConnectAddress", 120, 15 * 60)
PAGE = "/aanmelden"
REDIRECT: dict[str, Any] = {
    "status_code": 302,
    "response_class": RedirectResponse,
    "response_model": None,
    "responses": {302: {"description": "On to the next page"}},
}

router = APIRouter(prefix=PATH, tags=["SignIn"])
logger = structlog.get_logger("bruggen.openid")


@router.get("/methods", operation_id="getSignInMethods", response_model=SignInMethods)
def get_methods(request: Request) -> Response:
    """Get the ways there are to sign in."""
    return private(SignInMethods(password=True, open_id_connect=request.app.state.identity_provider is not None))


@router.get("/openIdConnect/authorizations", operation_id="beginOpenIdConnect", **REDIRECT)
def begin(request: Request, return_to: ReturnTo = None) -> Response:
    """Go to the identity provider to sign in there."""
    idp = _identity_provider(request)
    try:
        _count(request)
        with _transaction(request) as session:
            departure = steps.depart(session, return_to)
        url = idp.provider.authorization_url(state=departure.state, nonce=departure.nonce, verifier=departure.verifier)
    except TooManyRequests:
        return _refused(request, Refusal.TOO_MANY_TRIES)
    except ProviderUnavailable as error:
        return _failed(request, Refusal.PROVIDER_UNAVAILABLE, error)
    response = _redirect(url)
    # Lax: the provider sends the browser back from another site, and a strict cookie would stay at home.
    set_cookie(response, request, BROWSER, departure.browser, BROWSER_SECONDS, samesite="lax")
    return response


@router.get("/openIdConnect/callbacks", operation_id="completeOpenIdConnect", **REDIRECT)
def complete(request: Request, state: State = None, code: Code = None, error: Error = None, issuer: Issuer = None) -> Response:
    """Come back from the identity provider. What else it sends along is not looked at (RFC 6749, 4.1.2)."""
    idp = _identity_provider(request)
    try:
        _count(request)
        # Used up in a transaction of its own, before the provider is asked: what fails after this cannot be tried again, and
        # no connection to the database waits for another machine.
        with _transaction(request) as session:
            back = steps.come_back(session, state or "", request.cookies.get(BROWSER, ""))
        if back is None:
            return _refused(request, Refusal.EXPIRED)
        if issuer not in (None, idp.issuer):
            return _refused(request, Refusal.NOT_TRUSTED)
        if error or not code:
            return _refused(request, Refusal.ACCESS_DENIED if error == "access_denied" else Refusal.PROVIDER_ERROR)
        claims = idp.provider.redeem(code, nonce=back.nonce, verifier=back.verifier)
        with _transaction(request) as session:
            entered = _enter(session, request, idp, claims)
    except TooManyRequests:
        return _refused(request, Refusal.TOO_MANY_TRIES)
    except ProviderUnavailable as failure:
        return _failed(request, Refusal.PROVIDER_UNAVAILABLE, failure)
    except (CodeNotTaken, UntrustedToken) as failure:
        return _failed(request, Refusal.NOT_TRUSTED, failure)
    except PreconditionFailed:
        return _refused(request, Refusal.TRY_AGAIN)
    if isinstance(entered, Refusal):
        return _refused(request, entered)
    return _arrived(request, entered, back.return_to)


def _identity_provider(request: Request) -> IdentityProvider:
    idp: IdentityProvider | None = request.app.state.identity_provider
    if idp is None:
        raise ResourceNotFound
    return idp


def _count(request: Request) -> None:
    limits: Limits = request.app.state.limits
    limits.hit(BY_ADDRESS, address_of(request))


@contextmanager
def _transaction(request: Request) -> Iterator[Session]:
    with contextmanager(get_session)(request) as session:
        act_as_nobody(request, session)
        yield session


def _enter(session: Session, request: Request, idp: IdentityProvider, claims: dict[str, Any]) -> SignedIn | Step | Refusal:
    found = service.find_account(session, idp.issuer, claims, idp.rules)
    if isinstance(found, Refusal):
        record_event(session, "signInFailed", "users", purpose=found)
        return found
    twice = service.is_proven_twice(claims, idp.second_factor_values)
    return enter(session, found, method=service.METHOD, device=device_of(request), proven_twice=twice)


def _arrived(request: Request, entered: SignedIn | Step, return_to: str | None) -> Response:
    # After the #, which browsers send to no server: the page learns that it is to renew, or which ticket asks for a code.
    if isinstance(entered, Step):
        fragment = urlencode({"ticket": entered.ticket, "enrolled": str(entered.enrolled).lower()})
    else:
        fragment = "signedIn"
    response = _to_page(request, fragment=fragment, **({"naar": return_to} if return_to else {}))
    if isinstance(entered, SignedIn):
        keep_signed_in(response, request, entered.renewal)
    return response


def _refused(request: Request, refusal: Refusal) -> Response:
    return _to_page(request, fout=refusal.value)


def _failed(request: Request, refusal: Refusal, failure: Exception) -> Response:
    logger.warning("sign-in at the identity provider failed", code=refusal.value, reason=str(failure))
    return _refused(request, refusal)


def _to_page(request: Request, *, fragment: str = "", **parameters: str) -> Response:
    settings: Settings = request.app.state.settings
    query = f"?{urlencode(parameters)}" if parameters else ""
    response = _redirect(f"{settings.public_url}{PAGE}{query}{f'#{fragment}' if fragment else ''}")
    response.delete_cookie(BROWSER, path=PATH, httponly=True, samesite="lax")
    return response


def _redirect(url: str) -> Response:
    return RedirectResponse(url, 302, {"Cache-Control": "no-store"})
