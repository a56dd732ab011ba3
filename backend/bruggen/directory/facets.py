"""Filters as bitmaps, and counts per code that stay right while filters combine."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pyroaring import BitMap

from bruggen.directory.query import DirectoryQuery
from bruggen.directory.snapshot import Snapshot

MOST_CODES = 400
"""Of a facet with more codes (organizations), the most frequent ones are told, and the chosen ones."""


@dataclass(slots=True)
class Narrowing:
    """What restricts a search: by facet, and by anything else. None stands for all offers."""

    others: list[BitMap] = field(default_factory=list)
    by_facet: dict[str, BitMap] = field(default_factory=dict)

    def found(self, without: str | None = None) -> BitMap | None:
        """The offers that pass everything, or everything but one facet."""
        bitmaps = self.others + [bitmap for facet, bitmap in self.by_facet.items() if facet != without]
        if not bitmaps:
            return None
        return bitmaps[0] if len(bitmaps) == 1 else BitMap.intersection(*sorted(bitmaps, key=len))


def filter_terms(query: DirectoryQuery) -> dict[str, list[str]]:
    """Per filter the terms of which an offer must have one."""
    terms = {name: [f"{name}:{code}" for code in codes] for name, codes in query.filters.items() if codes}
    if query.ages:
        terms["age"] = [f"age:{age}" for age in query.ages]
    if query.serves:
        terms["serves"] = [f"serves:{term}" for term in query.serves]
    return terms


def counted(snapshot: Snapshot, narrowing: Narrowing, query: DirectoryQuery) -> dict[str, list[tuple[str, int]]]:
    """For each wanted facet its codes with their number of offers, most frequent first; chosen codes even at 0."""
    everything = narrowing.found()
    return {
        facet: _counts(
            snapshot,
            facet,
            narrowing.found(without=facet) if facet in narrowing.by_facet else everything,
            query.filters.get(facet, ()),
        )
        for facet in query.facets
    }


def _counts(snapshot: Snapshot, facet: str, found: BitMap | None, chosen: Sequence[str]) -> list[tuple[str, int]]:
    codes: Iterable[str] = snapshot.codes(facet)
    if found is None:
        counts = {code: len(snapshot.slots(f"{facet}:{code}")) for code in codes}
    else:
        size = found.intersection_cardinality
        counts = {code: size(snapshot.slots(f"{facet}:{code}")) for code in codes}
    kept = [(code, count) for code, count in counts.items() if count or code in chosen]
    kept += [(code, 0) for code in chosen if code not in counts]
    kept.sort(key=lambda pair: (-pair[1], pair[0]))
    return [pair for place, pair in enumerate(kept) if place < MOST_CODES or pair[0] in chosen]
