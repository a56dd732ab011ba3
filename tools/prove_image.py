#!/usr/bin/env python3
"""Prove the Dockerfile and compose.yaml on a machine without a container engine: `make prove-image`.

Follows every instruction of the Dockerfile in a clean folder, then runs what compose.yaml runs: the migration, the API on
SQLite and on a real PostgreSQL, and the front end from the real static file server on another origin, looked at with a real
browser. Takes about two minutes; stops at the first thing that does not hold.
"""
# ruff: noqa: S310, S603, S607 - it starts programs and asks servers that it chose itself

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path

import yaml
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE))

from tests.e2e.visitor import chromium  # noqa: E402
from tests.make.postgres import PostgresServer  # noqa: E402
from tools.dockerfile import Stage, build  # noqa: E402


def main() -> None:
    """Build, run, look; exit code 1 with one line when something does not hold."""
    if not os.environ["PATH"].startswith(str(HERE / ".venv")):
        sys.exit("run it as: make prove-image")
    base = Path(tempfile.mkdtemp(prefix="bruggen-image-"))
    base.chmod(0o755)
    try:
        say("following the Dockerfile")
        stages = build(HERE / "Dockerfile", context(base), base, images(base), os.environ)
        app, web = stages["app"], stages["web"]
        check("the image runs as an ordinary user", bool(app.user and web.user))
        check("no tool of ours is in the image", not (app.folder / "env/bin/pytest").exists())
        prove_sqlite(app)
        prove_compose(app, web, base)
    finally:
        shutil.rmtree(base)
    say("everything holds")


def context(base: Path) -> Path:
    """What the builder gets to see: the repository's files that .dockerignore lets through."""
    rules = [line for line in (HERE / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    allowed = [rule[1:] for rule in rules if rule.startswith("!")]
    refused = [rule for rule in rules if not rule.startswith("!") and rule != "*" and "**" not in rule]
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listing, cwd=HERE, check=True, capture_output=True, text=True).stdout.splitlines():
        let_through = any(Path(name).is_relative_to(rule) for rule in allowed)
        if let_through and not any(Path(name).is_relative_to(rule) for rule in refused) and (HERE / name).is_file():
            target = base / "context" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HERE / name, target)
    return base / "context"


def images(base: Path) -> dict[str, Path]:
    """Folders with the programs the base images bring: Python, Node, Caddy."""
    found = base / "images"
    # A Python that an ordinary user can reach, as in the image: not one in somebody's home folder.
    python = "/usr/bin/python3" if Path("/usr/bin/python3").exists() else sys.executable
    subprocess.run(["uv", "venv", "--quiet", "--seed", "--python", python, found / "python"], check=True)
    for program in ("node", "npm"):
        (found / "node").mkdir(parents=True, exist_ok=True)
        (found / "node" / program).symlink_to(HERE / ".venv/bin" / program)
    (found / "caddy").mkdir()
    if caddy := shutil.which("caddy"):
        (found / "caddy/caddy").symlink_to(caddy)
    else:
        say("fetching Caddy (Debian's package, unpacked only)")
        subprocess.run(["apt-get", "-qq", "download", "caddy"], cwd=found, check=True, stderr=subprocess.DEVNULL)
        subprocess.run(["dpkg", "-x", next(found.glob("caddy_*.deb")), found / "unpacked"], check=True)
        (found / "caddy/caddy").symlink_to(found / "unpacked/usr/bin/caddy")
    return {"python": found / "python/bin", "node": found / "node", "caddy": found / "caddy"}


def prove_sqlite(app: Stage) -> None:
    """The image alone, with its defaults."""
    for command in (["bruggen", "migrate"], ["bruggen", "seed", "--demo"]):
        check(" ".join(command), app.run(command).wait() == 0)
    with serving(app) as address:
        look(address, "SQLite")
        status, _, page = fetch(f"{address}/")
        check("the API's process serves the front end too", status == 200 and "<html" in page)
        health = [word.replace("127.0.0.1:8000", address.removeprefix("http://")) for word in app.health]
        check("the health check of the image passes", app.run(health).wait() == 0)
    check("the health check of the image fails when the product is down", app.run(health).wait() != 0)


