"""What sending alone costs: an ASGI application that gives every request the answer in the file `BENCH_ANSWER`."""

import json
import os
from pathlib import Path
from typing import Any

ANSWER = json.loads(Path(os.environ["BENCH_ANSWER"]).read_text("utf-8"))
START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(name.encode(), value.encode()) for name, value in ANSWER["headers"].items()],
}
BODY = {"type": "http.response.body", "body": ANSWER["body"].encode()}


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Answer every request with it."""
    if scope["type"] == "http":
        await send(START)
        await send(BODY)
