"""JSON bodies hold what a database and an answer can hold: no NUL, no half characters, no numbers that are none.

Each is refused here, once, for every route; a schema's own rules come after.
"""

import json
from collections.abc import Iterator
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from bruggen.kit.intake import once
from bruggen.kit.problems import BadRequest, InputIssue, input_issue, problem_response

NUL = "The text holds a NUL character, which no text can hold. Leave it out."
SURROGATE = "The text holds half a character (a lone surrogate, RFC 8259, 8.2). Write the whole character."
NUMBER = "NaN and Infinity are no JSON (RFC 8259, 6). Write a number."


class RefuseUnwritable:
    """ASGI layer that answers 400 to a JSON body with such a value, naming each place. Expects the whole body in one message."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        kind = _media_type(scope) if scope["type"] == "http" and scope["method"] not in ("GET", "HEAD") else ""
        if not kind.endswith("json"):
            await self.app(scope, receive, send)
            return
        body: bytes = (await receive()).get("body", b"")
        if issues := _read(body):
            await problem_response(BadRequest(issues=issues))(scope, receive, send)
        else:
            await self.app(scope, once(body, receive), send)


def _media_type(scope: Scope) -> str:
    given = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
    return given.partition(b";")[0].strip().lower().decode("latin-1")


class _NoNumber:
    """Stands where NaN or an infinity stood."""

    def __init__(self, _written: str) -> None:
        pass


def _read(body: bytes) -> list[InputIssue]:
    """What is wrong in the body; nothing where it is no JSON, or nested beyond all measure: whoever wants it answers that."""
    try:
        return list(_issues(json.loads(body, parse_constant=_NoNumber)))
    except (ValueError, RecursionError):
        return []


def _issues(node: Any, place: str = "") -> Iterator[InputIssue]:
    if isinstance(node, dict):
        for name, value in node.items():
            inside = f"{place}.{name}" if place else name
            yield from _issues(name, inside)
            yield from _issues(value, inside)
    elif isinstance(node, list):
        for position, value in enumerate(node):
            yield from _issues(value, f"{place}.{position}" if place else str(position))
    elif detail := _fault(node):
        shown = place.encode("utf-8", "replace").decode().replace("\0", "?")
        yield input_issue("schemaViolation", detail, location="body", name=shown or None)


def _fault(value: Any) -> str | None:
    if isinstance(value, _NoNumber):
        return NUMBER
    if isinstance(value, str) and "\0" in value:
        return NUL
    # A pair of surrogates was one character by the time it was read: what is left of them stands alone.
    if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
        return SURROGATE
    return None
