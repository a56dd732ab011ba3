"""SELECTs over the people to call."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from bruggen.models import Coordinator, Region


def _conditions(words: Sequence[str], regions: Sequence[str]) -> list[ColumnElement[bool]]:
    named = [
        or_(*(column.icontains(word, autoescape=True) for column in (Coordinator.name, Region.name_nl, Region.name_fr)))
        for word in words
    ]
    return [*named, *([Coordinator.region_code.in_(regions)] if regions else [])]


def count_coordinators(session: Session, words: Sequence[str], regions: Sequence[str]) -> int:
    """How many coordinators have all these words in their name or region, and work in one of these regions."""
    statement = select(func.count()).select_from(Coordinator).join(Region, Region.code == Coordinator.region_code)
    return session.scalar(statement.where(*_conditions(words, regions))) or 0


def find_coordinators(
    session: Session, words: Sequence[str], regions: Sequence[str], *, skip: int, limit: int
) -> Sequence[tuple[Coordinator, Region]]:
    """Those of count_coordinators, in the order of the regions."""
    statement = (
        select(Coordinator, Region)
        .join(Region, Region.code == Coordinator.region_code)
        .where(*_conditions(words, regions))
        .order_by(Region.position, Coordinator.role.desc(), Coordinator.position)
    )
    return [(row[0], row[1]) for row in session.execute(statement.offset(skip).limit(limit))]
