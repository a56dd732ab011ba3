"""Orders that go on to the end."""

from pathlib import Path

import pytest

from bruggen.directory.document import OfferDocument
from bruggen.directory.engine import DirectoryIndex
from bruggen.directory.query import DirectoryQuery
from bruggen.directory.writer import IndexWriter
from tests.directory.make import analysis, day, ids, index_of, offer

COUNT = 1250


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> DirectoryIndex:
    return index_of(
        tmp_path_factory.mktemp("orders"),
        *(
            offer(
                f"{number:04d}",
                f"Titel {number % 97:02d}",
                verified_on=day(number % 300) if number % 10 else None,
                levels=["primary"] if number % 3 else ["secondary"],
                themes=["truancy"] if number % 400 == 0 else [],
            )
            for number in range(COUNT)
        ),
    )


@pytest.mark.parametrize("sort", ["-verifiedOn", "title"])
@pytest.mark.parametrize("filters", [{}, {"level": ("primary",)}, {"theme": ("truancy",)}])
def test_cursors_visit_every_offer_once_in_order(index: DirectoryIndex, sort: str, filters: dict[str, tuple[str, ...]]) -> None:
    seen: list[str] = []
    after = None
    while True:
        page = index.search(DirectoryQuery(filters=filters, sort=sort, after=after, page_size=77))
        seen += ids(page)
        after = page.next_after
        if after is None:
            break
    assert len(seen) == len(set(seen)) == page.total
    numbers = [int(one) for one in seen]
    if sort == "title":
        assert numbers == sorted(numbers, key=lambda number: (number % 97, number))
    else:
        assert numbers == sorted(numbers, key=lambda number: (-(number % 300) if number % 10 else 1, number))


@pytest.mark.parametrize("sort", ["-verifiedOn", "title"])
def test_pages_by_number_give_the_same_as_cursors(index: DirectoryIndex, sort: str) -> None:
    by_number = [one for page in range(1, 14) for one in ids(index.search(DirectoryQuery(sort=sort, page=page, page_size=100)))]
    assert len(by_number) == len(set(by_number)) == COUNT
    first = index.search(DirectoryQuery(sort=sort, page_size=100))
    second = index.search(DirectoryQuery(sort=sort, page_size=100, after=first.next_after))
    assert ids(second) == by_number[100:200]


def test_a_page_beyond_the_end_is_empty(index: DirectoryIndex) -> None:
    page = index.search(DirectoryQuery(page=50_000, page_size=100))
    assert (page.total, ids(page), page.next_after) == (COUNT, [], None)


@pytest.mark.parametrize("cursor", ["", "x", "é", "????", "A" * 5000, "\ud800"])
def test_a_cursor_that_cannot_be_read_never_breaks_the_search(index: DirectoryIndex, cursor: str) -> None:
    assert index.search(DirectoryQuery(sort="title", after=cursor)).total == COUNT


def test_a_cursor_goes_on_after_its_offer_is_gone(tmp_path: Path) -> None:
    index = index_of(tmp_path, *(offer(str(number), f"Titel {number}") for number in range(6)))
    first = index.search(DirectoryQuery(sort="title", page_size=2))
    with IndexWriter(tmp_path, analysis()) as writer:
        writer.apply([], ["1"], 1)
    assert index.reload()
    assert ids(index.search(DirectoryQuery(sort="title", page_size=2, after=first.next_after))) == ["2", "3"]


@pytest.mark.parametrize("sort", ["-verifiedOn", "title"])
def test_a_reader_that_follows_sees_the_orders_of_one_that_begins(tmp_path: Path, sort: str) -> None:
    index = index_of(tmp_path, *(offer(str(number), f"Titel {number}", verified_on=day(number)) for number in range(9)))
    steps: list[tuple[list[OfferDocument], list[str]]] = [
        ([offer("4", "Titel 4", verified_on=day(4), availability="closed")], []),
        ([offer("4", "Aanvang", verified_on=day(4))], []),
        ([offer("4", "Aanvang", verified_on=day(300))], []),
        ([offer("4", "Aanvang")], ["3"]),
        ([offer("3", "Titel 3", verified_on=day(3))], []),
        ([offer("9", "Titel 0", verified_on=day(8)), offer("8", "Titel 8", verified_on=day(2))], ["0"]),
    ]
    questions = [DirectoryQuery(sort=sort, filters=filters) for filters in ({}, {"category": ("coaching",)})]
    with IndexWriter(tmp_path, analysis()) as writer:
        for position, (upserts, deletes) in enumerate(steps, start=1):
            writer.apply(upserts, deletes, position)
            index.reload()
            fresh = DirectoryIndex(tmp_path, analysis())
            answers = {tuple(ids(reader.search(question))) for reader in (index, fresh) for question in questions}
            assert len(answers) == 1


def test_the_order_without_words_is_the_newest_first_and_that_of_words_is_relevance(index: DirectoryIndex) -> None:
    newest = ids(index.search(DirectoryQuery()))
    assert newest == ids(index.search(DirectoryQuery(sort="-verifiedOn")))
    assert newest[0] == "0299"
