"""Totals, facets and filters equal what counting by hand gives, whatever is combined and whatever changed before."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bruggen.directory import facets
from bruggen.directory.document import OfferDocument
from bruggen.directory.engine import DirectoryIndex
from bruggen.directory.geography import distance
from bruggen.directory.query import FACETS, DirectoryQuery
from bruggen.directory.writer import IndexWriter
from tests.directory.make import analysis, day, ids, offer

WORDS = ["theater", "muziek", "sport", "koken"]
CODES = {
    "level": ["primary", "secondary", "nursery"],
    "theme": ["truancy", "bullying", "motivation"],
    "mode": ["group", "online"],
    "region": ["OVL", "ANT"],
    "organization": ["a", "b", "c"],
    "category": ["naft", "coaching"],
    "availability": ["free", "closed"],
}
PLACES = [("g", 51.05, 3.72), ("a", 51.22, 4.40), ("l", 51.03, 3.75)]


def some(values: Iterable[object], **limits: int) -> st.SearchStrategy[list[object]]:
    return st.lists(st.sampled_from(list(values)), unique=True, **limits)


OFFERS = st.builds(
    offer,
    st.integers(0, 40).map("offer{}".format),
    st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join),
    body=st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join),
    levels=some(CODES["level"]),
    themes=some(CODES["theme"]),
    modes=some(CODES["mode"]),
    regions=some(CODES["region"]),
    organization_ids=some(CODES["organization"]),
    category=st.sampled_from(CODES["category"]),
    availability=st.sampled_from(CODES["availability"]),
    age_ranges=st.lists(st.tuples(st.integers(0, 12), st.integers(12, 25)), min_size=1, max_size=2),
    locations=some(PLACES),
    verified_on=st.none() | st.integers(0, 20).map(day),
)
QUERIES = st.builds(
    DirectoryQuery,
    words=st.sampled_from(["", *WORDS, "theater muziek", "sp"]),
    filters=st.fixed_dictionaries(
        {}, optional={name: some([*codes, "unknown"], max_size=2).map(tuple) for name, codes in CODES.items()}
    ),
    ages=some(range(26), max_size=2).map(tuple),
    verified_after=st.none() | st.integers(0, 20).map(day),
    near=st.none() | st.sampled_from([(51.05, 3.72), (51.2, 4.3)]),
    radius=st.sampled_from([0.5, 5.0, 80.0]),
    sort=st.sampled_from([None, "relevance", "-verifiedOn", "title", "distance"]),
    page_size=st.just(100),
    facets=st.just(FACETS),
)


def holds(document: OfferDocument, words: str) -> bool:
    text = f"{document.title} {document.body}".split()
    typed = words.split()
    return all(word in text for word in typed[:-1]) and any(word.startswith(typed[-1]) for word in text)


def passes(document: OfferDocument, query: DirectoryQuery, without: str = "") -> bool:
    codes = dict(document.facets())
    return (
        (not query.words or holds(document, query.words))
        and all(not wanted or name == without or set(wanted) & set(codes[name]) for name, wanted in query.filters.items())
        and (not query.ages or any(low <= age <= high for age in query.ages for low, high in document.age_ranges))
        and (not query.verified_after or (document.verified_on or date.min) >= query.verified_after)
        and (not query.near or any(distance(*query.near, *place[1:]) <= query.radius for place in document.locations))
    )


def check(index: DirectoryIndex, documents: list[OfferDocument], query: DirectoryQuery) -> None:
    page = index.search(query)
    expected = {document.id for document in documents if passes(document, query)}
    assert page.total == len(expected)
    assert sorted(ids(page)) == sorted(expected)
    for facet, counts in page.facets.items():
        chosen = query.filters.get(facet, ())
        by_hand = Counter(
            code
            for document in documents
            if passes(document, query, without=facet)
            for code in set(dict(document.facets())[facet])
        )
        assert dict(counts) == dict.fromkeys(chosen, 0) | by_hand
        assert [count for _, count in counts] == sorted((count for _, count in counts), reverse=True)
    if page.distances is not None:
        nearest = {
            document.id: min(distance(*query.near, *place[1:]) for place in document.locations)
            for document in documents
            if document.id in expected
        }
        assert page.distances == [nearest[one] for one in ids(page)]
        if query.sort == "distance":
            assert page.distances == sorted(page.distances)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    st.lists(OFFERS, max_size=30, unique_by=lambda document: document.id),
    st.lists(
        st.tuples(st.lists(OFFERS, max_size=6, unique_by=lambda document: document.id), some([f"offer{n}" for n in range(41)])),
        max_size=3,
    ),
    st.lists(QUERIES, min_size=1, max_size=12),
)
def test_counts_equal_counting_by_hand_after_any_changes(
    first: list[OfferDocument], changes: list[tuple[list[OfferDocument], list[str]]], queries: list[DirectoryQuery]
) -> None:
    with TemporaryDirectory() as folder, IndexWriter(Path(folder), analysis()) as writer:
        writer.rebuild(first, 0)
        index = DirectoryIndex(Path(folder), analysis())
        known = {document.id: document for document in first}
        check(index, first, queries[0])
        for position, (upserts, deletes) in enumerate(changes, start=1):
            writer.apply(upserts, deletes, position)
            for offer_id in deletes:
                known.pop(offer_id, None)
            known.update({document.id: document for document in upserts})
            index.reload()
            check(index, list(known.values()), queries[position % len(queries)])
        for query in queries:
            check(index, list(known.values()), query)


def test_a_facet_does_not_restrict_itself_but_others_do(tmp_path: Path) -> None:
    with IndexWriter(tmp_path, analysis()) as writer:
        writer.rebuild(
            [
                offer("1", levels=["primary"], themes=["truancy"]),
                offer("2", levels=["secondary"], themes=["truancy"]),
                offer("3", levels=["secondary"], themes=["bullying"]),
            ],
            0,
        )
    query = DirectoryQuery(filters={"level": ("primary",)}, facets=("level", "theme"))
    page = DirectoryIndex(tmp_path, analysis()).search(query)
    assert page.facets == {"level": [("secondary", 2), ("primary", 1)], "theme": [("truancy", 1)]}


def test_verified_after_takes_the_day_itself(tmp_path: Path) -> None:
    with IndexWriter(tmp_path, analysis()) as writer:
        writer.rebuild([offer("before", verified_on=day(4)), offer("on", verified_on=day(5)), offer("never")], 0)
    index = DirectoryIndex(tmp_path, analysis())
    assert ids(index.search(DirectoryQuery(verified_after=day(5)))) == ["on"]
    assert ids(index.search(DirectoryQuery(verified_after=day(5) + timedelta(days=1)))) == []


def test_offers_can_be_asked_for_by_id(tmp_path: Path) -> None:
    with IndexWriter(tmp_path, analysis()) as writer:
        writer.rebuild([offer("1"), offer("2"), offer("3")], 0)
    index = DirectoryIndex(tmp_path, analysis())
    assert sorted(ids(index.search(DirectoryQuery(ids=("3", "1", "unknown", "", "x" * 600))))) == ["1", "3"]


def test_of_a_facet_with_very_many_codes_the_most_frequent_and_the_chosen_are_told(tmp_path: Path) -> None:
    with IndexWriter(tmp_path, analysis()) as writer:
        writer.rebuild(
            [offer(f"{number}", organization_ids=[f"o{number % 500:03d}", "everywhere"]) for number in range(900)],
            0,
        )
    query = DirectoryQuery(filters={"organization": ("o499",)}, facets=("organization",))
    counts = DirectoryIndex(tmp_path, analysis()).search(query).facets["organization"]
    assert counts[:2] == [("everywhere", 900), ("o000", 2)]
    assert counts[-1] == ("o499", 1)
    assert len(counts) == facets.MOST_CODES + 1
