"""Places on the globe: distances, and cells of a grid, in which points lie sorted."""

import struct
from collections.abc import Iterator
from math import asin, cos, degrees, radians, sin, sqrt

EARTH_RADIUS = 6371.0088
"""Kilometres (IUGG mean radius)."""
CELL = 0.02
"""Degrees: about 2.2 by 1.4 km here."""
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
    return f"cell:{cell[0]}.{cell[1]}"


def cells_around(latitude: float, longitude: float, radius: float) -> Iterator[tuple[Cell, bool]]:
    """The cells that a circle of `radius` km touches, each with whether it lies wholly inside."""
    reach = degrees(radius / EARTH_RADIUS) + 1e-6
    south, north = max(-90.0, latitude - reach), min(90.0, latitude + reach)
    # The widest parallel the circle touches; near a pole it goes all around.
    widest = cos(radians(max(abs(south), abs(north))))
    sideways = min(180.0, reach / widest) if widest > 1e-3 else 180.0
    (first_row, first_column), (last_row, last_column) = (
        _cell(south, max(-180.0, longitude - sideways)),
        _cell(north, min(180.0, longitude + sideways)),
    )
    for row in range(first_row, last_row + 1):
        for column in range(first_column, last_column + 1):
            # Its corners are a cell's farthest points, as long as cells are small.
            corners = ((row + down) * CELL - 90 for down in (0, 1))
            sides = [(column + right) * CELL - 180 for right in (0, 1)]
            inside = all(distance(latitude, longitude, corner, side) <= radius for corner in corners for side in sides)
            yield (row, column), inside


def _cell(latitude: float, longitude: float) -> Cell:
    return int((latitude + 90) / CELL), int((longitude + 180) / CELL)
