"""HEAD, OPTIONS and calls from other origins."""

from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient

from bruggen.main import create_app
from tests.conftest import House

OURS, OTHER = "https://bruggen.example", "https://other.example"
METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
PATHS = [
    "/health",
    "/doc",
    "/doc/openapi.json",
    "/api/v1/regions",
    "/api/v1/regions/OVL",
    "/api/v1/municipalities?q=Gent",
    "/api/v1/organizations",
    "/api/v1/coordinators",
    "/api/v1/offers?q=naft",
    "/api/v1/refData/themes",
]


@pytest.fixture(scope="module")
def shared(make_house: Callable[[str], House]) -> House:
    return make_house("sqlite")


@pytest.fixture(scope="module")
def open_client(shared: House) -> Iterator[TestClient]:
    """The product, which lets one origin call it from a browser."""
    settings = shared.settings.model_copy(update={"cors_origins": [OURS]})
    with TestClient(create_app(settings), base_url="http://bruggen.test") as client:
        yield client


@pytest.mark.parametrize("path", PATHS)
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    kept = {name: value for name, value in get.headers.items() if name != "belgov-trace-id"}
    assert {name: value for name, value in head.headers.items() if name != "belgov-trace-id"} == kept


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v1/regions/ZZZ", "/api/v1/offers?page=0"])
def test_head_of_a_problem_is_its_status(client: TestClient, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (get.status_code, b"")


def test_head_honours_if_none_match(client: TestClient) -> None:
    etag = client.get("/api/v1/regions").headers["etag"]
    assert client.head("/api/v1/regions", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "QUERY"])
def test_other_methods_learn_which_there_are(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
    allowed = answer.headers["allow"].split(", ")
    assert {"GET", "HEAD"} <= set(allowed) == {name for name in METHODS if client.request(name, path).status_code != 405}


class TestOrigins:
    def test_without_the_setting_no_origin_may_read(self, client: TestClient) -> None:
        answer = client.get("/api/v1/regions", headers={"Origin": OURS})
        assert not [name for name in answer.headers if name.startswith("access-control")]
        asked = {"Origin": OURS, "Access-Control-Request-Method": "GET"}
        assert client.options("/api/v1/regions", headers=asked).status_code == 405

    @pytest.mark.parametrize("path", ["/api/v1/regions", "/api/v1/offers", "/api/v1/nothing", "/api/v1/offers?page=0"])
    def test_the_named_origin_reads_every_answer_kept_ones_too(self, open_client: TestClient, path: str) -> None:
        for _ in range(2):
            answer = open_client.get(path, headers={"Origin": OURS})
            assert answer.headers["access-control-allow-origin"] == OURS
            assert "Origin" in answer.headers["vary"]
            assert "etag" in answer.headers["access-control-expose-headers"].lower()

    def test_another_origin_does_not_even_after_the_named_one(self, open_client: TestClient) -> None:
        for origin in (OURS, OTHER):
            answer = open_client.get("/api/v1/offers", headers={"Origin": origin})
        assert "access-control-allow-origin" not in answer.headers

    def test_a_browser_may_ask_first(self, open_client: TestClient) -> None:
        asked = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
        named = open_client.options("/api/v1/offers", headers={"Origin": OURS, **asked})
        assert named.status_code == 200
        assert named.headers["access-control-allow-origin"] == OURS
        assert "if-none-match" in named.headers["access-control-allow-headers"]
        assert open_client.options("/api/v1/offers", headers={"Origin": OTHER, **asked}).status_code == 400
