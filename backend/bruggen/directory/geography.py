"""Places on the globe: distances, and points as keys that lie sorted by cell."""

import struct
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS = 6371.0088
"""Kilometres (IUGG mean radius)."""
CELL = 0.05
"""Degrees: about 5.6 by 3.5 km here."""
_KEY = struct.Struct(">HHdd")
_CELL = struct.Struct(">HH")


def distance(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Kilometres along the great circle (haversine)."""
    north, to_north = radians(latitude), radians(to_latitude)
    half = sin((to_north - north) / 2) ** 2
    half += cos(north) * cos(to_north) * sin(radians(to_longitude - longitude) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(half)))


def point_key(latitude: float, longitude: float) -> bytes:
    """The cell and the exact point."""
    return _KEY.pack(_row(latitude), _column(longitude), latitude, longitude)


def point_of(key: bytes) -> tuple[float, float]:
    """Latitude and longitude of a point's key."""
    _, _, latitude, longitude = _KEY.unpack(key)
    return latitude, longitude


def cell_ranges(latitude: float, longitude: float, radius: float) -> Iterator[tuple[bytes, bytes]]:
    """The first key and the key after the last of each row of cells that a circle of `radius` km touches."""
    reach = radius / EARTH_RADIUS * 57.29578 + 1e-6
    south, north = max(-90.0, latitude - reach), min(90.0, latitude + reach)
    # The widest parallel the circle touches; at a pole it goes all around.
    widest = cos(radians(max(abs(south), abs(north))))
    sideways = min(180.0, reach / widest) if widest > 1e-3 else 180.0
    west, east = max(-180.0, longitude - sideways), min(180.0, longitude + sideways)
    for row in range(_row(south), _row(north) + 1):
        yield _CELL.pack(row, _column(west)), _CELL.pack(row, _column(east) + 1)


def _row(latitude: float) -> int:
    return int((latitude + 90) / CELL)


def _column(longitude: float) -> int:
    return int((longitude + 180) / CELL)
