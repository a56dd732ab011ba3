"""The same page asked of three servers: one filter on two indexed columns, the newest first, one of the first ten pages."""

import json
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.peers.cards import NESTED, Card

SIZE = 20
# category, availability, page
Query = tuple[str, str, int]


class Pages:
    """All full pages that the cards give, and how each server is asked for one."""

    def __init__(self, cards: Path) -> None:
        rows: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        with cards.open(encoding="utf-8") as file:
            self.cards: dict[str, Card] = {card["id"]: card for card in map(json.loads, file)}
        for card in self.cards.values():
            rows[card["category"], card["availability"]["status"]].append((card["verifiedOn"], card["id"]))
        for found in rows.values():
            # Datasette's order: newest first, then by key.
            found.sort(key=lambda row: row[1])
            found.sort(key=lambda row: row[0], reverse=True)
        self._rows = rows
        self.queries: list[Query] = [
            (*key, page) for key, found in sorted(rows.items()) for page in range(1, min(10, len(found) // SIZE) + 1)
        ]

    def ours(self, query: Query, facets: bool = False) -> str:
        """Our path."""
        wanted = "&facets=category,availability,level,theme" if facets else ""
        return f"{self.rest(query)}&sort=-verifiedOn{wanted}"

    def rest(self, query: Query) -> str:
        """Django's path; the newest first is its default."""
        category, availability, page = query
        return f"/api/v1/offers?category={category}&availability={availability}&page={page}"

    def table(self, query: Query, facets: bool = False) -> str:
        """Datasette's path; it pages by the sorted value and the key of the last row of the page before."""
        category, availability, page = query
        pairs = [("category", category), ("availability", availability), ("_size", str(SIZE))]
        pairs += [("_sort_desc", "verifiedOn"), ("_shape", "objects"), *(("_json", name) for name in NESTED)]
        if page > 1:
            pairs.append(("_next", ",".join(self._rows[category, availability][(page - 1) * SIZE - 1])))
        if facets:
            pairs += [("_facet", "category"), ("_facet", "availability"), ("_facet_array", "levels"), ("_facet_array", "themes")]
        return f"/table/offers.json?{urlencode(pairs, safe=',')}"
