"""What every answer tells a browser, so that it protects who reads."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bruggen.kit.headers import DOCUMENT
from bruggen.main import create_app
from tests.conftest import House
from tests.rules.house import read

PAGE = "<!doctype html><html><head><script>1</script></head></html>"
OURS = "https://bruggen.example"
DATA = [
    "/api/v1/regions",
    "/api/v1/offers",
    "/api/v1/offers?format=csv",
    "/api/v1/offers?page=0",
    "/api/v1/nothing",
    "/auth/nothing",
    "/health",
    "/doc/openapi.json",
    "/missing.js",
    "/config.json",
]
PAGES = ["/", "/over", "/200.html", "/doc"]
FILES = ["/service-worker.js", "/doc/start.js"]


@pytest.fixture(scope="module")
def make_client(
    make_house: Callable[[str], House], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., TestClient]]:
    """The product with pages, at an address of its own."""
    house = make_house("sqlite")
    root = tmp_path_factory.mktemp("site")
    Path(root / "200.html").write_text(PAGE)
    Path(root / "config.json").write_text("{}")
    Path(root / "service-worker.js").write_text("self.onfetch = () => {};")
    started: list[TestClient] = []

    def make(public_url: str) -> TestClient:
        changed = {"static_path": root, "public_url": public_url, "cors_origins": [OURS], "max_body_bytes": 10}
        client = TestClient(create_app(house.settings.model_copy(update=changed)), base_url="http://bruggen.test")
        started.append(client.__enter__())
        return client

    yield make
    for client in started:
        client.__exit__()


@pytest.fixture(scope="module")
def client(make_client: Callable[..., TestClient]) -> TestClient:
    return make_client("http://bruggen.test")


@pytest.fixture(scope="module")
def secure(make_client: Callable[..., TestClient]) -> TestClient:
    return make_client(OURS)


@pytest.mark.parametrize("path", [*DATA, *PAGES, *FILES])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_every_answer_has_them_once(client: TestClient, method: str, path: str) -> None:
    for _ in range(2):
        headers = client.request(method, path).headers
        assert headers.get_list("x-content-type-options") == ["nosniff"]
        assert len(headers.get_list("content-security-policy")) <= 1


@pytest.mark.parametrize("path", ["/auth/nothing", "/health", "/config.json", *PAGES, *FILES])
def test_outside_the_api_nobody_is_told_who_came_from_where(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers.get_list("referrer-policy") == ["no-referrer"]
    assert headers.get_list("cross-origin-resource-policy") == ["same-origin"]


@pytest.mark.parametrize("path", DATA)
def test_data_may_load_nothing_and_stand_in_no_frame(client: TestClient, path: str) -> None:
    assert client.get(path).headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_its_own_policy_and_switches_off_what_it_does_not_use(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["cross-origin-opener-policy"] == "same-origin"
    for power in ("camera", "microphone", "geolocation", "payment"):
        assert f"{power}=()" in headers["permissions-policy"]


@pytest.mark.parametrize("path", FILES)
def test_a_script_is_bound_by_the_page_that_loads_it(client: TestClient, path: str) -> None:
    assert "content-security-policy" not in client.get(path).headers


def test_refusals_of_every_layer_have_them(client: TestClient) -> None:
    asked = {"Origin": OURS, "Access-Control-Request-Method": "GET"}
    answers = [
        client.post("/api/v1/offers", content=b"x" * 11),
        client.get("/api/v1/offers?q=%00"),
        client.options("/api/v1/offers", headers=asked),
        client.options("/api/v1/offers", headers={**asked, "Origin": "https://elsewhere.example"}),
    ]
    assert [answer.status_code for answer in answers] == [413, 400, 200, 400]
    assert {answer.headers["x-content-type-options"] for answer in answers} == {"nosniff"}


def test_a_304_has_them_kept_or_fresh(client: TestClient) -> None:
    etag = client.get("/api/v1/offers").headers["etag"]
    for path in ("/api/v1/offers", "/api/v1/regions"):
        etag = client.get(path).headers["etag"]
        answer = client.get(path, headers={"If-None-Match": etag})
        assert answer.status_code == 304
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", [*DATA, *PAGES, *FILES])
def test_https_is_asked_for_where_it_is_the_address(client: TestClient, secure: TestClient, path: str) -> None:
    assert "strict-transport-security" not in client.get(path).headers
    assert secure.get(path).headers["strict-transport-security"] == "max-age=31536000"


def test_pages_served_without_the_product_have_the_same() -> None:
    told = {line.strip().replace('"', "").lower() for line in read("deploy/Caddyfile").splitlines()}
    assert {f"{name.decode()} {value.decode()}" for name, value in DOCUMENT} <= told
