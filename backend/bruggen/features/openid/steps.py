"""The two ends of a sign-in elsewhere: what is kept when a browser leaves, and what it has to bring when it comes back."""

import base64
import hmac
import json
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bruggen.access.links import find_link, new_link, use_link
from bruggen.kit.db import seal_of
from bruggen.kit.sealing import new_token, token_digest

PURPOSE = "openIdConnect"


@dataclass(frozen=True, slots=True)
class Departure:
    """A sign-in under way at the provider. `state` travels in addresses, `browser` stays in a cookie of the one that left."""

    state: str
    browser: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Return:
    """A browser that came back with the state of a sign-in that it began itself."""

    nonce: str
    verifier: str
    return_to: str | None


def depart(session: Session, return_to: str | None) -> Departure:
    """Begin; good for ten minutes, once."""
    browser, nonce, verifier = new_token(), new_token(), new_token()
    sealed = seal_of(session).seal(PURPOSE, json.dumps([nonce, verifier]).encode())
    content = {"sealed": base64.b64encode(sealed).decode(), "browser": token_digest(browser), "returnTo": return_to}
    return Departure(new_link(session, PURPOSE, content=content), browser, nonce, verifier)


def come_back(session: Session, state: str, browser: str) -> Return | None:
    """Use the state up. None when it is not good, or began in another browser: nobody signs somebody else in."""
    link = find_link(session, state, [PURPOSE])
    if link is None or not hmac.compare_digest(link.content["browser"], token_digest(browser)):
        return None
    if not use_link(session, link):
        return None
    nonce, verifier = json.loads(seal_of(session).open(PURPOSE, base64.b64decode(link.content["sealed"])))
    return Return(nonce, verifier, link.content["returnTo"])
