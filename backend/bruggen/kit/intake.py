"""What a body may cost: so many bytes, so much time to arrive.

FastAPI's own limit knows no time, and answers in plain text where a route does not read the body.
"""

import asyncio
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bruggen.kit.problems import PayloadTooLarge, RequestTimeout, problem_response

# After a refusal the rest is still read, within reason: a caller who is cut off in the middle of sending never sees the answer.
MAX_IGNORED_BYTES = 8 * 1024 * 1024
CLOSE = {"Connection": "close"}


class BoundedIntake:
    """ASGI layer that hands a request on when its whole body is there: at most `max_bytes`, arrived within `seconds`.

    Answers 413 or 408 itself otherwise, so that nobody's slow sending holds a thread or a connection to the database.
    """

    def __init__(self, app: ASGIApp, *, max_bytes: int, seconds: float) -> None:
        self.app = app
        self.max_bytes = max_bytes
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        arriving = _Arriving(receive)
        try:
            async with asyncio.timeout(self.seconds):
                body = await self._read(scope, arriving)
        except TimeoutError:
            refusal = RequestTimeout(f"The body did not arrive within {self.seconds:g} seconds. Send it again.", headers=CLOSE)
            await problem_response(refusal)(scope, receive, send)
        else:
            if body is None:
                await self._refuse(scope, arriving, send)
            elif not arriving.broken_off:
                await self.app(scope, once(body, receive), send)

    async def _read(self, scope: Scope, arriving: "_Arriving") -> bytes | None:
        """The body; None when it is too large, without reading any of it where its length is told."""
        if _told_length(scope) > self.max_bytes:
            return None
        parts: list[bytes] = []
        size = 0
        while not arriving.ended:
            parts.append(await arriving.next_part())
            size += len(parts[-1])
            if size > self.max_bytes:
                return None
        return b"".join(parts)

    async def _refuse(self, scope: Scope, arriving: "_Arriving", send: Send) -> None:
        async def send_unfinished(message: Message) -> None:
            await send({**message, "more_body": True} if message["type"] == "http.response.body" else message)

        refusal = PayloadTooLarge(f"The body is larger than {self.max_bytes} bytes. Send less at once.", headers=CLOSE)
        await problem_response(refusal)(scope, arriving.receive, send_unfinished)
        ignored = 0
        with suppress(TimeoutError):
            async with asyncio.timeout(self.seconds):
                while not arriving.ended and ignored < MAX_IGNORED_BYTES:
                    ignored += len(await arriving.next_part())
        await send({"type": "http.response.body", "body": b""})


class _Arriving:
    """A body on its way, and whether there is more to come."""

    def __init__(self, receive: Receive) -> None:
        self.receive = receive
        self.ended = False
        self.broken_off = False

    async def next_part(self) -> bytes:
        message = await self.receive()
        self.broken_off = message["type"] == "http.disconnect"
        self.ended = not message.get("more_body")
        part: bytes = message.get("body", b"")
        return part


def _told_length(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else 0
    return 0


def once(body: bytes, receive: Receive) -> Receive:
    """Gives the body, then what the connection has to say."""
    given = False

    async def receive_read() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_read
