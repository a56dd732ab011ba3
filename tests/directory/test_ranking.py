"""What was meant most comes first."""

from itertools import pairwise
from pathlib import Path

from bruggen.directory import ranking
from bruggen.directory.query import DirectoryQuery
from tests.directory.make import day, found, ids, index_of, offer


def test_the_title_weighs_more_than_names_those_more_than_the_summary_and_that_more_than_the_text(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        offer("text", body="Ook theater."),
        offer("summary", summary="Theater voor jongeren"),
        offer("name", organizations=["Theater Noord"]),
        offer("title", "Theater op school"),
        offer("form", "Theaters in de stad"),
    )
    assert found(index, "theater") == ["title", "form", "name", "summary", "text"]


def test_what_is_said_goes_before_what_is_meant_or_begun(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        offer("synonym", "Brossen"),
        offer("begun", "Spijbelenactie"),
        offer("said", "Spijbelen"),
        synonyms=(("spijbelen", "brossen", "equivalent"),),
    )
    assert found(index, "spijbelen") == ["said", "synonym", "begun"]


def test_a_rare_word_in_the_title_counts_more_than_a_frequent_one(tmp_path: Path) -> None:
    common = [offer(f"common{number}", "Jongeren") for number in range(20)]
    index = index_of(
        tmp_path,
        *common,
        offer("frequent", "Jongeren", body="paardrijden"),
        offer("rare", "Paardrijden", body="jongeren"),
    )
    assert found(index, "jongeren paardrijden") == ["rare", "frequent"]


def test_what_counts_the_same_comes_newest_first(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        offer("old", "Theater", verified_on=day(1)),
        offer("new", "Theater", verified_on=day(9)),
        offer("never", "Theater"),
    )
    assert found(index, "theater") == ["new", "old", "never"]


def test_what_lies_in_the_wanted_place_goes_before_what_only_serves_it(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        offer("serves", "Theater", catchment=["VL"], located_in=["11002"], verified_on=day(9)),
        offer("there", "Toneel", body="theater", catchment=["m:44021"], located_in=["44021"], verified_on=day(1)),
        offer("elsewhere", "Theater", catchment=["m:11002"], located_in=["11002"]),
    )
    asked = {"serves": ("m:44021", "r:OVL", "VL"), "prefer_located_in": ("44021",)}
    assert found(index, "theater", **asked) == ["there", "serves"]
    assert found(index, "", **asked) == ["there", "serves"]
    assert found(index, "", **asked, page_size=1) == ["there"]
    assert found(index, "", **asked, page_size=1, page=2) == ["serves"]


def test_many_results_are_ordered_as_few_are(tmp_path: Path) -> None:
    offers = [
        offer(
            f"{number:03d}",
            "Theater" if number % 7 == 0 else "Iets",
            summary="muziek theater" if number % 5 == 0 else "",
            body="theater en muziek",
            verified_on=day(number % 50),
        )
        for number in range(ranking.FEW + 100)
    ]
    index = index_of(tmp_path, *offers)
    pages = [found(index, "theater muziek", page=page, page_size=30) for page in range(1, 16)]
    order = [one for page in pages for one in page]
    assert sorted(order) == [document.id for document in offers]

    def tier(offer_id: str) -> tuple[bool, bool]:
        return int(offer_id) % 7 != 0, int(offer_id) % 5 != 0

    tiers = [tier(one) for one in order]
    assert [tiers[at] for at in range(len(tiers)) if at == 0 or tiers[at] != tiers[at - 1]] == [
        (False, False), (False, True), (True, False), (True, True),
    ]  # fmt: skip
    days = {document.id: document.verified_on for document in offers}
    for first, second in pairwise(order):
        assert tier(first) != tier(second) or days[first] >= days[second]


def test_relevance_pages_through_the_first_thousand(tmp_path: Path) -> None:
    index = index_of(tmp_path, *(offer(f"{number:04d}", "Theater") for number in range(1100)))
    last = index.search(DirectoryQuery(words="theater", page=10, page_size=100))
    assert (last.total, len(last.cards)) == (1100, 100)
    beyond = index.search(DirectoryQuery(words="theater", page=11, page_size=100))
    assert (beyond.total, ids(beyond)) == (1100, [])
