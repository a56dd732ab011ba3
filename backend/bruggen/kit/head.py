"""HEAD: what GET would answer, without the body (RFC 9110, 9.3.2). FastAPI's routes know GET alone."""

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
