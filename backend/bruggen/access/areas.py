"""Whether what is meant for areas - regions or municipalities, by their codes - is meant for some regions."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select

from bruggen.models import Municipality


def municipalities_of(regions: Sequence[str]) -> Select[str]:
    """The NIS codes of the municipalities in these regions."""
    return select(Municipality.nis_code).where(Municipality.region_code.in_(regions))


def covers(area: Any, its: ColumnElement[bool], regions: Sequence[str]) -> ColumnElement[bool]:
    """Whether an area is one of the regions or lies in one. `area` is the table of areas, `its` finds those of a record."""
    return exists().where(its, or_(area.code.in_(regions), area.code.in_(municipalities_of(regions))))
