"""The order of what was found: BM25 over the words, the title before the text, as tantivy computes it."""

from collections.abc import Iterable, Sequence

from pyroaring import BitMap
from tantivy import Occur, Query, Schema

from bruggen.directory.matching import Clause, Group, Match
from bruggen.directory.query import REACHABLE
from bruggen.directory.schema import FILTER, SLOT
from bruggen.directory.snapshot import Snapshot

LOCATED_BOOST = 6.0
"""What being located in the wanted place adds: about as much as a frequent word in the title."""
SCARCE = 24
"""How many times more offers may hold one of the words than were found, before tantivy is told to look for all of them."""
Terms = Sequence[str]


def ranked(
    snapshot: Snapshot, match: Match, found: BitMap, filters: Sequence[Terms], preferred: Terms, skip: int, limit: int
) -> list[int]:
    """The slots of one page of `found`, best first. `filters` are terms of which an offer must have one each.

    `found` decides what belongs to the result; filters only spare tantivy work, and may leave some out of account.
    """
    wanted = min(skip + limit, len(found), REACHABLE)
    if wanted <= skip:
        return []
    widest = max(len(group.slots) for group in match.groups)
    scarce = widest > SCARCE * len(found)
    query = _query(snapshot.schema, match.groups, filters if scarce else (), preferred, scarce)
    share = 1.0 if scarce else widest / len(found)
    depth = min(snapshot.total, int(wanted * share * 1.5) + 16)
    while True:
        slots = _search(snapshot, query, depth)
        kept = [slot for slot in slots if slot in found]
        if len(kept) >= wanted or len(slots) < depth:
            break
        depth *= 4
    if len(kept) < wanted:
        # Held through a completion that does not count for the order: the newest first.
        rest = found - BitMap(kept)
        kept += [slot for _, slot in snapshot.ordered("-verifiedOn", rest, 0, wanted - len(kept))]
    return kept[skip:wanted]


def _search(snapshot: Snapshot, query: Query, depth: int) -> list[int]:
    hits = snapshot.searcher.search(query, limit=depth, count=False).hits
    slots = snapshot.searcher.fast_field_values(SLOT, [address for _, address in hits])
    # A slot can be met twice while tantivy is one commit ahead.
    return list(dict.fromkeys(slots))


def _query(schema: Schema, groups: Sequence[Group], filters: Sequence[Terms], preferred: Terms, scarce: bool) -> Query:
    """The score is the same sum of clauses in either form; what must be there adds nothing to it."""
    boosts: dict[tuple[str, str], float] = {}
    for group in groups:
        for field, term, boost in group.clauses:
            boosts[field, term] = max(boost, boosts.get((field, term), 0.0))
    parts = [
        (Occur.Should, Query.boost_query(Query.term_query(schema, field, term, "freq"), boost))
        for (field, term), boost in boosts.items()
    ]
    parts += [(Occur.Should, Query.const_score_query(_filter(schema, term), LOCATED_BOOST)) for term in preferred]
    if scarce:
        parts += [(Occur.Must, _any(_filter(schema, term) for term in terms)) for terms in filters]
        parts += [(Occur.Must, _any(_clause(schema, clause) for clause in group.clauses)) for group in groups if group.complete]
    return Query.boolean_query(parts)


def _filter(schema: Schema, term: str) -> Query:
    return Query.term_query(schema, FILTER, term, "basic")


def _clause(schema: Schema, clause: Clause) -> Query:
    field, term, _ = clause
    return Query.term_query(schema, field, term, "freq")


def _any(queries: Iterable[Query]) -> Query:
    alternatives = list(queries)
    some = alternatives[0] if len(alternatives) == 1 else Query.boolean_query([(Occur.Should, query) for query in alternatives])
    return Query.const_score_query(some, 0.0)
