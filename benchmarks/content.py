"""Pure content: organizations, locations and offers as plain dicts in the shape of the product's demo files.

Everything follows from the seed; no clock and no database is touched here.
"""

import csv
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.stock import STOCK, Ranked, Writer

REFERENCE = Path(__file__).parents[1] / "backend/bruggen/data/reference"
# Fixed, so that the same seed gives the same dates on any day.
TODAY = date(2026, 11, 24)
CODE_LISTS_PER_OFFER = {
    "addressees": "addressees", "themes": "themes", "aims": "aims", "modes": "modes", "access_routes": "accessRoutes",
    "attendance_statuses": "attendanceStatuses", "accreditations": "accreditations",
    "accessibility_features": "accessibilityFeatures", "transports": "transports", "methods": "methods",
}  # fmt: skip
OUT_OF_SCHOOL = {"naft", "learningRight", "careFarm", "dayCare", "workDual", "schoolStay"}


@dataclass(frozen=True)
class Town:
    """A municipality, as far as an offer needs it."""

    nis_code: str
    name: str
    region: str
    postal_codes: tuple[str, ...]
    latitude: float
    longitude: float


def read_towns() -> list[Town]:
    """All municipalities of the reference file, by NIS code."""
    with (REFERENCE / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return sorted(
        (
            Town(
                row["nis_code"], row["name_nl"], row["region"], tuple(row["postal_codes"].split()),
                float(row["latitude"]), float(row["longitude"]),
            )
            for row in rows
        ),
        key=lambda town: town.nis_code,
    )  # fmt: skip


class Content:
    """Makes `count` offers and the organizations (about one for every eight offers) that give them."""

    def __init__(self, count: int, seed: int) -> None:
        self.count = count
        self._random = Random(seed)
        self._writer = Writer(self._random)
        self._towns = read_towns()
        self._neighbours = {town.nis_code: _neighbours(town, self._towns) for town in self._towns}
        by_name = {town.name: town for town in self._towns}
        self._cities = Ranked([name for name in STOCK["cities"] if name in by_name], 0.8)
        self._by_name = by_name
        self._located = 0
        self._age_bounds = list(accumulate(group[0] for group in STOCK["age_groups"]))
        self.organizations = [self._organization(number) for number in range(max(1, count // 8))]
        self._providers = Ranked([str(number) for number in range(len(self.organizations))], 0.5)

    def offers(self) -> Iterator[dict[str, Any]]:
        """The offers, one by one; can be taken once."""
        return (self._offer(number) for number in range(self.count))

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _town(self) -> Town:
        """The first locations go round all municipalities; after that half of them lie in the larger cities."""
        self._located += 1
        if self._located <= len(self._towns):
            return self._towns[self._located - 1]
        if self._chance(0.5):
            return self._by_name[self._cities.one(self._random.random)]
        return self._towns[int(self._random.random() * len(self._towns))]

    def _organization(self, number: int) -> dict[str, Any]:
        writer = self._writer
        sector = writer.codes["sectors"].one(self._random.random)
        town = self._town()
        context = {"municipality": town.name}
        name = writer.write(STOCK["organization_forms"][sector], context)
        key = f"bench-{number:06d}"
        texts = STOCK["organization_descriptions"]
        towns = [town] + [self._town() for _ in range(writer.between(0, 2))]
        return {
            "key": key,
            "name": name,
            "sector": sector,
            "website": f"https://{key}.example",
            "description": " ".join(writer.write(texts, context | {"organization": name}) for _ in range(2)),
            "locations": [self._location(f"{key}-{place}", town) for place, town in enumerate(towns)],
            "contacts": self._contacts(key),
        }

    def _location(self, key: str, town: Town) -> dict[str, Any]:
        return {
            "key": key,
            "street": self._writer.words["streets"].one(self._random.random),
            "house_number": str(self._writer.between(1, 180)),
            "postal_code": town.postal_codes[int(self._random.random() * len(town.postal_codes))],
            "nis_code": town.nis_code,
            # Some two kilometres around the point of the municipality.
            "latitude": round(town.latitude + (self._random.random() - 0.5) * 0.04, 5),
            "longitude": round(town.longitude + (self._random.random() - 0.5) * 0.06, 5),
            "accessibility_features": ["wheelchair"] if self._chance(0.4) else [],
            "_town": town,
        }

    def _contacts(self, key: str) -> list[dict[str, str]]:
        # No Belgian subscriber number starts with 000.
        phone = f"0{self._writer.between(2, 9)} 000 {self._writer.between(10, 99)} {self._writer.between(10, 99)}"
        return [
            {"kind": "email", "value": f"info@{key}.example", "label": "Onthaal", "visibility": "public"},
            {"kind": "phone", "value": phone, "visibility": "public" if self._chance(0.8) else "professional"},
        ]

    def _offer(self, number: int) -> dict[str, Any]:
        writer, random = self._writer, self._random.random
        leads = [self.organizations[int(index)] for index in self._providers.some(random, 1 + self._chance(0.15))]
        locations = [place for lead in leads for place in lead["locations"]][: 1 + int(3 * random() ** 2.5)]
        town: Town = locations[0]["_town"]
        category = writer.codes["categories"].one(random)
        codes = {
            field: writer.codes[list_name].some(random, writer.between(*STOCK["how_many"][list_name]))
            for field, list_name in CODE_LISTS_PER_OFFER.items()
        }
        context = {"municipality": town.name, "organization": leads[0]["name"]}
        group = STOCK["age_groups"][bisect(self._age_bounds, random() * self._age_bounds[-1])]
        verified_on = TODAY - timedelta(days=int(730 * random() ** 1.5))
        key = f"bench-{number:06d}"
        return {
            "key": key,
            "title": writer.write(STOCK["titles"][category], context)[:200],
            "summary": writer.write(STOCK["summaries"], context)[:300],
            "description": self._description(codes, context),
            "goals": " ".join(writer.write(STOCK["goals"], context) for _ in range(writer.between(1, 2))),
            "category": category,
            "out_of_school": category in OUT_OF_SCHOOL or self._chance(0.1),
            "providers": [lead["key"] for lead in leads],
            "locations": [{"key": place["key"]} for place in locations],
            "age_min": min(group[2], group[1] + (self._chance(0.3) and writer.between(1, 2))),
            "age_max": group[2],
            "levels": list(group[3]),
            "tracks": writer.codes["tracks"].some(random, writer.between(1, 3)) if "secondary" in group[3] else [],
            "languages": ["nl", *writer.codes["languages"].some(random, writer.between(0, 2))],
            **codes,
            "catchment": self._catchment(town),
            "duration": self._duration(),
            "half_days_per_week": writer.between(1, 9),
            "availability": self._availability(verified_on),
            "capacity": writer.between(4, 40),
            "cost": writer.codes["costs"].one(random),
            **self._notes(context),
            "contacts": self._contacts(key),
            "verified_on": verified_on,
            "review_due": verified_on + timedelta(days=365),
            "status": "published",
        }

    def _description(self, codes: dict[str, list[str]], context: dict[str, str]) -> str:
        """Two paragraphs: what the coded themes and modes mean here, then how it goes."""
        writer, sentences = self._writer, STOCK["sentences"]
        first = [writer.write(sentences[code], context) for code in (*codes["themes"], *codes["modes"])]
        second = [writer.write(sentences["general"], context) for _ in range(writer.between(3, 6))]
        return " ".join(dict.fromkeys(first)) + "\n\n" + " ".join(dict.fromkeys(second))

    def _catchment(self, town: Town) -> dict[str, Any]:
        scope = self._writer.codes["catchmentScopes"].one(self._random.random)
        rules = self._writer.codes["catchmentRules"].some(self._random.random, self._writer.between(1, 4))
        codes: list[str] = []
        if scope == "regions":
            codes = [town.region]
        elif scope == "municipalities":
            codes = self._neighbours[town.nis_code][: 1 + int(12 * self._random.random() ** 2)]
        return {"scope": scope, "codes": codes, "rules": rules}

    def _duration(self) -> dict[str, Any]:
        if self._chance(0.2):
            return {"as_long_as_needed": True}
        weeks = self._writer.between(1, 26)
        return {"weeks_min": weeks, "weeks_max": weeks + self._writer.between(0, 26), "as_long_as_needed": False}

    def _availability(self, verified_on: date) -> dict[str, Any]:
        status = self._writer.codes["availabilities"].one(self._random.random)
        waiting = {"waiting_weeks": self._writer.between(1, 40)} if status == "waitingList" else {}
        return {"status": status, "checked_on": min(TODAY, verified_on + timedelta(days=self._writer.between(0, 60)))} | waiting

    def _notes(self, context: dict[str, str]) -> dict[str, str]:
        notes = {"access_note": 0.7, "conditions": 0.6, "contraindications": 0.4, "cost_note": 0.3, "transport_note": 0.3}
        names = {"access_note": "access_notes", "cost_note": "cost_notes", "transport_note": "transport_notes"}
        return {
            note: self._writer.write(STOCK[names.get(note, note)], context)
            for note, share in notes.items()
            if self._chance(share)
        }


def _neighbours(town: Town, towns: list[Town]) -> list[str]:
    """The town and the eleven nearest ones of its region, nearest first."""
    same = [other for other in towns if other.region == town.region]
    same.sort(key=lambda other: ((other.latitude - town.latitude) * 1.6) ** 2 + (other.longitude - town.longitude) ** 2)
    return [other.nis_code for other in same[:12]]
