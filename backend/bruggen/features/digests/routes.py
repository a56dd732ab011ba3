"""`/digestSubscriptions`: what is new, by mail. Double opt-in, and one click to end it (RFC 8058)."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from bruggen.access.entering import address_of
from bruggen.features.digests import service
from bruggen.features.digests.schemas import DigestInput, DigestState, DigestToken
from bruggen.kit.answers import PRIVATE, nothing, private
from bruggen.kit.db import DbSession
from bruggen.kit.problems import NOT_FOUND
from bruggen.kit.ratelimit import Limits, Rule
from bruggen.models import DigestSubscription

router = APIRouter(tags=["Novelties"])
one_click = APIRouter(tags=["Novelties"])
Token = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]+$", max_length=200, description="From the mail.")]
DAY = 24 * 60 * 60
BY_ADDRESS = Rule("digestAddress", 30, DAY)
BY_EMAIL = Rule("digestEmail", 3, DAY)


def _state(subscription: DigestSubscription) -> DigestState:
    return DigestState(status=subscription.status, regions=subscription.regions, themes=subscription.themes)


@router.post("/digestSubscriptions", operation_id="askDigest", status_code=202)
def ask_digest(request: Request, session: DbSession, body: DigestInput) -> Response:
    """Ask for the digest. The address gets a mail, and nothing else before it says yes."""
    limits: Limits = request.app.state.limits
    limits.hit(BY_ADDRESS, address_of(request))
    limits.hit(BY_EMAIL, body.email)
    service.ask(session, body, public_url=request.app.state.settings.public_url)
    return Response(status_code=202, headers={"Cache-Control": PRIVATE})


@router.post("/digestChecks", operation_id="checkDigest", response_model=DigestState, responses=NOT_FOUND)
def check_digest(session: DbSession, body: DigestToken) -> Response:
    """What a link in a mail stands for."""
    return private(_state(service.find(session, body.token)))


@router.post("/digestConfirmations", operation_id="confirmDigest", response_model=DigestState, responses=NOT_FOUND)
def confirm_digest(session: DbSession, body: DigestToken) -> Response:
    """Say yes, from the mail."""
    subscription = service.find(session, body.token)
    service.confirm(session, subscription)
    return private(_state(subscription))


@router.post("/digestCancellations", operation_id="cancelDigest", response_model=DigestState, responses=NOT_FOUND)
def cancel_digest(session: DbSession, body: DigestToken) -> Response:
    """End it, from the mail; the address is forgotten."""
    subscription = service.find(session, body.token)
    service.end(subscription, "unsubscribed")
    return private(_state(subscription))


@one_click.get("/digest/unsubscribe/{token}", operation_id="showDigest", status_code=303, response_class=Response)
def show_digest(token: Token) -> Response:
    """Where a person who follows the same link is led: to the page that asks whether to end it. Reading ends nothing."""
    return Response(status_code=303, headers={"Location": f"/{service.PAGE}#{token}", "Cache-Control": PRIVATE})


@one_click.post("/digest/unsubscribe/{token}", operation_id="unsubscribeDigest", status_code=204, responses=NOT_FOUND)
def unsubscribe_digest(session: DbSession, token: Token) -> Response:
    """End it by what mail programs show as one click (List-Unsubscribe-Post); whatever they send along is not read."""
    service.end(service.find(session, token), "unsubscribed")
    return nothing()
