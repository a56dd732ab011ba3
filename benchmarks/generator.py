"""Fills a migrated database with generated offers: `python -m benchmarks.generator --offers 20000 --seed 7 --database-url ...`.

The same seed gives the same rows, ids included. Rows go in by Core bulk inserts through the product's own models, without
the change log: make the search index anew afterwards (`bruggen directory rebuild`).
"""

import argparse
import gc
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, insert, select

from benchmarks.content import CODE_LISTS_PER_OFFER, TODAY, Content
from bruggen.kit.db import Base, make_engine
from bruggen.models import (
    Location,
    LocationCode,
    Municipality,
    Offer,
    OfferCatchment,
    OfferCode,
    OfferContact,
    OfferLocation,
    OfferProvider,
    Organization,
    OrganizationContact,
)

BATCH = 2000
STAMP = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
Row = dict[str, Any]


class Filler:
    """Turns content into rows and writes them batch by batch, parents before children."""

    def __init__(self, connection: Connection, seed: int) -> None:
        self._connection = connection
        self._ids = _ids(seed)
        self._rows: dict[type[Base], list[Row]] = defaultdict(list)
        self._organization_ids: dict[str, UUID] = {}
        self._location_ids: dict[str, UUID] = {}

    def organization(self, content: Row) -> None:
        """Take one organization with its locations and contacts."""
        key = next(self._ids)
        self._organization_ids[content["key"]] = key
        self._rows[Organization].append(
            {
                "id": key, "version": 1, "name": content["name"][:200], "sector": content["sector"],
                "description": content["description"], "website": content["website"], "external_id": content["key"],
                "demo": True, "created_at": STAMP, "updated_at": STAMP,
            }
        )  # fmt: skip
        self._contacts(OrganizationContact, "organization_id", key, content["contacts"])
        for place in content["locations"]:
            location = next(self._ids)
            self._location_ids[place["key"]] = location
            columns = ("street", "house_number", "postal_code", "nis_code", "latitude", "longitude")
            self._rows[Location].append(
                {"id": location, "organization_id": key, "external_id": place["key"]} | {name: place[name] for name in columns}
            )
            self._rows[LocationCode] += [
                {"location_id": location, "list_name": "accessibilityFeatures", "code": code}
                for code in place["accessibility_features"]
            ]

    def offer(self, content: Row) -> None:
        """Take one offer with all that hangs on it."""
        key = next(self._ids)
        duration, availability, catchment = content["duration"], content["availability"], content["catchment"]
        columns = (
            "title", "summary", "description", "goals", "category", "out_of_school", "age_min", "age_max",
            "half_days_per_week", "capacity", "cost", "verified_on", "review_due", "status",
        )  # fmt: skip
        notes = ("cost_note", "access_note", "conditions", "contraindications", "transport_note")
        self._rows[Offer].append(
            {name: content[name] for name in columns}
            | {name: content.get(name) for name in notes}
            | {
                "id": key, "version": 1, "demo": True, "created_at": STAMP, "updated_at": STAMP,
                "weeks_min": duration.get("weeks_min"), "weeks_max": duration.get("weeks_max"),
                "as_long_as_needed": duration["as_long_as_needed"],
                "availability": availability["status"], "waiting_weeks": availability.get("waiting_weeks"),
                "availability_checked_on": availability["checked_on"], "catchment_scope": catchment["scope"],
            }
        )  # fmt: skip
        self._codes(key, content)
        self._rows[OfferProvider] += [
            {"offer_id": key, "organization_id": self._organization_ids[provider], "position": position}
            for position, provider in enumerate(content["providers"])
        ]
        self._rows[OfferLocation] += [
            {"offer_id": key, "location_id": self._location_ids[place["key"]], "position": position}
            for position, place in enumerate(content["locations"])
        ]
        self._rows[OfferCatchment] += [{"offer_id": key, "code": code} for code in catchment["codes"]]
        self._contacts(OfferContact, "offer_id", key, content["contacts"])

    def flush(self) -> None:
        """Write what was taken; tables go in the order of their foreign keys."""
        for table in Base.metadata.sorted_tables:
            for model, rows in self._rows.items():
                if model.__table__ is table and rows:
                    self._connection.execute(insert(table), rows)
        self._rows.clear()

    def _codes(self, key: UUID, content: Row) -> None:
        lists = {**CODE_LISTS_PER_OFFER, "levels": "levels", "tracks": "tracks", "languages": "languages"}
        coded = [(list_name, content[field]) for field, list_name in lists.items()]
        coded.append(("catchmentRules", content["catchment"]["rules"]))
        self._rows[OfferCode] += [
            {"offer_id": key, "list_name": list_name, "code": code, "position": position}
            for list_name, codes in coded
            for position, code in enumerate(codes)
        ]

    def _contacts(self, model: type[Base], owner: str, key: UUID, contacts: list[Row]) -> None:
        self._rows[model] += [
            {"id": next(self._ids), owner: key, "position": position, "label": None} | contact
            for position, contact in enumerate(contacts)
        ]


def fill(connection: Connection, offers: int, seed: int) -> None:
    """Write `offers` offers and their organizations. The caller commits."""
    if not connection.scalar(select(func.count()).select_from(Municipality)):
        raise SystemExit("No municipalities in this database yet: run `bruggen migrate` and `bruggen seed --no-demo` first.")
    if connection.dialect.name == "sqlite":
        # Pages are written once, without waiting for the disk: a fill that is cut off is simply started again.
        connection.exec_driver_sql("PRAGMA cache_size = -1000000")
        connection.exec_driver_sql("PRAGMA synchronous = OFF")
    content = Content(offers, seed)
    filler = Filler(connection, seed)
    for organization in content.organizations:
        filler.organization(organization)
    for number, offer in enumerate(content.offers(), start=1):
        filler.offer(offer)
        if number % BATCH == 0:
            filler.flush()
    filler.flush()


def _ids(seed: int) -> Iterator[UUID]:
    """UUIDv7s that follow from the seed: one millisecond each, in order, so that B-trees grow at their end."""
    random = Random(f"ids-{seed}")
    millisecond = int(STAMP.timestamp() * 1000)
    while True:
        bits = random.getrandbits(74)
        yield UUID(int=millisecond << 80 | 0x7 << 76 | (bits >> 62) << 64 | 0b10 << 62 | bits & (1 << 62) - 1)
        millisecond += 1


def main() -> None:
    """Read the command line and fill the database."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generator", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--offers", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--database-url", required=True)
    arguments = parser.parse_args()
    # Millions of short-lived rows hold no cycles; looking for them would take half of the time.
    gc.disable()
    started = time.perf_counter()
    with make_engine(arguments.database_url).begin() as connection:
        fill(connection, arguments.offers, arguments.seed)
    print(f"{arguments.offers:,} offers in {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
