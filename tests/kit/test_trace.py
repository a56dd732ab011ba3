"""Trace ids: every answer has one, failures keep theirs, and nothing of the caller's comes back unless it could be one."""

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from bruggen.kit.trace import TraceMiddleware, current_trace_id


async def fallback(scope: Scope, receive: Receive, send: Send) -> None:
    await Response(f"failed {current_trace_id()}", status_code=500)(scope, receive, send)


async def telling(scope: Scope, receive: Receive, send: Send) -> None:
    await Response(str(current_trace_id()))(scope, receive, send)


async def failing(scope: Scope, receive: Receive, send: Send) -> None:
    raise RuntimeError("inside")


async def failing_halfway(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise RuntimeError("halfway")


def test_the_id_is_the_one_that_the_application_sees() -> None:
    answer = TestClient(TraceMiddleware(telling, fallback)).get("/")
    assert answer.text == answer.headers["belgov-trace-id"]
    assert current_trace_id() is None


def test_a_failure_is_answered_under_its_own_id() -> None:
    answer = TestClient(TraceMiddleware(failing, fallback)).get("/")
    assert answer.status_code == 500
    assert answer.text == f"failed {answer.headers['belgov-trace-id']}"


def test_a_failure_in_the_middle_of_an_answer_breaks_it_off() -> None:
    with pytest.raises(RuntimeError, match="halfway"):
        TestClient(TraceMiddleware(failing_halfway, fallback)).get("/")


@pytest.mark.parametrize(
    ("sent", "echoed"),
    [
        ("3fa85f64-5717-4562-b3fc-2c963f66afa6", "3fa85f64-5717-4562-b3fc-2c963f66afa6"),
        ("abc123", "abc123"),
        ("x" * 200, "x" * 64),
        ("", None),
        ("a b", None),
        ("<script>", None),
        ("a\tb", None),
    ],
)
def test_the_callers_id_comes_back_only_if_it_could_be_one(sent: str, echoed: str | None) -> None:
    answer = TestClient(TraceMiddleware(telling, fallback)).get("/", headers={"BelGov-Trace-Id": sent})
    assert answer.headers.get("belgov-related-trace-id") == echoed
    assert answer.headers["belgov-trace-id"] != sent
