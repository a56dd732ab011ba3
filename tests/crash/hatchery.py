"""Makes serving processes of the product in no time, to be killed: a process that has it all loaded, and forks.

Started as `python -m tests.crash.hatchery`; for each port that it reads, a line, it forks a server and writes its pid.
"""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

import httpx2

ROOT = Path(__file__).parents[2]


class Hatchery:
    """The process that forks servers, as the tests use it."""

    def __init__(self, env: Mapping[str, str], log: Path) -> None:
        self._log = log.open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.hatchery"],
            env={**os.environ, **env},
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )

    def __enter__(self) -> "Hatchery":
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        # Its input ends, and so does it.
        with self._process, self._log:
            pass

    def hatch(self, port: int, patience: float = 30) -> int:
        """A server that answers on this port; returns its pid."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{port}\n")
        self._process.stdin.flush()
        pid = int(self._process.stdout.readline())
        end = time.monotonic() + patience
        while time.monotonic() < end:
            with contextlib.suppress(httpx2.TransportError):
                if httpx2.get(f"http://127.0.0.1:{port}/health").status_code == 200:
                    return pid
            time.sleep(0.01)
        raise AssertionError(f"the server did not come up; see {self._log.name}")


def main() -> None:
    """Load the product once, then fork it as often as told."""
    import uvicorn

    from bruggen.kit.listener import listen
    from bruggen.main import create_app

    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            os.close(0)
            config = uvicorn.Config(create_app, factory=True, access_log=False, log_level="warning", loop="uvloop")
            uvicorn.Server(config).run(sockets=[listen("127.0.0.1", int(line))])
            os._exit(0)
        print(pid, flush=True)
        # Those that were killed meanwhile are let go.
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


if __name__ == "__main__":
    main()
