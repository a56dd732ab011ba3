"""Offers around a place."""

from math import sqrt

from pyroaring import BitMap

from bruggen.directory.geography import cell_key, distance, point_of, term_of, touched
from bruggen.directory.snapshot import NOTHING, Snapshot


class Nearby:
    """A circle on the map. `slots` are all offers with a location in it."""

    def __init__(self, snapshot: Snapshot, near: tuple[float, float], radius: float) -> None:
        """`near` is latitude and longitude, `radius` in km."""
        self._snapshot = snapshot
        self._near = near
        self._radius = radius
        self._cells = [cell for cell, _ in touched(snapshot.cells(), *near, radius)]
        self.slots = self._within(radius)

    def _within(self, radius: float) -> BitMap:
        snapshot = self._snapshot
        found: list[BitMap] = []
        for cell, inside in touched(self._cells, *self._near, radius):
            if inside:
                found.append(snapshot.slots(term_of(cell)))
            else:
                found += [
                    BitMap.deserialize(stored)
                    for key, stored in snapshot.points(cell_key(cell))
                    if distance(*self._near, *point_of(key)) <= radius
                ]
        return BitMap.union(*found) if found else NOTHING

    def ordered(self, among: BitMap, skip: int, limit: int) -> list[tuple[int, float]]:
        """A stretch of the offers `among`, by the distance (km) of their nearest location."""
        # First a ring that would hold enough if they lay evenly, then wider ones.
        radius = self._radius * min(1.0, sqrt((skip + limit) / max(1, len(among))))
        nearest = among & self._within(radius)
        while len(nearest) < skip + limit and radius < self._radius:
            radius = min(radius * 1.5, self._radius)
            nearest = among & self._within(radius)
        slots = list(nearest)
        return sorted(zip(slots, self.distances(slots), strict=True), key=lambda pair: (pair[1], pair[0]))[skip : skip + limit]

    def distances(self, slots: list[int]) -> list[float]:
        """To the nearest location of each of these offers."""
        return [min(distance(*self._near, *place) for place in places) for places in map(self._snapshot.places, slots)]
