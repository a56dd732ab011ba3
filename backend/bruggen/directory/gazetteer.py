"""The places people name: municipalities, their parts, the names and codes that mergers ended, postal codes, regions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bruggen.directory.analysis import words_of

COORDINATES = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*")
WHOLE_AREA = "VL"
"""The catchment term of what serves all of Flanders and Brussels."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of today."""

    nis_code: str
    name_nl: str
    name_fr: str
    region: str
    postal_codes: tuple[str, ...]
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Place:
    """What a name means: `code` is a NIS code, a postal code or the code of a region."""

    kind: Literal["municipality", "region", "postalCode"]
    code: str
    label: str
    nis_codes: tuple[str, ...] = ()


def _spelled(words: Iterable[str]) -> tuple[str, ...]:
    return tuple("sint" if word == "st" else word for word in words)


class Gazetteer:
    """Looks places up by name or code."""

    def __init__(
        self,
        regions: Iterable[tuple[str, Iterable[str]]],
        municipalities: Iterable[Municipality],
        parts: Iterable[tuple[str, str]] = (),
        mergers: Iterable[tuple[str, str, str]] = (),
    ) -> None:
        """`regions`: code and names. `parts`: NIS code and name. `mergers`: old NIS code, old name, NIS code of today."""
        self.municipalities = {municipality.nis_code: municipality for municipality in municipalities}
        self.regions: list[str] = []
        self._today = {nis_code: nis_code for nis_code in self.municipalities}
        self._names: dict[tuple[str, ...], Place] = {}
        self._postal: dict[str, list[str]] = {}
        merged = list(mergers)
        # What is said first wins: a municipality before a part, a region only where no municipality has the name.
        for municipality in self.municipalities.values():
            for name in dict.fromkeys((municipality.name_nl, municipality.name_fr)):
                self._name(name, Place("municipality", municipality.nis_code, municipality.name_nl, (municipality.nis_code,)))
            for postal_code in municipality.postal_codes:
                self._postal.setdefault(postal_code, []).append(municipality.nis_code)
        for code, names in regions:
            self.regions.append(code)
            known = list(names)
            for name in known:
                place = Place("region", code, known[0])
                # "Brussel" is the whole region to whoever types it, not the municipality in its middle.
                self._name(name, place, first=code == "BRU")
                self._name(f"provincie {name}", place)
                self._name(f"regio {name}", place)
        for old_code, old_name, nis_code in merged:
            self._today.setdefault(old_code, nis_code)
            self._former(nis_code, old_name)
        for nis_code, name in parts:
            self._former(nis_code, name)
        self.longest_name = max((len(name) for name in self._names), default=1)

    def _name(self, name: str, place: Place, *, first: bool = False) -> None:
        key = _spelled(words_of(name))
        if key and (first or key not in self._names):
            self._names[key] = place

    def _former(self, nis_code: str, name: str) -> None:
        if municipality := self.municipalities.get(nis_code):
            self._name(name, Place("municipality", nis_code, f"{name} ({municipality.name_nl})", (nis_code,)))

    def named(self, words: Iterable[str]) -> Place | None:
        """The place with a name of these folded words."""
        return self._names.get(_spelled(words))

    def postal_code(self, code: str) -> Place | None:
        """The municipalities that share a postal code."""
        nis_codes = self._postal.get(code)
        if not nis_codes:
            return None
        names = ", ".join(self.municipalities[nis_code].name_nl for nis_code in nis_codes)
        return Place("postalCode", code, f"{code} {names}", tuple(nis_codes))

    def today(self, nis_code: str) -> str | None:
        """The NIS code of today for one of today or of before a merger."""
        return self._today.get(nis_code)

    def serves(self, nis_code: str) -> tuple[str, ...]:
        """The catchment terms of offers that serve a municipality of today: it, its region, or everything."""
        return (f"m:{nis_code}", f"r:{self.municipalities[nis_code].region}", WHOLE_AREA)

    def point(self, text: str) -> tuple[float, float] | None:
        """Latitude and longitude of a postal code, a municipality, one of its parts, or "latitude,longitude"."""
        if numbers := COORDINATES.fullmatch(text):
            latitude, longitude = float(numbers[1]), float(numbers[2])
            return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
        words = words_of(text)
        place = (self.postal_code(words[0]) if words else None) or self._municipality(words)
        if place is None:
            return None
        places = [self.municipalities[nis_code] for nis_code in place.nis_codes]
        return (
            sum(place.latitude for place in places) / len(places),
            sum(place.longitude for place in places) / len(places),
        )

    def _municipality(self, words: list[str]) -> Place | None:
        place = self.named(words)
        if place is None or place.kind == "municipality":
            return place
        # A region that bears the name of a municipality lies around it.
        return next(
            (
                Place("municipality", each.nis_code, each.name_nl, (each.nis_code,))
                for each in self.municipalities.values()
                if words in (words_of(each.name_nl), words_of(each.name_fr))
            ),
            None,
        )
