"""Latency of the one search box: every kind counted, the first of each shown, over all offers and items, one connection."""

from collections.abc import Iterator
from random import Random
from urllib.parse import urlencode

from benchmarks.arguments import parse, report
from benchmarks.item_rows import REGIONS, fill_items
from benchmarks.load import latencies, percentiles, take
from benchmarks.people import database
from benchmarks.product import SEED, bruggen, copy_of, prepare, served
from benchmarks.queries import KINDS, words_of
from benchmarks.servers import FIRST_PORT

PORT = FIRST_PORT + 110
ITEMS = 5_000
SHOWN = 5
"""Of each kind, as the page of results asks."""
TARGET_MS = 4.0
"""The directory's own (`make bench-search`)."""


def main() -> None:
    """Ask questions of every kind, none twice, without a filter and in one region, by turns."""
    arguments = parse("search_all", __doc__, offers=200_000, rounds=3, seconds=10)
    result = report("search_all", f"search-all-{arguments.offers}", arguments)
    data = copy_of(prepare(arguments.offers), "search-all")
    items = ITEMS // 50 if arguments.quick else ITEMS
    with database(data) as sessions, sessions.begin() as session:
        fill_items(session, items, SEED)
    bruggen(data, "directory", "rebuild")
    each = max(40, int(arguments.seconds * 1000 / TARGET_MS / len(KINDS)))
    sources = {kind: _questions(kind) for kind in KINDS}
    seen: dict[str, list[float]] = {kind: [] for kind in KINDS}
    with served(data, PORT):
        latencies(PORT, _turns(sources, 20), warm_up=0)
        for _ in range(arguments.rounds):
            for kind, milliseconds in latencies(PORT, _turns(sources, each)).items():
                seen[kind] += milliseconds
    for kind in KINDS:
        result.figure(f"{kind}, p99", percentiles(seen[kind])["p99"], "ms", below=TARGET_MS)
    every = percentiles([value for values in seen.values() for value in values])
    result.figure("all questions, p50", every["p50"], "ms")
    result.figure("all questions, p99", every["p99"], "ms", below=TARGET_MS)
    result.details = {"offers": arguments.offers, "items": items, "shown": SHOWN}
    result.finish()


def _questions(kind: str) -> Iterator[str]:
    random = Random(f"all-{kind}-{SEED}")
    words = words_of(random, kind)
    asked = set()
    while True:
        region = [("region", random.choice(REGIONS))] if random.random() < 0.5 else []
        question = [("pageSize", SHOWN), *region, ("q", words())]
        # A blank at the end: what was asked before is another address, so that no answer is one that was kept.
        path = f"/api/v1/search?{urlencode(question)}"
        while path in asked:
            path += "+"
        asked.add(path)
        yield path


def _turns(sources: dict[str, Iterator[str]], each: int) -> list[tuple[str, str]]:
    taken = {kind: take(source, each) for kind, source in sources.items()}
    return [(kind, taken[kind][number]) for number in range(each) for kind in KINDS]


if __name__ == "__main__":
    main()
