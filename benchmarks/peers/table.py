"""Fills Datasette's database with the product's cards, one row each: `python -m benchmarks.peers.table <cards.ndjson> <file>`."""

import json
import sys
from pathlib import Path

import sqlite_utils

from benchmarks.peers.cards import NESTED, Card, flat


def main() -> None:
    """One table, its filter columns indexed, counts and facets left to Datasette."""
    cards = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    database = sqlite_utils.Database(sys.argv[2])
    database["offers"].insert_all((_row(card) for card in cards), pk="id", batch_size=500)
    for columns in (["verifiedOn"], ["category"], ["availability"], ["category", "availability", "verifiedOn"]):
        database["offers"].create_index(columns)
    database.analyze()
    database.vacuum()


def _row(card: Card) -> Card:
    row = flat(card)
    return row | {name: json.dumps(row[name], ensure_ascii=False) for name in NESTED}


if __name__ == "__main__":
    main()
