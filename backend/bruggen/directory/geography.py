"""Places on the globe: distances, and cells of a grid, in which points lie sorted."""

import struct
from collections.abc import Iterable, Iterator
from math import asin, cos, degrees, radians, sin, sqrt

EARTH_RADIUS = 6371.0088
"""Kilometres (IUGG mean radius)."""
CELL = 0.02
"""Degrees: about 2.2 by 1.4 km here."""
HALF_DIAGONAL = 1.58
"""Kilometres from the middle of a cell to a corner, at the equator, where cells are largest."""
CELLS = "cell"
"""The name of the filter by cell."""
_POINT = struct.Struct(">HHdd")
_CELL = struct.Struct(">HH")

Cell = tuple[int, int]
"""Row from the south pole, column from the antimeridian."""


def distance(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Kilometres along the great circle (haversine)."""
    north, to_north = radians(latitude), radians(to_latitude)
    half = sin((to_north - north) / 2) ** 2
    half += cos(north) * cos(to_north) * sin(radians(to_longitude - longitude) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(half)))


def point_key(latitude: float, longitude: float) -> bytes:
    """The cell and the exact point."""
    return _POINT.pack(*_cell(latitude, longitude), latitude, longitude)


def point_of(key: bytes) -> tuple[float, float]:
    """Latitude and longitude of a point's key."""
    _, _, latitude, longitude = _POINT.unpack(key)
    return latitude, longitude


def cell_key(cell: Cell) -> bytes:
    """What the keys of all points in a cell begin with."""
    return _CELL.pack(*cell)


def cell_term(latitude: float, longitude: float) -> str:
    """The filter term of the cell of a point."""
    return term_of(_cell(latitude, longitude))


def term_of(cell: Cell) -> str:
    """The filter term of a cell."""
    return f"{CELLS}:{cell[0]}.{cell[1]}"


def cell_of(code: str) -> Cell:
    """The cell whose filter term has this code."""
    row, _, column = code.partition(".")
    return int(row), int(column)


def touched(cells: Iterable[Cell], latitude: float, longitude: float, radius: float) -> Iterator[tuple[Cell, bool]]:
    """Those of the cells that a circle of `radius` km may touch, each with whether it surely lies inside."""
    reach = degrees((radius + HALF_DIAGONAL) / EARTH_RADIUS)
    south, north = _cell(max(-90.0, latitude - reach), 0)[0], _cell(min(90.0, latitude + reach), 0)[0]
    for row, column in cells:
        # Most cells are told by their row, without trigonometry.
        if south <= row <= north:
            away = distance(latitude, longitude, (row + 0.5) * CELL - 90, (column + 0.5) * CELL - 180)
            if away <= radius + HALF_DIAGONAL:
                yield (row, column), away <= radius - HALF_DIAGONAL


def _cell(latitude: float, longitude: float) -> Cell:
    return int((latitude + 90) / CELL), int((longitude + 180) / CELL)
