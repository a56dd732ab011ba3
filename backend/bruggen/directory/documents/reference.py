"""What the documents of every kind are made with."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.models import Code, Municipality, Region

CARD_SUMMARY = 200
ALL_FLANDERS = "VL"
LABELED = (
    "categories",
    "themes",
    "networkKinds",
    "directions",
    "audiences",
    "gatheringKinds",
    "methods",
    "initiativeKinds",
    "initiativePhases",
)
"""Lists whose labels are words that a record is found by."""


@dataclass(slots=True)
class Reference:
    """What documents borrow from reference tables."""

    regions: list[str]
    region_of: dict[str, str]
    name_of: dict[str, str]
    labels: dict[tuple[str, str], str]

    @classmethod
    def load(cls, session: Session) -> "Reference":
        """Read it once for a run."""
        municipalities = session.execute(select(Municipality.nis_code, Municipality.region_code, Municipality.name_nl)).all()
        codes = session.execute(select(Code.list_name, Code.code, Code.label_nl).where(Code.list_name.in_(LABELED)))
        return cls(
            regions=list(session.scalars(select(Region.code).order_by(Region.position))),
            region_of={row.nis_code: row.region_code for row in municipalities},
            name_of={row.nis_code: row.name_nl for row in municipalities},
            labels={(row.list_name, row.code): row.label_nl for row in codes},
        )

    def catchment(self, scope: str, area: list[str]) -> tuple[list[str], list[str]]:
        """The regions that something is meant for, and the terms that the catchment rule looks for."""
        if scope == "flanders":
            return self.regions, [ALL_FLANDERS]
        if scope == "regions":
            return area, [f"r:{code}" for code in area]
        return sorted({self.region_of[code] for code in area}), [f"m:{code}" for code in area]


def without_none(values: dict[str, Any]) -> dict[str, Any]:
    """What has a value."""
    return {name: value for name, value in values.items() if value is not None}


def cut(text: str) -> str:
    """At most as long as a card shows, cut between words."""
    if len(text) <= CARD_SUMMARY:
        return text
    return text[: CARD_SUMMARY - 1].rsplit(" ", 1)[0] + "…"
