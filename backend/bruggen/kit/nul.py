"""The one character that no database text can hold: an address with it is refused, the same on every database."""

from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Receive, Scope, Send

from bruggen.kit.problems import BadRequest, input_issue, problem_response

DETAIL = "The address holds a NUL character (%00), which no text can hold. Leave it out."


class RefuseNul:
    """ASGI layer that answers 400 to an address with a NUL; PostgreSQL would fail on it, SQLite cut the text there."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and (b"%00" in scope["query_string"] or "\0" in scope["path"]):
            query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
            names = dict.fromkeys(name for name, value in query if "\0" in name + value)
            issues = [input_issue("schemaViolation", DETAIL, location="query", name=name) for name in names]
            await problem_response(BadRequest(DETAIL, issues=issues or None))(scope, receive, send)
        else:
            await self.app(scope, receive, send)
