"""What a body may cost, over real sockets: so many bytes, so much time."""

import json
from collections.abc import Iterator

import httpx2
import pytest
from fastapi import FastAPI, Request

from bruggen.kit.intake import BoundedIntake
from bruggen.kit.problems import handle_problems
from tests.kit.sockets import Caller, listening

MAX = 100_000
SOON = 0.3
END_OF_BODY = b'"}'


@pytest.fixture(scope="module")
def echo() -> FastAPI:
    """An application that tells how much came, and whom it ever saw."""
    app = FastAPI()
    handle_problems(app)
    app.state.seen = []

    @app.api_route("/echo", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    async def measure(request: Request) -> dict[str, object]:
        body = await request.body()
        app.state.seen.append(len(body))
        return {"size": len(body), "last": body[-1:].decode(), "left": await request.is_disconnected()}

    return app


@pytest.fixture(scope="module")
def port(echo: FastAPI) -> Iterator[int]:
    with listening(BoundedIntake(echo, max_bytes=MAX, seconds=60)) as found:
        yield found


@pytest.fixture(scope="module")
def hasty_port(echo: FastAPI) -> Iterator[int]:
    with listening(BoundedIntake(echo, max_bytes=MAX, seconds=SOON)) as found:
        yield found


@pytest.fixture(autouse=True)
def nobody_seen(echo: FastAPI) -> None:
    echo.state.seen.clear()


def problem(said: bytes) -> tuple[int, str]:
    """Status and kind of an answer that is a problem, and says that the connection ends."""
    head, _, body = said.partition(b"\r\n\r\n")
    lines = head.decode().lower().split("\r\n")
    assert "content-type: application/problem+json" in lines
    assert "connection: close" in lines
    told = json.loads(body)
    assert int(lines[0].split()[1]) == told["status"]
    return told["status"], told["type"]


TOO_LARGE = (413, "urn:problem-type:belgif:payloadTooLarge")
TOO_SLOW = (408, "urn:problem-type:bruggen:requestTimeout")


def chunks(size: int, count: int) -> Iterator[bytes]:
    for _ in range(count):
        yield b"%x\r\n%s\r\n" % (size, b"x" * size)


class TestSize:
    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
    def test_up_to_the_bound_everything_arrives(self, port: int, method: str) -> None:
        body = b"x" * (MAX - 1) + b"z"
        answer = httpx2.request(method, f"http://127.0.0.1:{port}/echo", content=body)
        assert answer.json() == {"size": MAX, "last": "z", "left": False}

    def test_chunks_arrive_as_one(self, port: int) -> None:
        answer = httpx2.post(f"http://127.0.0.1:{port}/echo", content=iter([b"x" * 40_000, b"y" * 40_000, b"z"]))
        assert answer.json() == {"size": 80_001, "last": "z", "left": False}

    def test_a_told_length_is_refused_before_a_byte_came(self, port: int, echo: FastAPI) -> None:
        with Caller(port) as caller:
            caller.head(f"Content-Length: {MAX + 1}")
            assert problem(caller.read_until(END_OF_BODY)) == TOO_LARGE
        assert echo.state.seen == []

    def test_who_asks_first_is_not_told_to_go_on(self, port: int) -> None:
        with Caller(port) as caller:
            caller.head(f"Content-Length: {MAX + 1}", "Expect: 100-continue")
            assert caller.read_until(END_OF_BODY).startswith(b"HTTP/1.1 413 ")

    def test_chunks_are_refused_when_there_are_too_many(self, port: int, echo: FastAPI) -> None:
        with Caller(port) as caller:
            caller.head("Transfer-Encoding: chunked")
            caller.send(*chunks(10_000, 11), b"0\r\n\r\n")
            assert problem(caller.read_all()) == TOO_LARGE
        assert echo.state.seen == []

    @pytest.mark.parametrize("told", [True, False])
    def test_who_sends_all_before_listening_still_hears_why(self, port: int, told: bool) -> None:
        large = b"x" * 3_000_000
        answer = httpx2.post(f"http://127.0.0.1:{port}/echo", content=large if told else iter([large]))
        assert (answer.status_code, answer.json()["type"]) == TOO_LARGE
        assert str(MAX) in answer.json()["detail"]

    def test_who_never_stops_is_cut_off(self, port: int, echo: FastAPI) -> None:
        with Caller(port) as caller, pytest.raises(OSError, match=r"reset|pipe"):
            caller.head("Transfer-Encoding: chunked")
            caller.send(*chunks(100_000, 1000))
        assert echo.state.seen == []

    def test_reading_is_let_through_as_it_is(self, port: int) -> None:
        answer = httpx2.request("GET", f"http://127.0.0.1:{port}/echo", content=b"x" * (MAX + 1))
        assert answer.json()["size"] == MAX + 1


class TestTime:
    @pytest.mark.parametrize("framing", ["Content-Length: 10", "Transfer-Encoding: chunked"])
    @pytest.mark.parametrize("begun", [b"", b"3\r\nabc\r\n"])
    def test_a_body_that_does_not_come_ends_the_connection(
        self, hasty_port: int, echo: FastAPI, framing: str, begun: bytes
    ) -> None:
        with Caller(hasty_port) as caller:
            caller.head(framing)
            caller.send(begun)
            assert problem(caller.read_all()) == TOO_SLOW
        assert echo.state.seen == []

    def test_a_trickle_does_not_buy_more(self, hasty_port: int, echo: FastAPI) -> None:
        with Caller(hasty_port) as caller:
            caller.head("Content-Length: 100000")
            caller.socket.settimeout(SOON / 10)
            said = b""
            while not said:
                caller.send(b"x")
                try:
                    said = caller.read_until(END_OF_BODY)
                except TimeoutError:
                    continue
            assert problem(said) == TOO_SLOW
        assert echo.state.seen == []

    def test_who_leaves_in_the_middle_leaves_nothing(self, port: int, echo: FastAPI) -> None:
        with Caller(port) as caller:
            caller.head("Content-Length: 10")
            caller.send(b"abc")
        assert httpx2.post(f"http://127.0.0.1:{port}/echo", content=b"z").json()["last"] == "z"
        assert echo.state.seen == [1]
