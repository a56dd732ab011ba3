"""Trace ids: one for every answer (`BelGov-Trace-Id`), the same in the log and in a problem's `instance`."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bruggen.kit.ids import new_id

_trace_id: ContextVar[str | None] = ContextVar("trace_id", default=None)

OUT = b"belgov-trace-id"
IN = b"belgov-trace-id"
RELATED = b"belgov-related-trace-id"
MAX_RELATED = 64

logger = structlog.get_logger("bruggen")


def current_trace_id() -> str | None:
    """The id of the request being answered, None outside one."""
    return _trace_id.get()


def _related(scope: Scope) -> bytes | None:
    """The caller's own trace id, to be echoed; nothing that could not be one."""
    for name, value in scope["headers"]:
        if name == IN:
            sent: bytes = value[:MAX_RELATED]
            return sent if sent.replace(b"-", b"").isalnum() else None
    return None


AddHeaders = Callable[[str, Iterable[tuple[bytes, bytes]]], Iterable[tuple[bytes, bytes]]]


def _no_headers(_path: str, _headers: Iterable[tuple[bytes, bytes]]) -> Iterable[tuple[bytes, bytes]]:
    return ()


class TraceMiddleware:
    """Gives every request an id; a failure nobody handled is logged, and answered by `on_failure` if it was not yet.

    `add_headers` says what every answer carries besides, from its path and its own headers: a layer that did this alone
    would cost the fastest answers a twentieth of their time.
    """

    def __init__(self, app: ASGIApp, on_failure: ASGIApp, add_headers: AddHeaders = _no_headers) -> None:
        self.app = app
        self.on_failure = on_failure
        self.add_headers = add_headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        trace_id = str(new_id())
        related = _related(scope)
        started = finished = False
        token = _trace_id.set(trace_id)

        async def send_traced(message: Message) -> None:
            nonlocal started, finished
            if message["type"] == "http.response.start":
                started = True
                headers = message.get("headers", ())
                message["headers"] = [*headers, *self.add_headers(scope["path"], headers), (OUT, trace_id.encode())]
                if related:
                    message["headers"].append((RELATED, related))
            elif message["type"] == "http.response.body":
                finished = not message.get("more_body")
            await send(message)

        try:
            await self.app(scope, receive, send_traced)
        except Exception:
            # The path only: a query string may hold what somebody searched for.
            logger.exception("request failed", trace_id=trace_id, method=scope["method"], path=scope["path"])
            if started and not finished:
                # Half an answer cannot be mended: the server breaks the connection off.
                raise
            if not started:
                await self.on_failure(scope, receive, send_traced)
        finally:
            _trace_id.reset(token)
