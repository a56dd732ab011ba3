"""The page cache: nobody can tell a kept answer from a fresh one, and it keeps no more than it may."""

import asyncio
import tracemalloc
from collections.abc import Callable

import pytest
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from bruggen.kit.pagecache import ENTRY_OVERHEAD, PageCache
from bruggen.main import create_app
from tests.conftest import House
from tests.features.offer_rows import database
from tests.follow.servers import new_offer, until

PATH = "/api/v1/offers"
PUBLIC = {"ETag": '"1"', "Cache-Control": "public, max-age=0, must-revalidate"}


class Shop:
    """An application that counts what it is asked, behind a cache; its version moves when it is told to."""

    def __init__(self, max_bytes: int = 100_000, headers: dict[str, str] = PUBLIC, size: int = 10) -> None:
        self.version = 1
        self.asked: list[str] = []
        self.headers = headers
        self.size = size
        self.while_answering: Callable[[], object] = lambda: None
        self.client = TestClient(PageCache(self._answer, lambda: self.version, frozenset({PATH}), max_bytes))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        self.asked.append(request.url.query)
        body = f"{request.headers.get('accept-language')} {request.headers.get('accept')} {self.version}".ljust(self.size)
        self.while_answering()
        await Response(body, headers=self.headers)(scope, receive, send)

    def get(self, query: str = "", headers: object = ()) -> str:
        return self.client.get(f"{PATH}?{query}", headers=headers).text  # type: ignore[arg-type]


class TestKeeping:
    def test_an_answer_is_made_once_for_a_version(self) -> None:
        shop = Shop()
        assert shop.get() == shop.get()
        assert len(shop.asked) == 1
        shop.version = 2
        assert shop.get().strip().endswith("2")
        assert len(shop.asked) == 2

    @pytest.mark.parametrize("header", ["Authorization", "Cookie"])
    def test_only_for_the_anonymous(self, header: str) -> None:
        shop = Shop()
        for _ in range(2):
            shop.get(headers={header: "somebody"})
        assert len(shop.asked) == 2
        shop.get()
        shop.get(headers={header: "somebody"})
        assert len(shop.asked) == 4

    @pytest.mark.parametrize("method", ["POST", "HEAD", "OPTIONS", "DELETE"])
    def test_only_for_get(self, method: str) -> None:
        shop = Shop()
        for _ in range(2):
            shop.client.request(method, PATH)
        assert len(shop.asked) == 2

    def test_only_for_its_paths(self) -> None:
        shop = Shop()
        for _ in range(2):
            shop.client.get(f"{PATH}/1")
        assert len(shop.asked) == 2

    @pytest.mark.parametrize(
        "headers",
        [
            {"Cache-Control": "no-store", "ETag": '"1"'},
            {"Cache-Control": "private", "ETag": '"1"'},
            {"ETag": '"1"'},
            {},
            {**PUBLIC, "Set-Cookie": "session=1"},
        ],
    )
    def test_only_what_is_public(self, headers: dict[str, str]) -> None:
        shop = Shop(headers=headers)
        shop.get()
        shop.get()
        assert len(shop.asked) == 2

    def test_an_answer_made_before_a_change_is_not_kept_after_it(self) -> None:
        shop = Shop()

        def change() -> None:
            shop.version += 1

        shop.while_answering = change
        shop.get()
        shop.while_answering = lambda: None
        assert shop.get().strip().endswith("2")
        assert len(shop.asked) == 2


class TestKeys:
    def test_each_origin_has_answers_of_its_own(self) -> None:
        shop = Shop()
        for _ in range(2):
            for headers in ({}, {"Origin": "https://one.example"}, {"Origin": "https://two.example"}):
                shop.get(headers=headers)
        assert len(shop.asked) == 3

    def test_query_language_and_accept_have_answers_of_their_own(self) -> None:
        shop = Shop()
        answers = {
            shop.get(query, headers=[("Accept-Language", language), ("Accept", accept)])
            for _ in range(2)
            for query in ("a=1", "a=2")
            for language in ("nl", "fr")
            for accept in ("application/json", "text/csv")
        }
        assert len(shop.asked) == 8
        assert len(answers) == 4

    def test_headers_that_mean_the_same_language_share(self) -> None:
        shop = Shop()
        for language in ("fr", "fr-BE", "de, fr;q=0.5"):
            shop.get(headers={"Accept-Language": language})
        assert len(shop.asked) == 1

    @pytest.mark.parametrize("header", ["Accept-Language", "Accept"])
    def test_of_a_header_sent_twice_the_first_counts_as_it_does_for_the_routes(self, header: str) -> None:
        shop = Shop()
        shop.client.headers.pop("accept")
        twice = shop.get(headers=[(header, "fr"), (header, "nl")])
        assert shop.get(headers=[(header, "fr")]) == twice
        assert shop.get(headers=[(header, "nl")]) != twice


