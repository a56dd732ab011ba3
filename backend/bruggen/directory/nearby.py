"""Offers around a place."""

from dataclasses import dataclass

from pyroaring import BitMap

from bruggen.directory.geography import cell_ranges, distance, point_of
from bruggen.directory.snapshot import NOTHING, Snapshot


@dataclass(slots=True)
class Nearby:
    """The points within the radius, the nearest first, each with its distance (km) and its offers."""

    points: list[tuple[float, BitMap]]

    @classmethod
    def around(cls, snapshot: Snapshot, near: tuple[float, float], radius: float) -> "Nearby":
        """Look up the points within `radius` km of (latitude, longitude)."""
        found = []
        for first, end in cell_ranges(*near, radius):
            for key, stored in snapshot.points(first, end):
                away = distance(*near, *point_of(key))
                if away <= radius:
                    found.append((away, BitMap.deserialize(stored)))
        found.sort(key=lambda point: point[0])
        return cls(found)

    def slots(self) -> BitMap:
        """All offers within the radius."""
        return BitMap.union(*(slots for _, slots in self.points)) if self.points else NOTHING

    def ordered(self, among: BitMap, skip: int, limit: int) -> list[tuple[int, float]]:
        """A stretch of the offers `among`, by the distance of their nearest location."""
        left = among.copy()
        page: list[tuple[int, float]] = []
        for away, slots in self.points:
            here = slots & left
            if not here:
                continue
            left -= here
            if skip >= len(here):
                skip -= len(here)
                continue
            page += [(slot, away) for slot in here[skip : skip + limit - len(page)]]
            skip = 0
            if len(page) == limit:
                break
        return page

    def distances(self, slots: list[int]) -> list[float]:
        """To the nearest location of each of these offers."""
        wanted = dict.fromkeys(slots, 0.0)
        left = BitMap(slots)
        for away, here in self.points:
            for slot in here & left:
                wanted[slot] = away
            left -= here
            if not left:
                break
        return [wanted[slot] for slot in slots]
