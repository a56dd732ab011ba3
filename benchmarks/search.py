"""Latency of ranked search with two filters, five disjunctive facets and 20 cards, one connection, while offers change."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select

from benchmarks.arguments import parse, report
from benchmarks.load import latencies, percentiles, take
from benchmarks.product import SECRET, Data, copy_of, prepare, served
from benchmarks.queries import KINDS, searches
from benchmarks.servers import FIRST_PORT, LOAD_CORE, ROOT, Server, pinned
from bruggen.kit.db import make_engine
from bruggen.kit.sealing import Seal
from bruggen.models import Offer
from bruggen.record.sessions import recorded_sessions

PORT = FIRST_PORT + 20
CHANGES_PER_SECOND = 20
TARGET_MS = 4.0


def main() -> None:
    """Ask searches of every kind, none twice, first in peace and then while a writer changes offers; by turns."""
    arguments = parse("search", __doc__, offers=200_000, rounds=3, seconds=10)
    result = report("search", f"search-{arguments.offers}", arguments)
    data = copy_of(prepare(arguments.offers), "search")
    # Enough for a p99.9 over all rounds; about as many as `seconds` hold at the target's speed.
    each = max(40, int(arguments.seconds * 1000 / TARGET_MS / len(KINDS)))
    sources = {kind: searches(seed=3, kind=kind) for kind in KINDS}
    quiet: dict[str, list[float]] = {kind: [] for kind in KINDS}
    busy: dict[str, list[float]] = {kind: [] for kind in KINDS}
    writers = []
    with served(data, PORT) as server:
        latencies(PORT, _paths(sources, 20), warm_up=0)
        for number in range(arguments.rounds):
            _ask(quiet, _paths(sources, each))
            with writing(data) as written:
                _ask(busy, _paths(sources, each))
            writers.append(written)
            print(f"  round {number + 1}/{arguments.rounds}  p99 {_p99(quiet):.2f} ms in peace, {_p99(busy):.2f} ms under change")
        visible = [_visible_after(server, data, number) for number in range(5 if arguments.quick else 20)]
        result.details["memory_mb"] = round(server.memory_mb())
    for kind in KINDS:
        result.figure(f"{kind}, p99 while 20 offers/s change", percentiles(busy[kind])["p99"], "ms", below=TARGET_MS)
    every = [value for values in busy.values() for value in values]
    for name, value in percentiles(every).items():
        if name != "n":
            result.figure(f"all kinds, {name} while 20 offers/s change", value, "ms", below=TARGET_MS if name == "p99" else None)
    result.figure("all kinds, p99 in peace", _p99(quiet), "ms")
    result.figure("offers changed", statistics.median(entry["per_second"] for entry in writers), "/s", at_least=19)
    result.figure("a change is visible after, median", statistics.median(visible), "ms")
    result.figure("a change is visible after, worst", max(visible), "ms", below=1000)
    result.details |= {"busy": _table(busy), "quiet": _table(quiet), "writers": writers}
    result.finish()


def _paths(sources: dict[str, Iterator[str]], each: int) -> list[tuple[str, str]]:
    """The kinds in turns."""
    taken = {kind: take(source, each) for kind, source in sources.items()}
    return [(kind, taken[kind][number]) for number in range(each) for kind in KINDS]


def _ask(seen: dict[str, list[float]], paths: list[tuple[str, str]]) -> None:
    for kind, milliseconds in latencies(PORT, paths).items():
        seen[kind] += milliseconds


def _p99(seen: dict[str, list[float]]) -> float:
    return percentiles([value for values in seen.values() for value in values])["p99"]


def _table(seen: dict[str, list[float]]) -> dict[str, dict[str, float]]:
    return {kind: {name: round(value, 2) for name, value in percentiles(values).items()} for kind, values in seen.items()}


@contextmanager
def writing(data: Data) -> Iterator[dict[str, Any]]:
    """Offers change in another process while the block runs; afterwards the dict holds what was done."""
    # Nice to the client, with which it shares a core: what it takes must not count as the server's.
    argv = ["nice", "--adjustment=19", sys.executable, "-m", "benchmarks.writer", data.database_url]
    argv += [str(CHANGES_PER_SECOND), "600"]
    process = subprocess.Popen(pinned(LOAD_CORE, argv), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    written: dict[str, Any] = {}
    try:
        process.stdout.readline()
        yield written
    finally:
        process.stdin.close()
        output = process.stdout.read()
        process.wait(30)
    written |= json.loads(output.splitlines()[-1])


def _visible_after(server: Server, data: Data, number: int) -> float:
    """Milliseconds from the commit of a new title until a search over HTTP finds it."""
    word = f"zichtbaar{number}q"
    engine = make_engine(data.database_url)
    with recorded_sessions(engine, Seal(SECRET)).begin() as session:
        offer = session.scalars(select(Offer).where(Offer.status == "published").offset(number).limit(1)).one()
        offer.title = f"{word} {offer.title}"[:200]
    committed = time.perf_counter()
    while time.perf_counter() - committed < 10:
        if json.loads(server.get(f"/api/v1/offers?q={word}&facets=category")[2])["total"]:
            engine.dispose()
            return (time.perf_counter() - committed) * 1000
        time.sleep(0.002)
    raise SystemExit(f"offer {offer.id} was changed, but a search for {word} does not find it after ten seconds")


if __name__ == "__main__":
    main()
