"""Serving processes of their own on one house, and changes made beside them."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import httpx2

from bruggen.models import Offer, OfferProvider, Organization
from tests.cli.command import COMMAND, ROOT, environment
from tests.conftest import House

# The product promises a second; a machine that runs all tests at once may need longer. The benchmarks measure it.
PATIENCE = 30.0


def until(ready: Callable[[], Any], patience: float = PATIENCE) -> Any:
    """What `ready` gives, as soon as that is true. Fails when it never is."""
    deadline = time.monotonic() + patience
    while not (found := ready()):
        assert time.monotonic() < deadline, f"never: {ready}"
        time.sleep(0.02)
    return found


@dataclass(slots=True)
class Server:
    """A `bruggen serve` process."""

    process: subprocess.Popen[bytes]
    url: str
    client: httpx2.Client = field(default_factory=httpx2.Client)

    def get(self, path: str, **params: Any) -> httpx2.Response:
        """An answer of the API."""
        return self.client.get(f"{self.url}/api/v1/{path}", params=params)

    def total(self, **params: Any) -> int:
        """How many offers a question finds."""
        count: int = self.get("offers", **params).raise_for_status().json()["total"]
        return count

    def shows(self, count: int, **params: Any) -> None:
        """Wait until a question finds so many offers."""
        until(lambda: self.total(**params) == count)

    def healthy(self) -> bool:
        """Whether it answers and can search."""
        assert self.process.poll() is None, f"the server ended with {self.process.returncode}"
        try:
            return bool(self.client.get(f"{self.url}/health").json() == {"status": "UP"})
        except httpx2.TransportError:
            return False

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it and wait until it is gone."""
        self.process.send_signal(how)
        self.process.wait(PATIENCE)

    def holds(self, path: Path) -> bool:
        """Whether it has the lock of a file."""
        inode = str(path.stat().st_ino)
        locks = (line.split() for line in Path("/proc/locks").read_text(encoding="ascii").splitlines())
        return any(lock[4] == str(self.process.pid) and lock[5].rpartition(":")[2] == inode for lock in locks if "->" not in lock)


def start(house: House, *, stderr: IO[bytes] | None = None, **settings: object) -> Server:
    """Start a server; it may not answer yet."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    usual = {"index_poll_seconds": 0.05, "static_path": house.directory_path / "nothing-built", "log_level": "ERROR"}
    process = subprocess.Popen(
        [COMMAND, "serve", "--port", str(port)],
        cwd=ROOT,
        env=environment(house, **(usual | settings)),
        stdout=subprocess.DEVNULL,
        stderr=stderr,
        start_new_session=True,
    )
    return Server(process, f"http://127.0.0.1:{port}")


@contextmanager
def serving(house: House, processes: int, **options: Any) -> Iterator[list[Server]]:
    """So many servers on one house, all of them answering. `options`: see `start`."""
    servers = [start(house, **options) for _ in range(processes)]
    try:
        for server in servers:
            until(server.healthy, patience=90)
        yield servers
    finally:
        for server in servers:
            server.client.close()
            if server.process.poll() is None:
                os.kill(server.process.pid, signal.SIGKILL)
            server.process.wait(PATIENCE)


def new_offer(title: str, **values: Any) -> Offer:
    """An offer that nobody else has, by an organization of its own."""
    return Offer(
        **{"status": "published", "category": "naft", "catchment_scope": "flanders", "summary": "Nieuw.", "description": "Nieuw."}
        | values,
        title=title,
        providers=[OfferProvider(organization=Organization(name=f"Van {title}", sector="welfare"), position=0)],
    )
