"""Reference data: regions, municipalities and their names, code lists, synonyms, pages, the coordinators' table.

Synonyms, labels and pages are people's to edit once they are in: rows that exist are left as they are.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from bruggen.features.coordinators.importing import Report, import_coordinators
from bruggen.kit.db import Base
from bruggen.models import (
    Code,
    Content,
    CoordinatorPost,
    FormerMunicipality,
    Municipality,
    MunicipalityPart,
    PostalCode,
    Region,
    Synonym,
)
from bruggen.record.audit import RECORDED, record_event
from bruggen.record.audited import AUDITED
from bruggen.seeding.files import REFERENCE, read_csv, read_yaml


def _add_missing(session: Session, model: type[Base], keys: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    """Insert the rows whose key is not there yet, and record it as one event: what the rows say is in the product's own files."""
    present = {tuple(row) for row in session.execute(select(*(getattr(model, key) for key in keys)))}
    missing = {key: row for row in rows if (key := tuple(row[name] for name in keys)) not in present}
    if missing:
        session.execute(insert(model), list(missing.values()), execution_options=RECORDED)
        record_event(session, "seeded", AUDITED[model].object_type)


def seed_reference(session: Session) -> None:
    """Put in what is missing of all reference tables but the coordinators."""
    regions = ({**row, "position": position} for position, row in enumerate(read_csv("regions.csv")))
    _add_missing(session, Region, ["code"], regions)
    municipalities = list(read_csv("municipalities.csv"))
    _add_missing(
        session,
        Municipality,
        ["nis_code"],
        (
            {
                "nis_code": row["nis_code"],
                "name_nl": row["name_nl"],
                "name_fr": row["name_fr"],
                "region_code": row["region"],
                "latitude": float(row["latitude"]),
                "longitude": float(row["longitude"]),
            }
            for row in municipalities
        ),
    )
    postal_codes = ({"nis_code": row["nis_code"], "code": code} for row in municipalities for code in row["postal_codes"].split())
    _add_missing(session, PostalCode, ["nis_code", "code"], postal_codes)
    _add_missing(session, MunicipalityPart, ["nis_code", "name"], read_csv("municipality_parts.csv"))
    mergers = (
        {
            "old_nis_code": row["old_nis_code"],
            "old_name_nl": row["old_name_nl"],
            "nis_code": row["new_nis_code"],
            "merged_on": date.fromisoformat(row["merged_on"]),
        }
        for row in read_csv("municipality_mergers.csv")
    )
    _add_missing(session, FormerMunicipality, ["old_nis_code"], mergers)
    _add_missing(session, Code, ["list_name", "code"], _codes())
    _add_missing(session, Content, ["key"], _pages())
    # A pair that people took out or changed would look missing: it must not come back.
    if not session.scalar(select(func.count()).select_from(Synonym)):
        _add_missing(session, Synonym, ["term", "synonym"], read_csv("synonyms.csv"))


def _codes() -> Iterable[dict[str, Any]]:
    for name, values in read_yaml(REFERENCE / "code_lists.yaml").items():
        for position, value in enumerate(values):
            yield {
                "list_name": name,
                "code": value["code"],
                "position": position,
                "label_nl": value["nl"],
                "label_fr": value["fr"],
                "label_en": value["en"],
                "description_nl": value.get("description_nl"),
            }


def _pages() -> Iterable[dict[str, Any]]:
    for path in sorted((REFERENCE / "contents").glob("*.nl.md")):
        title, _, body = path.read_text(encoding="utf-8").partition("\n")
        yield {"key": path.name.removesuffix(".nl.md"), "title": {"nl": title.removeprefix("# ")}, "body": {"nl": body.strip()}}


def seed_coordinators(session: Session) -> Report | None:
    """Import the published table into an empty house; a house with posts is left as its people made it."""
    if session.scalar(select(func.count()).select_from(CoordinatorPost)):
        return None
    return import_coordinators(session, REFERENCE / "coordinators.csv")
