"""Slows guessing down without letting a stranger shut somebody out: a browser its owner used before has a count of its own
(OWASP, Blocking Brute Force Attacks: device cookies).
"""

import hmac
import secrets

from starlette.requests import Request

from bruggen.access.cookies import DEVICE
from bruggen.access.entering import address_of
from bruggen.kit.ratelimit import Limits, Rule
from bruggen.kit.sealing import Seal

QUARTER = 15 * 60
HOUR = 60 * 60
BY_ADDRESS = Rule("signInAddress", 60, QUARTER)
BY_ACCOUNT = Rule("signInAccount", 10, QUARTER)
BY_DEVICE = Rule("signInDevice", 10, QUARTER)
CODES = Rule("signInCode", 10, QUARTER)
RESETS_BY_ADDRESS = Rule("resetAddress", 20, HOUR)
RESETS_BY_ACCOUNT = Rule("resetAccount", 3, HOUR)
LINKS_BY_ADDRESS = Rule("linkAddress", 60, HOUR)


def count_sign_in(request: Request, email: str) -> None:
    """Count a try. Raises TooManyRequests."""
    limits: Limits = request.app.state.limits
    limits.hit(BY_ADDRESS, address_of(request))
    device = _known_device(request, email)
    if device:
        limits.hit(BY_DEVICE, device)
    else:
        limits.hit(BY_ACCOUNT, email)


def device_mark(request: Request, email: str) -> str:
    """What the browser of a person who just signed in is known by next time."""
    known = _known_device(request, email)
    name = known or secrets.token_urlsafe(16)
    return f"{name}.{_proof(request, email, name)}"


def _known_device(request: Request, email: str) -> str | None:
    name, _, proof = request.cookies.get(DEVICE, "").partition(".")
    return name if name and hmac.compare_digest(proof, _proof(request, email, name)) else None


def _proof(request: Request, email: str, name: str) -> str:
    seal: Seal = request.app.state.seal
    return seal.digest("device", f"{name} {email}")