def prove_compose(app: Stage, web: Stage, base: Path) -> None:
    """What compose.yaml says: PostgreSQL, the migration job, the API, the front end from another origin."""
    services = yaml.safe_load((HERE / "compose.yaml").read_text())["services"]
    frontend = f"http://127.0.0.1:{free_port()}"
    server = PostgresServer.start()
    try:
        settings = {
            **services["migrate"]["environment"],
            "BRUGGEN_DATABASE_URL": server.create("image").replace("postgresql+psycopg", "postgresql"),
            "BRUGGEN_CORS_ORIGINS": json.dumps([frontend]),
            "BRUGGEN_SECRET": secrets.token_hex(32),
        }
        check("the migration job of compose.yaml", app.run(services["migrate"]["command"], **settings).wait() == 0)
        with serving(app, **settings) as address:
            look(address, "PostgreSQL")
            shutil.copy(HERE / "deploy/config.json", web.folder / "frontend/config.json")
            config = json.loads((web.folder / "frontend/config.json").read_text()) | {"apiBaseUrl": address}
            (web.folder / "frontend/config.json").write_text(json.dumps(config))
            port = frontend.rpartition(":")[2]
            scratch = base / "scratch"  # the image's /tmp
            scratch.mkdir()
            scratch.chmod(0o777)
            caddy = {"PORT": port, "BRUGGEN_FRONTEND": str(web.folder / "frontend")}
            caddy |= {"XDG_CONFIG_HOME": str(scratch), "XDG_DATA_HOME": str(scratch)}
            with running(web, web.command, frontend, **caddy):
                health = [word.replace("127.0.0.1:8080", f"127.0.0.1:{port}") for word in web.health]
                check("the health check of the front end's image passes", web.run(health).wait() == 0)
                look_at_separate_front_end(frontend, address)
    finally:
        server.stop()


def look(address: str, database: str) -> None:
    """The API answers with data."""
    status, _, body = fetch(f"{address}/health")
    check(f"{database}: healthy", status == 200 and json.loads(body)["status"] == "UP")
    status, _, body = fetch(f"{address}/api/v1/offers?pageSize=1")
    check(f"{database}: offers are found", status == 200 and json.loads(body)["total"] > 0)


def look_at_separate_front_end(frontend: str, address: str) -> None:
    """Pages from the static server, data from the API: as files, as headers and as a visitor's browser sees them."""
    for path in ("/", "/een/adres/van/de/toepassing"):
        status, headers, page = fetch(f"{frontend}{path}")
        check(f"{path} is the application's page", status == 200 and "<html" in page)
    check("the page is never kept too long", headers["Cache-Control"] == "no-cache")
    status, headers, _ = fetch(f"{frontend}/_app/immutable/missing.js")
    check("what is missing is a 404, and not for ever", status == 404 and headers["Cache-Control"] == "no-cache")
    _, headers, config = fetch(f"{frontend}/config.json", **{"Accept-Encoding": "br, gzip"})
    check("the front end is told where the API is", json.loads(config)["apiBaseUrl"] == address)
    _, headers, body = fetch(f"{address}/api/v1/offers?pageSize=1", Origin=frontend)
    check("the API lets the front end's origin in", headers["Access-Control-Allow-Origin"] == frontend)
    _, headers, _ = fetch(f"{address}/api/v1/offers?pageSize=1", Origin="http://elsewhere.example")
    check("and no other", headers["Access-Control-Allow-Origin"] is None)
    subprocess.run([HERE / "tools/need.sh", "chromium"], check=True)
    region = json.loads(fetch(f"{address}/api/v1/regions/OVL")[2])
    coordinator = region["tandem"][0]["coordinators"][0]["name"]
    with sync_playwright() as playwright, chromium(playwright) as browser:
        tab = browser.new_page()
        tab.goto(f"{frontend}/regios/OVL")
        tab.get_by_text(coordinator).first.wait_for(timeout=15_000)
    check("a browser shows what the API on the other origin says", True)
    check("offers were there to be found", json.loads(body)["total"] > 0)


@contextmanager
def serving(app: Stage, **settings: str) -> Iterator[str]:
    """The image's own command, on a free port of this machine only."""
    port = free_port()
    command = [{"8000": str(port), "0.0.0.0": "127.0.0.1"}.get(word, word) for word in app.command]  # noqa: S104
    with running(app, command, f"http://127.0.0.1:{port}", **settings):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def running(stage: Stage, command: list[str], address: str, **settings: str) -> Iterator[None]:
    """The command, from its first answer at the address until it has stopped."""
    process = stage.run(command, **settings)
    try:
        deadline = time.monotonic() + 60
        while True:
            if process.poll() is not None or time.monotonic() > deadline:
                sys.exit(f"{' '.join(command)} does not serve")
            try:
                fetch(f"{address}/")
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        check(f"{command[0]} stops when asked", process.wait(timeout=15) in {0, -15, 143})


def fetch(url: str, **headers: str) -> tuple[int, Message, str]:
    """Status, headers and text of an answer, errors too."""
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, answer.read().decode()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def check(what: str, holds: bool) -> None:
    """Print a line for what was looked at; stop when it does not hold."""
    say(f"{'ok  ' if holds else 'FAIL'} {what}")
    if not holds:
        sys.exit(1)


def say(line: str) -> None:
    """Print a line now."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
