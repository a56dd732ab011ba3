"""The product as a process of its own, and its pages on a plain file server."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "frontend" / "build"
COMMAND = Path(sys.executable).with_name("bruggen")
PATIENCE = 30.0


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(slots=True, frozen=True)
class Product:
    """A server that runs, and what its API answers: the truth that the pages are held against."""

    url: str

    def ask(self, path: str, **params: Any) -> Any:
        """The JSON body of an API answer."""
        answer = httpx.get(f"{self.url}/api/v1/{path}", params=params)
        answer.raise_for_status()
        return answer.json()

    def total(self, **filters: Any) -> int:
        """How many offers these filters leave."""
        count: int = self.ask("offers", pageSize=1, **filters)["total"]
        return count

    def facet(self, name: str, **filters: Any) -> dict[str, int]:
        """Label and count of every value of a facet that is there."""
        values = self.ask("offers", pageSize=1, facets=name, lang="nl", **filters)["facets"][name]
        return {value["label"]: value["count"] for value in values if value["count"]}


def run(*arguments: str, settings: Mapping[str, str]) -> None:
    """Run a command of the product to its end."""
    subprocess.run([COMMAND, *arguments], cwd=ROOT, env=os.environ | settings, check=True, capture_output=True)


def _wait_until_healthy(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped with {process.returncode}")
        try:
            if httpx.get(f"{url}/health").is_success:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise TimeoutError(f"{url} was not healthy after {PATIENCE:.0f} s")


@contextmanager
def serving(settings: Mapping[str, str]) -> Iterator[Product]:
    """The product with these settings, from when it is healthy until the end of the block."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = os.environ | {"BRUGGEN_STATIC_PATH": str(PAGES), "BRUGGEN_PUBLIC_URL": url} | settings
    process = subprocess.Popen([COMMAND, "serve", "--port", str(port)], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_until_healthy(process, url)
        yield Product(url)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


class FileServer(ThreadingHTTPServer):
    """The built pages, without any of the product's Python, on an origin of their own."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), partial(_PlainFiles, directory=str(PAGES)))
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.config = b"{}"

    def configure(self, api: str) -> None:
        """Tell the pages where their API is, as an operator does in config.json."""
        self.config = json.dumps({"apiBaseUrl": api}).encode()

    def __enter__(self) -> "FileServer":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, *_: object) -> None:
        """A browser that goes away in the middle of an answer is no news."""


class _PlainFiles(SimpleHTTPRequestHandler):
    """What any file server does for a single-page application: files, and one page for every other address."""

    server: FileServer

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/config.json":
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(self.server.config)))
            self.end_headers()
            self.wfile.write(self.server.config)
            return
        if not Path(self.translate_path(path)).is_file():
            self.path = "/200.html"
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing: the tests' output is theirs."""
