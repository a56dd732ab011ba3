"""Installs the peers, fills them with our cards, and knows the ways to serve each."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.load import throughput
from benchmarks.product import Data
from benchmarks.servers import FIRST_PORT, ROOT, WORK, Server, uvicorn

OURS, REST, TABLE = range(FIRST_PORT + 10, FIRST_PORT + 13)
VENV = WORK / "peers"
PYTHON = str(VENV / "bin/python")
PACKAGES = ("django", "djangorestframework", "django-filter", "gunicorn", "uvicorn", "datasette")


def install() -> None:
    """Put the peers into a virtual environment of their own, never into the product's."""
    stamp, wanted = VENV / "requirements.txt", Path(__file__).parent / "requirements.txt"
    if stamp.exists() and stamp.read_bytes() == wanted.read_bytes():
        return
    print("Installing the peers", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", str(wanted)], check=True)
    shutil.copy(wanted, stamp)


def fill(ours: Server, data: Data) -> Path:
    """Make both databases from the very cards that our API gives; returns their folder."""
    folder = data.folder / "peers"
    if (folder / "complete").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    cards, path = folder / "cards.ndjson", "/api/v1/offers?sort=-verifiedOn&pageSize=100"
    with cards.open("w", encoding="utf-8") as file:
        while path:
            answer = json.loads(ours.get(path)[2])
            file.writelines(json.dumps(card, ensure_ascii=False) + "\n" for card in answer["items"])
            following = answer.get("next", "")
            path = following[following.find("/api/") :] if following else ""
    env = {**os.environ, "BENCH_DATABASE": str(folder / "rest.sqlite3")}
    subprocess.run([PYTHON, "-m", "benchmarks.peers.rest.fill", str(cards)], cwd=ROOT, env=env, check=True)
    subprocess.run([PYTHON, "-m", "benchmarks.peers.table", str(cards), str(folder / "table.db")], cwd=ROOT, check=True)
    (folder / "complete").touch()
    return folder


def rest_servers(folder: Path) -> list[Server]:
    """Django by gunicorn's two kinds of workers and by uvicorn."""
    env = {"BENCH_DATABASE": str(folder / "rest.sqlite3")}
    gunicorn = [str(VENV / "bin/gunicorn"), "--workers", "1", "--no-control-socket", "--bind", f"127.0.0.1:{REST}"]
    app = "benchmarks.peers.rest.wsgi"
    ways = {
        "rest-gunicorn-sync": [*gunicorn, app],
        "rest-gunicorn-thread": [*gunicorn, "--worker-class", "gthread", "--threads", "1", "--keep-alive", "60", app],
        "rest-uvicorn": uvicorn("benchmarks.peers.rest.asgi:application", REST, python=PYTHON),
    }
    return [Server(name, argv, REST, ready_path="/api/v1/offers", env=env) for name, argv in ways.items()]


def table_servers(folder: Path) -> list[Server]:
    """Datasette with none, one or three threads for SQL; its file is immutable, so that it need not look for changes."""
    argv = [str(VENV / "bin/datasette"), "serve", "--immutable", str(folder / "table.db"), "--port", str(TABLE)]
    argv += ["--setting", "suggest_facets", "off", "--setting", "sql_time_limit_ms", "10000"]
    argv += ["--setting", "facet_time_limit_ms", "10000", "--setting", "num_sql_threads"]
    return [Server(f"table-{threads}-threads", [*argv, str(threads)], TABLE) for threads in (0, 1, 3)]


def fastest(servers: list[Server], paths: list[str]) -> Server:
    """The way of serving that does best in a short try with the benchmark's own requests."""
    rates: dict[Server, float] = {}
    for server in servers:
        with server:
            throughput(server.port, paths=paths * 20, seconds=1)
            rates[server] = throughput(server.port, paths=paths * 20, seconds=2).per_second
        print(f"  {server.name:<24} {rates[server]:,.0f}/s", flush=True)
    return max(rates, key=lambda server: rates[server])


def versions() -> dict[str, str]:
    """What is installed for the peers."""
    code = f"import importlib.metadata as m, json; print(json.dumps({{name: m.version(name) for name in {PACKAGES!r}}}))"
    result = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=True)
    return json.loads(result.stdout)
