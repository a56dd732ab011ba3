"""The order of what was found: by where the words stand, rare words counting more, then the newest first.

For each word the offers fall into tiers, by the most telling place it stands in. The score of an offer is the sum over
the words, so every combination of tiers has one score, and going through the combinations from the best on gives the
first page without looking at the rest.
"""

from collections.abc import Iterable, Iterator
from itertools import product
from math import log

from pyroaring import BitMap

from bruggen.directory.matching import Group, Match
from bruggen.directory.query import REACHABLE
from bruggen.directory.snapshot import Snapshot

RANKED_WORDS = 3
"""The rarest; what more words add to the order is not worth its cost."""
LOCATED = 10.0
"""What lying in the wanted place adds: more than a word in the title, at middling rarity."""
FEW = 300
"""Offers that are scored one by one."""

Tier = tuple[float, BitMap]


def ranked(snapshot: Snapshot, match: Match, found: BitMap, preferred: BitMap | None, skip: int, limit: int) -> list[int]:
    """A stretch of the slots `found`, best first; what is in `preferred` gets ahead."""
    wanted = min(skip + limit, len(found), REACHABLE)
    if wanted <= skip:
        return []
    levels = [_tiers(snapshot, group, found) for group in match.groups[:RANKED_WORDS]]
    if preferred is not None:
        levels.append(_apart(iter([(LOCATED, [preferred])]), found))
    if len(found) <= FEW:
        return _one_by_one(snapshot, levels, found, wanted)[skip:]
    slots: list[int] = []
    for together in _best_first(levels):
        newest = snapshot.ordered("-verifiedOn", together, 0, wanted - len(slots))
        slots += [slot for _, slot in newest]
        if len(slots) == wanted:
            break
    return slots[skip:]


def _tiers(snapshot: Snapshot, group: Group, found: BitMap) -> Iterator[Tier]:
    rarity = log(1 + snapshot.total / max(1, len(group.slots)))
    weighted = sorted(group.weighted.items(), reverse=True)
    return _apart(
        ((weight * rarity, map(snapshot.slots_of_all, alternatives)) for weight, alternatives in weighted),
        found,
    )


def _apart(tiers: Iterator[tuple[float, Iterable[BitMap]]], found: BitMap) -> Iterator[Tier]:
    """What of `found` each tier has that none before it has; the rest scores nothing."""
    left = found
    for score, alternatives in tiers:
        # What is left is often little: to cut each one down to it first spares most of the work.
        here = BitMap.union(*(slots & left for slots in alternatives))
        if here:
            left = left - here
            yield score, here
            if not left:
                return
    yield 0.0, left


def _best_first(levels: list[Iterator[Tier]]) -> Iterator[BitMap]:
    """The offers of each combination of tiers; those of one word are not looked for before they are needed."""
    if len(levels) == 1:
        yield from (slots for _, slots in levels[0])
        return
    combinations = [(sum(score for score, _ in tiers), [slots for _, slots in tiers]) for tiers in product(*levels)]
    for _, tiers in sorted(combinations, key=lambda combination: -combination[0]):
        together = BitMap.intersection(*sorted(tiers, key=len))
        if together:
            yield together


def _one_by_one(snapshot: Snapshot, levels: list[Iterator[Tier]], found: BitMap, wanted: int) -> list[int]:
    scores = dict.fromkeys(found, 0.0)
    for tiers in levels:
        for score, slots in tiers:
            for slot in slots:
                scores[slot] -= score
    return [slot for _, slot in snapshot.newest(found, 0, wanted, scores)]
