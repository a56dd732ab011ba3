"""The limit of a Python server here: an ASGI application that only answers."""

from typing import Any

START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"5")],
}
BODY = {"type": "http.response.body", "body": b"hello"}


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Answer every request with `hello`."""
    if scope["type"] == "http":
        await send(START)
        await send(BODY)
