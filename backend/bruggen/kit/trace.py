"""Trace ids: one for every answer (`BelGov-Trace-Id`), the same in the log and in a problem's `instance`."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bruggen.kit.ids import new_text_id

_trace_id: ContextVar[str | None] = ContextVar("trace_id", default=None)

TRACE = b"belgov-trace-id"
"""On an answer its own id; on a request the caller's, which goes back as `RELATED`."""
RELATED = b"belgov-related-trace-id"
MAX_RELATED = 64
Header = tuple[bytes, bytes]

logger = structlog.get_logger("bruggen")


def current_trace_id() -> str | None:
    """The id of the request being answered, None outside one."""
    return _trace_id.get()


def trace_headers(trace_id: str, sent: bytes | None) -> tuple[Header, ...]:
    """What an answer carries: its own id, and the one that the caller sent; nothing that could not be one."""
    own = (TRACE, trace_id.encode())
    if sent is None:
        return (own,)
    related = sent[:MAX_RELATED]
    return (own, (RELATED, related)) if related.replace(b"-", b"").isalnum() else (own,)


AddHeaders = Callable[[str, Iterable[Header]], Iterable[Header]]


def _no_headers(_path: str, _headers: Iterable[Header]) -> Iterable[Header]:
    return ()


class TraceMiddleware:
    """Gives every request an id; a failure nobody handled is logged, and answered by `on_failure` if it was not yet.

    `add_headers` says what every answer carries besides, from its path and its own headers: a layer that did this alone
    would cost each request its time.
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
        trace_id = new_text_id()
        own = trace_headers(trace_id, next((value for name, value in scope["headers"] if name == TRACE), None))
        started = finished = False
        token = _trace_id.set(trace_id)

        async def send_traced(message: Message) -> None:
            nonlocal started, finished
            if message["type"] == "http.response.start":
                started = True
                headers = message.get("headers", ())
                message["headers"] = [*headers, *self.add_headers(scope["path"], headers), *own]
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
