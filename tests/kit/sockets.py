"""A small application behind the server the product runs on, and bytes sent to it as no polite client would."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

PATIENCE = 30.0


@contextmanager
def listening(app: ASGIApp, listener: socket.socket | None = None) -> Iterator[int]:
    """The application on a port of its own, in a thread."""
    listener = listener or reserve()
    listener.listen()
    config = uvicorn.Config(app, http="httptools", loop="uvloop", log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        listener.close()


def reserve() -> socket.socket:
    """A port that nobody else gets, for an application that has to know it before it listens."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    return listener


class Caller:
    """A connection that sends what it is told, and reads until the server closes or has said enough."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)

    def __enter__(self) -> "Caller":
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, *parts: bytes) -> None:
        """Send bytes as they are."""
        for part in parts:
            self.socket.sendall(part)

    def head(self, *lines: str) -> None:
        """Send the head of a POST with these headers."""
        self.send("\r\n".join(("POST /echo HTTP/1.1", "Host: bruggen.test", *lines, "", "")).encode())

    def read_until(self, end: bytes) -> bytes:
        """What the server says, up to and with `end`."""
        said = b""
        while end not in said:
            part = self.socket.recv(65536)
            assert part, f"the server closed after {said!r}"
            said += part
        return said

    def read_all(self) -> bytes:
        """What the server says until it closes."""
        return b"".join(iter(lambda: self.socket.recv(65536), b""))
