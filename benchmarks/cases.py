"""The table of cases at 50,000 cases with 2,000,000 lines of timeline: pages, filters, orders, a view, search in words.

Also what encryption costs of a page. On SQLite, or with `--postgresql` on a server of the run's own, behind its wall.
"""

import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from typing import Any

from sqlalchemy import select, text

from benchmarks.arguments import parse, report
from benchmarks.case_rows import RARE, fill_cases
from benchmarks.load import percentiles
from benchmarks.people import Connection, coordinators_token, database
from benchmarks.product import SEED, Data, empty, served
from benchmarks.servers import FIRST_PORT
from bruggen.access.roles import Role
from bruggen.casework.sealing import open_text, unwrap
from bruggen.kit.clock import today
from bruggen.kit.db import make_engine
from bruggen.kit.outer_keys import open_keys
from bruggen.kit.wall import SYSTEM_WALL, open_wall
from bruggen.models import CaseKey, CaseText, RoleAssignment, User
from tests.make.postgres import PostgresServer

CASES, EVENTS = 50_000, 40
PORT = FIRST_PORT + 80
TRIES, SEARCHES, PAGE = 300, 30, 50
PAGE_MS, SEARCH_MS, ENCRYPTION = 50.0, 300.0, 30.0
REGIONS = ("OVL", "ANT", "BRU", "LIM", "VBR", "WVL")
QUESTIONS: dict[str, tuple[dict[str, Any], ...]] = {
    "first page": ({},),
    "filter": (
        {"state": ["inScreening", "consultPlanned"]},
        {"urgency": ["urgent"], "theme": ["truancy"]},
        {"ageBand": ["under12"], "level": ["secondary"], "schooling": ["atHome"]},
        {"unassigned": True},
    ),
    "order": (
        {"sort": ["dueOn", "-urgency"]},
        {"sort": ["coordinator", "state"]},
        {"sort": ["-submittedAt"]},
        {"sort": ["state", "urgency", "dueOn"]},
    ),
    "page with facets": ({"facets": ["state", "urgency", "ageBand", "coordinator", "theme"]},),
    "page 500": ({"page": 500},),
    "saved view": ({"state": ["submitted", "inScreening"], "urgency": ["urgent", "soon"], "sort": ["dueOn", "urgency"]},),
}
MEASURED = ("first page", "filter", "order", "saved view")
"""The questions that the target is about; what comes beside them is told without one."""


@contextmanager
def filled(cases: int, events: int, *, postgresql: bool) -> Iterator[Data]:
    """A database with so many cases."""
    server = PostgresServer.start() if postgresql else None
    try:
        data = empty("cases", server.create("bench_cases") if server else "")
        with database(data) as sessions, sessions.begin() as session:
            people = [
                User(
                    email=f"lead{number}@bench.test",
                    name=f"Lead {number}",
                    roles=[RoleAssignment(role=Role.COORDINATOR, region_code="OVL", valid_from=today())],
                )
                for number in range(12)
            ]
            session.add_all(people)
            session.flush()
            leads = [person.id for person in people]
        engine = make_engine(server.admin_url("bench_cases") if server else data.database_url)
        fill_cases(engine, open_keys(data.env["BRUGGEN_CASE_KEYS"]), cases, events, SEED, leads)
        if server:
            # What PostgreSQL does by itself within a minute; SQLite is left as the product leaves it, without statistics.
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE"))
        engine.dispose()
        yield data
    finally:
        if server:
            server.stop()


def main() -> None:
    """Ask the questions one at a time over one connection."""
    postgresql = "--postgresql" in sys.argv
    sys.argv = [argument for argument in sys.argv if argument != "--postgresql"]
    arguments = parse("cases", __doc__, offers=0, rounds=1, seconds=1)
    cases, events, tries = (1_000, 4, 20) if arguments.quick else (CASES, EVENTS, TRIES)
    name = "cases-postgresql" if postgresql else "cases-sqlite"
    result = report("cases", name, arguments)
    with filled(cases, events, postgresql=postgresql) as data, served(data, PORT):
        issuer = f"http://127.0.0.1:{PORT}"
        everywhere = {"Authorization": f"Bearer {coordinators_token(data, issuer, REGIONS)}"}
        one_region = {"Authorization": f"Bearer {coordinators_token(data, issuer)}"}
        connection = Connection(PORT)
        for kind, questions in QUESTIONS.items():
            if kind == "page 500" and arguments.quick:
                continue
            asked = islice(cycle(questions), tries)
            seen = percentiles([_ask(connection, everywhere, {**question, "pageSize": PAGE}) for question in asked])
            result.figure(f"{kind}, p50", seen["p50"], "ms")
            result.figure(f"{kind}, p99", seen["p99"], "ms", below=PAGE_MS if kind in MEASURED else None)
            if kind == "first page":
                page_ms = seen["p50"]
        for what, words in (("a rare word", RARE), ("two words", "wachtlijst vertrouwen"), ("a word of no case", "zeppelin")):
            taken = [_ask(connection, one_region, {"q": words}) for _ in range(3 if arguments.quick else SEARCHES)]
            result.figure(f"search of {what} in one region, p50", percentiles(taken)["p50"], "ms")
            result.figure(f"search of {what} in one region, p99", percentiles(taken)["p99"], "ms", below=SEARCH_MS)
        with database(data) as sessions:
            cost = _opening(sessions)
        result.figure(f"opening the words of {PAGE} rows", cost, "ms")
        result.figure("share of encryption in a first page", 100 * cost / page_ms, "%", below=ENCRYPTION)
        result.details = {"cases": cases, "events": cases * events, "pageSize": PAGE, "tries": tries}
        result.finish()


def _ask(connection: Connection, headers: dict[str, str], question: dict[str, Any]) -> float:
    sent = {**headers, "Content-Type": "application/json"}
    status, milliseconds = connection.ask("POST", "/api/v1/caseConsultations/query", sent, question)
    if status != 200:
        raise SystemExit(f"a question to the table was answered with {status}")
    return milliseconds


def _opening(sessions: Any) -> float:
    """Milliseconds to unwrap the keys of a page's rows and open their lines, as the page does it; the median of many."""
    with sessions() as session:
        open_wall(session, SYSTEM_WALL)
        rows = session.execute(
            select(CaseText.case_id, CaseText.sealed, CaseKey.wrapped_key, CaseKey.outer_key)
            .join(CaseKey, CaseKey.case_id == CaseText.case_id)
            .where(CaseText.part == "summary")
            .limit(PAGE)
        ).all()
        taken = []
        for _ in range(200):
            started = time.perf_counter()
            for case_id, sealed, wrapped_key, outer_key in rows:
                open_text(unwrap(session, case_id, wrapped_key, outer_key), "summary", sealed)
            taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
