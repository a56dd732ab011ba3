"""The cookies that keep a browser signed in and known, and what makes sure that a page of our own sent them."""

from typing import Literal
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from bruggen.access.sessions import LONGEST
from bruggen.kit.problems import Problem
from bruggen.settings import Settings

RENEWAL = "bruggen_renewal"
DEVICE = "bruggen_device"
# Sent to nothing but the routes that need it: no page, no API call, no cache ever sees it.
PATH = "/auth"
DEVICE_SECONDS = 400 * 24 * 3600


class ForeignOrigin(Problem):
    """A page of another site sent the request."""

    type = "urn:problem-type:bruggen:foreignOrigin"
    status = 403
    title = "Foreign Origin"
    detail = "This address may only be called by the site itself."


def require_own_origin(request: Request) -> None:
    """Refuse what a page of another site sent: the browser names the page's origin itself (OWASP, verifying origin)."""
    settings: Settings = request.app.state.settings
    origin = request.headers.get("origin", "")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    if origin not in (own, settings.public_url, *settings.cors_origins):
        raise ForeignOrigin


def keep_signed_in(response: Response, request: Request, renewal: str) -> None:
    """Hand the browser the token that renews its session."""
    set_cookie(response, request, RENEWAL, renewal, int(LONGEST.total_seconds()))


def remember_device(response: Response, request: Request, mark: str) -> None:
    """Let the browser be known at the next sign-in: a stranger's guesses then do not shut its owner out."""
    set_cookie(response, request, DEVICE, mark, DEVICE_SECONDS)


def forget_session(response: Response) -> None:
    """Take the renewing token away."""
    response.delete_cookie(RENEWAL, path=PATH, httponly=True, samesite="strict")


def set_cookie(
    response: Response, request: Request, name: str, value: str, seconds: int, *, samesite: Literal["strict", "lax"] = "strict"
) -> None:
    """Set a cookie that no script reads and only the routes of signing in get; over TLS alone where the site is."""
    settings: Settings = request.app.state.settings
    secure = urlsplit(settings.public_url).scheme == "https"
    response.set_cookie(name, value, max_age=seconds, path=PATH, httponly=True, samesite=samesite, secure=secure)
