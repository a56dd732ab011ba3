"""The same page of the same offers by Bruggen, Django REST Framework and Datasette, in turns on one core."""

import json
from collections.abc import Callable
from random import Random

from benchmarks.arguments import parse, report
from benchmarks.load import Throughput, interleave, median_rate, median_ratio, summary, throughput
from benchmarks.peers.cards import Card, comparable, flat
from benchmarks.peers.hosts import OURS, REST, TABLE, fastest, fill, install, rest_servers, table_servers, versions
from benchmarks.peers.pages import SIZE, Pages
from benchmarks.product import prepare, served
from benchmarks.servers import Server

# Pages with fewer offers than this to choose from would hardly be full.
FEWEST_OFFERS = 2000


def main() -> None:
    """Fill the peers with our cards, take the fastest way to serve each, and measure in turns."""
    arguments = parse("peers", __doc__, offers=20_000, rounds=5, seconds=8)
    install()
    data = prepare(max(arguments.offers, FEWEST_OFFERS))
    result = report("peers", f"peers-{arguments.offers}", arguments)
    # A page is never answered from memory: ours has its cache off, the others have none.
    with served(data, OURS, settings={"BRUGGEN_PAGE_CACHE_BYTES": "0"}) as ours:
        folder = fill(ours, data)
        pages = Pages(folder / "cards.ndjson")
        rest = fastest(rest_servers(folder), [pages.rest(query) for query in pages.queries])
        table = fastest(table_servers(folder), [pages.table(query) for query in pages.queries])
        with rest, table:
            _compare_once(ours, rest, table, pages)
            contenders = _contenders(pages, arguments.seconds)
            for measure in contenders.values():
                measure()
            rounds = interleave(contenders, arguments.rounds)
            result.details = {
                "rates": summary(rounds),
                "served_by": {"rest": rest.name, "table": table.name},
                "memory_mb": {server.name: round(server.memory_mb()) for server in (ours, rest, table)},
                "versions": versions(),
            }
    for name, seen in rounds.items():
        result.figure(name, median_rate(seen), "/s")
    for name, mine, theirs, target in (
        ("Bruggen over Django REST Framework", "Bruggen", "Django REST Framework", 20),
        ("Bruggen over Datasette", "Bruggen", "Datasette", 8),
        ("Bruggen over Datasette, each with 4 facets", "Bruggen, 4 facets", "Datasette, 4 facets", 8),
    ):
        result.figure(name, median_ratio(rounds, mine, theirs), "x", at_least=target)
    result.finish()


def _contenders(pages: Pages, seconds: float) -> dict[str, Callable[[], Throughput]]:
    # More than any of them answers, in an order without a pattern, the same for all.
    queries = Random(1).choices(pages.queries, k=int(10_000 * seconds))

    def measured(port: int, paths: list[str]) -> Callable[[], Throughput]:
        return lambda: throughput(port, paths=paths, seconds=seconds)

    return {
        "Bruggen": measured(OURS, [pages.ours(query) for query in queries]),
        "Django REST Framework": measured(REST, [pages.rest(query) for query in queries]),
        "Datasette": measured(TABLE, [pages.table(query) for query in queries]),
        "Bruggen, 4 facets": measured(OURS, [pages.ours(query, facets=True) for query in queries]),
        "Datasette, 4 facets": measured(TABLE, [pages.table(query, facets=True) for query in queries]),
    }


def _compare_once(ours: Server, rest: Server, table: Server, pages: Pages) -> None:
    """All three must give the same total, days and cards, field by field, or the comparison is none."""
    query = pages.queries[1]
    mine = json.loads(ours.get(pages.ours(query))[2])
    theirs = json.loads(rest.get(pages.rest(query))[2])
    rows = json.loads(table.get(pages.table(query))[2])
    totals = {mine["total"], theirs["count"], rows["filtered_table_rows_count"]}
    days = [[item["verifiedOn"] for item in items] for items in (mine["items"], theirs["results"], rows["rows"])]
    if len(totals) > 1 or any(found != days[0] for found in days) or len(days[0]) != SIZE:
        raise SystemExit(f"the three do not answer {query} alike: totals {totals}, {[len(found) for found in days]} rows")
    # Of the offers of one day each has an order of its own: the cards are compared by their ids.
    cards = pages.cards
    for card in mine["items"]:
        _same("Bruggen", card, cards[card["id"]])
    for card in theirs["results"]:
        _same("Django", comparable(card), comparable(cards[card["id"]]))
    for row in rows["rows"]:
        _same("Datasette", row, flat(cards[row["id"]]))


def _same(name: str, given: Card, expected: Card) -> None:
    if given != expected:
        wrong = sorted(field for field in given.keys() | expected.keys() if given.get(field) != expected.get(field))
        raise SystemExit(f"{name} gives offer {expected['id']} with other values of {', '.join(wrong)}")


if __name__ == "__main__":
    main()
