"""The PostgreSQL server of the tests is a real one, is shared, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import create_engine, text

from tests.make.postgres import PostgresServer

ROOT = Path(__file__).resolve().parents[2]
JOIN_AND_WAIT = "from tests.make.postgres import PostgresServer as P; s = P.start(); print(s.base, flush=True); input()"


def rows(url: str, statement: str) -> list[tuple[object, ...]]:
    """Run one statement and return its rows, if it has any."""
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement))
            return [tuple(row) for row in result] if result.returns_rows else []
    finally:
        engine.dispose()


def eventually(holds: Callable[[], bool], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return False


def join(run: str) -> "subprocess.Popen[str]":
    """Another process of the test run `run` that holds the server until its stdin closes."""
    environment = os.environ | {"PYTEST_XDIST_TESTRUNUID": run, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", JOIN_AND_WAIT]
    return subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def base_of(process: "subprocess.Popen[str]") -> Path:
    assert process.stdout is not None
    return Path(process.stdout.readline().strip())


def test_a_database_is_a_copy_of_its_template_and_independent_of_it(postgres: PostgresServer) -> None:
    template = postgres.create("copy_template")
    rows(template, "CREATE TABLE word (text varchar)")
    rows(template, "INSERT INTO word VALUES ('brug')")
    copy = postgres.create("copy_one", template="copy_template")
    rows(copy, "INSERT INTO word VALUES ('weg')")
    assert rows(copy, "SELECT count(*) FROM word") == [(2,)]
    assert rows(template, "SELECT text FROM word") == [("brug",)]


def test_a_dropped_database_is_gone_although_somebody_is_connected(postgres: PostgresServer) -> None:
    engine = create_engine(postgres.create("short_lived"))
    connection = engine.connect()
    connection.execute(text("SELECT 1"))
    postgres.drop("short_lived")
    postgres.drop("short_lived")
    connection.invalidate()
    engine.dispose()
    other = postgres.create("witness")
    assert rows(other, "SELECT datname FROM pg_database WHERE datname = 'short_lived'") == []


def test_the_tests_work_with_the_rights_the_application_has(postgres: PostgresServer) -> None:
    url = postgres.create("rights")
    found = rows(url, "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
    assert found == [(False, False)]
    rows(url, "CREATE EXTENSION pg_trgm")


def test_no_port_is_opened(postgres: PostgresServer) -> None:
    assert rows(postgres.create("ports"), "SHOW listen_addresses") == [("",)]


def test_a_template_is_filled_once_however_many_ask_for_it(postgres: PostgresServer) -> None:
    filled: list[str] = []

    def fill(url: str) -> None:
        filled.append(url)
        rows(url, "CREATE TABLE filled (id integer)")

    def copy(number: int) -> str:
        template = postgres.create_once("once_template", fill)
        return postgres.create(f"once_{number}", template=template)

    with ThreadPoolExecutor(4) as pool:
        urls = list(pool.map(copy, range(4)))
    assert len(filled) == 1
    assert all(rows(url, "SELECT count(*) FROM filled") == [(0,)] for url in urls)


def test_processes_of_one_run_share_a_server_until_the_last_has_gone() -> None:
    run = f"rules-{os.getpid()}"
    with join(run) as second:
        with join(run) as first:
            base = base_of(first)
            assert base_of(second) == base
            first.kill()
        time.sleep(0.3)
        assert (base / ".s.PGSQL.5432").exists()
        second.send_signal(signal.SIGINT)
    assert eventually(lambda: not base.exists())


def test_a_run_that_has_ended_can_be_started_again() -> None:
    run = f"rules-again-{os.getpid()}"
    bases = []
    for _ in range(2):
        with join(run) as process:
            bases.append(base_of(process))
            process.communicate("\n")
        assert process.returncode == 0
    assert bases[0] != bases[1]
    assert eventually(lambda: not any(base.exists() for base in bases))
