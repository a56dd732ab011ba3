"""Starts servers on the first core and stops them again, whatever happens."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parents[1]
WORK = ROOT / "var/bench"
# The server has the first core for itself; load, writers and the harness stay on the second.
SERVER_CORE, LOAD_CORE = "0", "1"
FIRST_PORT = 5400


def pinned(core: str, argv: Sequence[str]) -> list[str]:
    """The command bound to a core, and to the life of this process: it ends when the benchmark does."""
    return ["setpriv", "--pdeathsig", "TERM", "taskset", "--cpu-list", core, *argv]


class Server:
    """A server process, ready when `ready_path` answers 200. Use it in a `with` block."""

    def __init__(
        self, name: str, argv: Sequence[str], port: int, *, ready_path: str = "/", env: Mapping[str, str] | None = None
    ) -> None:
        self.name, self.port, self.ready_path = name, port, ready_path
        self._argv, self._env = argv, {**os.environ, **(env or {})}
        self.ready_after = 0.0

    def __enter__(self) -> "Server":
        _refuse_a_port_in_use(self.port)
        WORK.mkdir(parents=True, exist_ok=True)
        self.log = WORK / f"{self.name}.log"
        started = time.perf_counter()
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                pinned(SERVER_CORE, self._argv), env=self._env, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        try:
            self._wait_until_ready(started)
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self._stop()

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
        """One GET on a connection of its own: status, headers (names in lower case), body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers=dict(headers or {}))
            response = connection.getresponse()
            return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
        finally:
            connection.close()

    def memory_mb(self) -> float:
        """Resident memory of the server and its workers, shared pages counted once per process."""
        pids = [str(self.process.pid), *_children(self.process.pid)]
        pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids)
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def _wait_until_ready(self, started: float) -> None:
        while time.perf_counter() - started < 120:
            if self.process.poll() is not None:
                break
            try:
                status, _, _ = self.get(self.ready_path)
            except OSError:
                status = 0
            if status == 200:
                self.ready_after = time.perf_counter() - started
                return
            time.sleep(0.005)
        raise SystemExit(f"{self.name} did not answer {self.ready_path}; its log ends with:\n{self.log.read_text()[-2000:]}")

    def _stop(self) -> None:
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, sign)
            except ProcessLookupError:
                return
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                continue
            return


def uvicorn(app: str, port: int, *, python: str = sys.executable) -> list[str]:
    """One uvicorn worker at its fastest: uvloop, httptools, no access log."""
    flags = ["--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning"]
    return [python, "-m", "uvicorn", app, "--host", "127.0.0.1", "--port", str(port), *flags]


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def _refuse_a_port_in_use(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.connect()
    except OSError:
        return
    finally:
        connection.close()
    raise SystemExit(f"Port {port} is in use: another server would be measured. Stop it, or wait for the other run.")
