"""Offers as the index takes them, with as little as a test needs to say."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

from bruggen.directory.analysis import Analysis
from bruggen.directory.document import OfferDocument
from bruggen.directory.engine import DirectoryIndex
from bruggen.directory.gazetteer import Gazetteer, Municipality
from bruggen.directory.query import DirectoryPage, DirectoryQuery
from bruggen.directory.writer import IndexWriter

REFERENCE = Path(__file__).parents[2] / "backend/bruggen/data/reference"
PLAIN = OfferDocument(
    id="", title="", summary="", body="", organizations=[], organization_ids=[], place_names=[], sectors=[],
    category="coaching", levels=[], tracks=[], themes=[], aims=[], modes=[], access_routes=[], availability="free",
    cost="free", languages=[], age_ranges=[(0, 25)], age_bands=["under12", "over12"], regions=[], catchment=[],
    located_in=[], locations=[], out_of_school=False, verified_on=None, labels=[], card=b"",
)  # fmt: skip


def offer(offer_id: str, title: str = "Aanbod", **changes: object) -> OfferDocument:
    """An offer whose card is its id."""
    return replace(PLAIN, id=offer_id, title=title, card=offer_id.encode(), **changes)  # type: ignore[arg-type]


def analysis() -> Analysis:
    """A small Dutch of our own."""
    return Analysis(
        {"begeleiding": "begeleiding", "kinderen": "kind"},
        "school weigering weigeraar weigeraars dag besteding bestedingen angst uitval".split(),
    )


def index_of(
    path: Path, *offers: OfferDocument, synonyms: tuple[tuple[str, str, str], ...] = (), words: Analysis | None = None
) -> DirectoryIndex:
    """A new index of these offers, open for reading."""
    words = words or analysis()
    with IndexWriter(path, words) as writer:
        writer.rebuild(offers, 0)
    return DirectoryIndex(path, words, synonyms)


def ids(page: DirectoryPage) -> list[str]:
    """What was found, in its order."""
    return [card.decode() for card in page.cards]


def found(index: DirectoryIndex, words: str, **more: object) -> list[str]:
    """The ids a search for words finds, best first."""
    return ids(index.search(DirectoryQuery(words=words, **more)))  # type: ignore[arg-type]


def day(number: int) -> date:
    """A day of 2026, from 0."""
    return date.fromordinal(date(2026, 1, 1).toordinal() + number)


def read(name: str) -> list[dict[str, str]]:
    """The rows of a reference file."""
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def real_gazetteer() -> Gazetteer:
    """All places of the reference files."""
    return Gazetteer(
        [(row["code"], (row["name_nl"], row["name_fr"], row["name_en"])) for row in read("regions.csv")],
        [
            Municipality(
                row["nis_code"], row["name_nl"], row["name_fr"], row["region"], tuple(row["postal_codes"].split()),
                float(row["latitude"]), float(row["longitude"]),
            )
            for row in read("municipalities.csv")
        ],
        [(row["nis_code"], row["name"]) for row in read("municipality_parts.csv")],
        [(row["old_nis_code"], row["old_name_nl"], row["new_nis_code"]) for row in read("municipality_mergers.csv")],
    )  # fmt: skip
