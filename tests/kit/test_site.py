"""The built application as the product serves it."""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bruggen.main import create_app
from tests.conftest import House

SCRIPT = "window.theme = 'dark';"
MODULE = "\n\timport('/_app/immutable/start.js');\n"
PAGE = f"""<!doctype html><html lang="nl"><head><script>{SCRIPT}</script>
<script src="/_app/immutable/start.abc123.js"></script></head><body><script type="module">{MODULE}</script></body></html>"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built application: a page, a chunk with its compressed forms, settings, and a page of its own."""
    folder = tmp_path_factory.mktemp("site")
    chunk = folder / "_app" / "immutable" / "start.abc123.js"
    chunk.parent.mkdir(parents=True)
    chunk.write_text("console.log(1);" * 200)
    chunk.with_suffix(".js.gz").write_bytes(gzip.compress(chunk.read_bytes()))
    (folder / "200.html").write_text(PAGE)
    (folder / "config.json").write_text('{"apiBaseUrl": ""}')
    (folder / "robots.txt").write_text("User-agent: *\n")
    return folder


@pytest.fixture(scope="module")
def site(root: Path, make_house: Callable[[str], House]) -> Iterator[TestClient]:
    settings = make_house("sqlite").settings.model_copy(update={"static_path": root})
    with TestClient(create_app(settings), base_url="http://bruggen.test") as client:
        yield client


@pytest.mark.parametrize(
    "path", ["/", "/over", "/regios/OVL", "/aanbod/0193-x", "/documenten", "/healthy", "/apiary", "/200.html"]
)
def test_every_unknown_page_is_the_applications(site: TestClient, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 200
    assert answer.text == PAGE
    assert answer.headers["content-type"].startswith("text/html")
    assert "max-age=0" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "path", ["/missing.js", "/_app/immutable/old.def456.js", "/favicon.ico", "/../pyproject.toml", "/%2e%2e/etc/passwd.txt"]
)
def test_a_missing_file_is_a_404_and_no_page(site: TestClient, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["instance"] == f"urn:uuid:{answer.headers['belgov-trace-id']}"


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/v1", "/api/v1/nothing", "//api/v1/x", "/auth/x", "/oauth/x", "/.well-known/x", "/doc/x"]
)
def test_addresses_of_the_api_are_never_a_page(site: TestClient, path: str) -> None:
    answer = site.get(f"http://bruggen.test{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/health", "/doc", "/doc/openapi.json", "/api/v1/regions"])
def test_the_api_answers_beside_it(site: TestClient, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 200
    assert answer.text != PAGE


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/over", "/config.json", "/missing.js"])
def test_pages_and_files_are_only_read(site: TestClient, method: str, path: str) -> None:
    answer = site.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/", "/over", "/config.json", "/_app/immutable/start.abc123.js"])
def test_head_tells_what_get_would(site: TestClient, path: str) -> None:
    get, head = site.get(path), site.head(path)
    assert head.status_code == get.status_code
    assert head.content == b""
    assert head.headers["content-length"] == get.headers["content-length"]


@pytest.mark.parametrize("path", ["/", "/over", "/200.html"])
def test_the_policy_lets_in_the_pages_own_scripts_and_no_others(site: TestClient, path: str) -> None:
    policy = dict(part.strip().split(" ", 1) for part in site.get(path).headers["content-security-policy"].split(";"))
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in (SCRIPT, MODULE)}
    assert set(policy["script-src"].split()) == {"'self'", *hashes}
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["frame-ancestors"] == "'none'"


class TestFiles:
    CHUNK = "/_app/immutable/start.abc123.js"

    def test_a_precompressed_file_is_sent_to_who_takes_it(self, site: TestClient, root: Path) -> None:
        packed = site.get(self.CHUNK, headers={"Accept-Encoding": "gzip"})
        plain = site.get(self.CHUNK, headers={"Accept-Encoding": "identity"})
        assert packed.headers["content-encoding"] == "gzip"
        assert int(packed.headers["content-length"]) == (root / f"{self.CHUNK[1:]}.gz").stat().st_size
        assert "content-encoding" not in plain.headers
        assert packed.text == plain.text
        assert "Accept-Encoding" in packed.headers["vary"]

    def test_a_chunk_named_by_its_content_is_kept_for_good(self, site: TestClient) -> None:
        control = site.get(self.CHUNK).headers["cache-control"]
        assert "immutable" in control
        assert int(re.findall(r"max-age=(\d+)", control)[0]) >= 365 * 86400 // 2

    def test_other_files_are_asked_for_again(self, site: TestClient) -> None:
        answer = site.get("/robots.txt")
        assert "max-age=0" in answer.headers["cache-control"]
        assert site.get("/robots.txt", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304

    def test_edited_settings_are_seen_without_a_restart(self, site: TestClient, root: Path) -> None:
        edited = {"apiBaseUrl": "https://api.example"}
        (root / "config.json").write_text(json.dumps(edited))
        answer = site.get("/config.json")
        assert answer.json() == edited
        assert answer.headers["cache-control"] == "no-cache"
        assert int(answer.headers["content-length"]) == len(answer.content)


def test_without_a_built_application_there_is_the_api_alone(make_house: Callable[[str], House]) -> None:
    with TestClient(create_app(make_house("sqlite").settings)) as client:
        assert client.get("/").status_code == 404
        assert client.get("/").headers["content-type"] == "application/problem+json"
        assert client.get("/health").json() == {"status": "UP"}
