"""What was searched and found nothing is counted: words and place, by month, and nobody's trace."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from bruggen.features.offers.misses import count_miss
from bruggen.main import create_app
from bruggen.models import SearchMiss
from tests.conftest import House
from tests.features.offer_rows import database


@pytest.fixture
def visitor(house: House) -> Iterator[TestClient]:
    with TestClient(create_app(house.settings), base_url="http://bruggen.test") as client:
        yield client


def misses(house: House) -> dict[tuple[str, str, str], int]:
    with database(house) as sessions, sessions() as session:
        return {(row.month, row.words, row.nis_code): row.count for row in session.scalars(select(SearchMiss))}


def month() -> str:
    return f"{datetime.now(ZoneInfo('Europe/Brussels')):%Y-%m}"


def test_every_search_counts_by_month_words_and_place(house: House, visitor: TestClient) -> None:
    for q in ("Zwmrqx", "  zwmrqx ", "zwmrqx, Gent", "zwmrqx 9000", "zwmrqx, Gent, 9 jaar"):
        answer = visitor.get("/api/v1/offers", params={"q": q})
        assert answer.json()["total"] == 0
        assert answer.headers["cache-control"] == "no-store"
    assert misses(house) == {(month(), "zwmrqx", ""): 2, (month(), "zwmrqx", "44021"): 3}


def test_what_is_found_is_not_counted(house: House, visitor: TestClient) -> None:
    assert visitor.get("/api/v1/offers", params={"q": "schoolweigering"}).json()["total"]
    assert visitor.get("/api/v1/offers", params={"q": "shoolweigering"}).json()["total"]
    assert visitor.get("/api/v1/offers").json()["total"]
    assert misses(house) == {}


@pytest.mark.parametrize(
    "q",
    [
        "jan.zwmrqx@voorbeeld.be",
        "zwmrqx 0470 12 34 56",
        "zwmrqx 470123456",
        "85.07.30-033.28 zwmrqx",
        "https://zwmrqx.example/x",
        "www.zwmrqx.be",
        "zwmrqx onze zoon durft sinds september niet meer naar school",
        "zwmrqx" * 12,
    ],
)
def test_nothing_personal_is_kept(house: House, visitor: TestClient, q: str) -> None:
    assert visitor.get("/api/v1/offers", params={"q": q, "interpret": "false"}).json()["total"] == 0
    assert misses(house) == {}


def test_the_table_has_no_room_for_a_trace() -> None:
    assert set(SearchMiss.__table__.columns.keys()) == {"month", "words", "nis_code", "count"}


def test_what_no_database_can_hold_does_no_harm(house: House, visitor: TestClient) -> None:
    for letter in ("\x00", "\x01", "\u2028", "\ufffd"):
        assert visitor.get("/api/v1/offers", params={"q": f"zwm{letter}rqx"}).status_code < 500
    assert all(words.isprintable() for _, words, _ in misses(house))


def test_counting_at_the_same_moment_loses_nothing(house: House) -> None:
    with database(house) as sessions, ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: count_miss(sessions, "zwmrqx", ""), range(40)))
    assert misses(house) == {(month(), "zwmrqx", ""): 40}