class TestBound:
    def test_the_oldest_makes_room(self) -> None:
        shop = Shop(max_bytes=3 * (ENTRY_OVERHEAD + 10_000) + 100, size=10_000)
        for query in ("a", "b", "c", "d"):
            shop.get(query)
        shop.get("d")
        shop.get("b")
        assert shop.asked == ["a", "b", "c", "d"]
        shop.get("a")
        assert shop.asked[4:] == ["a"]

    @pytest.mark.parametrize("part", ["query", "accept", "origin"])
    def test_what_the_caller_sends_counts_too(self, part: str) -> None:
        shop = Shop(max_bytes=20_000)

        def ask(letter: str) -> None:
            long = letter * 8000
            shop.get(long) if part == "query" else shop.get(headers={part: long})

        for letter in "abcabc":
            ask(letter)
        assert len(shop.asked) == 6

    def test_what_is_larger_than_all_is_not_kept(self) -> None:
        shop = Shop(max_bytes=5000, size=10_000)
        shop.get()
        shop.get()
        assert len(shop.asked) == 2

    def test_a_stream_does_not_pile_up(self) -> None:
        async def export(scope: Scope, receive: Receive, send: Send) -> None:
            lines = (bytes([65 + number % 26]) * 1_000_000 for number in range(40))
            await StreamingResponse(lines, headers={"Cache-Control": "no-store"})(scope, receive, send)

        async def ask() -> int:
            received = 0

            async def send(message: dict[str, object]) -> None:
                nonlocal received
                received += len(message.get("body", b""))  # type: ignore[arg-type]

            scope = {"type": "http", "path": PATH, "method": "GET", "query_string": b"", "headers": []}
            never = asyncio.Event()
            await PageCache(export, lambda: 1, frozenset({PATH}), 10**9)(scope, never.wait, send)  # type: ignore[arg-type]
            return received

        tracemalloc.start()
        try:
            assert asyncio.run(ask()) == 40_000_000
            assert tracemalloc.get_traced_memory()[1] < 10_000_000
        finally:
            tracemalloc.stop()


QUERIES = [
    "",
    "q=schoolweigering,+Gent,+9+jaar&facets=category,level,theme",
    "near=9000&radius=30&sort=distance",
    "sort=title&pageSize=3&page=2&select=title,href",
    "q=zwmrqxyz",
    "page=77777",
    "category=nothing",
    "format=csv",
]
HEADERS = [{}, {"Accept-Language": "fr"}, {"Accept": "text/csv"}, {"Accept": "application/pdf"}, {"If-None-Match": '"x"'}]


class TestProduct:
    @pytest.fixture
    def pair(self, house: House) -> tuple[TestClient, TestClient]:
        """The product with and without a cache, on one house."""
        fresh = house.settings.model_copy(update={"page_cache_bytes": 0})
        return TestClient(create_app(house.settings)), TestClient(create_app(fresh))

    def test_kept_and_fresh_answers_are_alike_to_the_byte(self, pair: tuple[TestClient, TestClient]) -> None:
        def told(client: TestClient, query: str, headers: dict[str, str]) -> object:
            answer = client.get(f"{PATH}?{query}", headers=headers)
            trace = answer.headers["belgov-trace-id"]
            named = sorted(pair for pair in answer.headers.multi_items() if pair[0] != "belgov-trace-id")
            return answer.status_code, named, answer.content.replace(trace.encode(), b"")

        with pair[0] as kept, pair[1] as fresh:
            for query in QUERIES:
                for headers in HEADERS:
                    expected = told(fresh, query, headers)
                    assert [told(kept, query, headers) for _ in range(3)] == [expected] * 3, (query, headers)

    @pytest.mark.parametrize("tag", ["{}", "W/{}", '"x", {}', "*"])
    def test_kept_and_fresh_304_are_alike(self, pair: tuple[TestClient, TestClient], tag: str) -> None:
        with pair[0] as kept, pair[1] as fresh:
            etag = kept.get(PATH).headers["etag"]
            answers = [client.get(PATH, headers={"If-None-Match": tag.format(etag)}) for client in (kept, fresh)]
        assert [answer.status_code for answer in answers] == [304, 304]
        named = [sorted(pair for pair in answer.headers.items() if pair[0] != "belgov-trace-id") for answer in answers]
        assert named[0] == named[1]

    def test_every_answer_has_a_trace_id_of_its_own(self, pair: tuple[TestClient, TestClient]) -> None:
        with pair[0] as kept:
            assert len({kept.get(PATH).headers["belgov-trace-id"] for _ in range(5)}) == 5

    def test_a_callers_own_trace_id_goes_back_to_that_caller_alone(self, pair: tuple[TestClient, TestClient]) -> None:
        with pair[0] as kept:
            for sent in ("first-1", "second-2", None):
                answer = kept.get(PATH, headers={"BelGov-Trace-Id": sent} if sent else {})
                assert answer.headers.get("belgov-related-trace-id") == sent
                assert answer.headers["belgov-trace-id"] != sent

    def test_a_change_shows_through_the_cache(self, house: House, pair: tuple[TestClient, TestClient]) -> None:
        with pair[0] as kept, database(house) as sessions:
            before = kept.get(PATH).json()["total"]
            with sessions.begin() as session:
                session.add(new_offer("Zwmrqx"))
            until(lambda: kept.get(PATH).json()["total"] == before + 1)
