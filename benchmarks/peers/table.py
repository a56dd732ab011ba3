"""Fills Datasette's database with the product's cards, one row each: `python -m benchmarks.peers.table <cards.ndjson> <file>`."""

import json
import sys
from pathlib import Path
from typing import Any

import sqlite_utils

NESTED = ("ageBands", "levels", "themes", "accessRoutes", "providers", "places", "catchmentCodes")


def main() -> None:
    """One table, its filter columns indexed, counts and facets left to Datasette."""
    cards = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    database = sqlite_utils.Database(sys.argv[2])
    database["offers"].insert_all((_row(card) for card in cards), pk="id", batch_size=500)
    for columns in (["verifiedOn"], ["category"], ["availability"], ["category", "availability", "verifiedOn"]):
        database["offers"].create_index(columns)
    database.analyze()
    database.vacuum()


def _row(card: dict[str, Any]) -> dict[str, Any]:
    availability, catchment = card["availability"], card["catchment"]
    flat = {
        "id": card["id"], "href": card["href"], "title": card["title"], "summary": card["summary"],
        "category": card["category"], "ageMin": card.get("ageMin"), "ageMax": card.get("ageMax"),
        "outOfSchool": int(card["outOfSchool"]), "availability": availability["status"],
        "waitingWeeks": availability.get("waitingWeeks"), "checkedOn": availability.get("checkedOn"), "cost": card["cost"],
        "catchmentScope": catchment["scope"], "placeCount": card.get("placeCount", len(card["places"])),
        "verifiedOn": card.get("verifiedOn"), "reviewDue": card.get("reviewDue"), "demo": int(card.get("demo", False)),
    }  # fmt: skip
    nested = {**card, "catchmentCodes": catchment.get("codes", [])}
    return flat | {name: json.dumps(nested[name], ensure_ascii=False) for name in NESTED}


if __name__ == "__main__":
    main()
