"""HEAD: what GET would answer, without the body (RFC 9110, 9.3.2). FastAPI's routes know GET alone."""

from collections.abc import Iterable, Iterator

from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class AnswerHead:
    """ASGI layer that asks for the whole answer and passes its head on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, send_head)


def allowed_methods(routes: Iterable[BaseRoute], scope: Scope) -> Iterator[str]:
    """The methods that the address of the request knows, for `Allow`: the router tells those of the first route it met."""
    known = list(routes)
    for method in ("DELETE", "GET", "PATCH", "POST", "PUT"):
        asked = {**scope, "method": method, "path_params": {}}
        if any(route.matches(asked)[0] is Match.FULL for route in known):
            yield from ("GET", "HEAD") if method == "GET" else (method,)
