"""Failures of our own: the caller learns an id and nothing else, the log learns what happened and nobody's words."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi import Body, FastAPI
from pydantic import BaseModel
from sqlalchemy import text
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient

from bruggen.kit.problems import handle_problems
from bruggen.main import create_app
from bruggen.models import Offer
from tests.conftest import House
from tests.features.offer_rows import database
from tests.follow.servers import Server, serving

WORD = "geheimwoord"


@contextmanager
def broken(house: House, log: Path, form: str) -> Iterator[Server]:
    """A serving process whose organizations disappeared from the database while it ran."""
    with log.open("wb") as file, serving(house, 1, stderr=file, log_level="INFO", log_format=form) as (server,):
        with database(house) as sessions, sessions.begin() as session:
            session.execute(text("ALTER TABLE organization RENAME TO gone"))
        yield server


@pytest.mark.parametrize(("backend", "form"), [("sqlite", "text"), ("postgresql", "json")])
def test_a_real_500_tells_an_id_that_the_log_has_too(
    make_house: Callable[[str], House], tmp_path: Path, backend: str, form: str
) -> None:
    log = tmp_path / "log"
    with broken(make_house(backend), log, form) as server:
        found = server.get("offers", q=f"{WORD} schoolweigering")
        answer = server.get("organizations", q=WORD)
        again = server.get("organizations", q=WORD)
    assert found.status_code == 200
    body = answer.json()
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert body.keys() == {"type", "title", "status", "detail", "instance"}
    assert body["type"] == "urn:problem-type:belgif:internalServerError"
    assert body["instance"] == f"urn:uuid:{answer.headers['belgov-trace-id']}" != again.json()["instance"]
    for internal in ("organization", "SELECT", "sqlalchemy", "Error", "Traceback", "gone", WORD):
        assert internal not in answer.text.replace("internalServerError", "").replace("Server Error", "")
    logged = log.read_text(encoding="utf-8")
    assert WORD not in logged
    assert "organization" in logged
    assert "Traceback" in logged
    if form == "json":
        events = [json.loads(line) for line in logged.splitlines()]
        (event,) = [event for event in events if event.get("trace_id") == answer.headers["belgov-trace-id"]]
        assert event["path"] == "/api/v1/organizations"
        assert event["method"] == "GET"
        assert event["level"] == "error"
    else:
        assert answer.headers["belgov-trace-id"] in logged


class Note(BaseModel):
    text: str


@pytest.fixture(scope="module")
def small() -> TestClient:
    """A small application with the house's problem answers and routes that take a body or fail."""
    app = FastAPI()
    handle_problems(app)

    @app.post("/notes")
    def create_note(note: Note) -> Note:
        return note

    @app.put("/plain")
    def put_plain(value: int = Body(...)) -> int:
        return value

    @app.get("/teapot")
    def brew() -> None:
        raise HTTPException(418, "not for you: secret")

    return TestClient(app, raise_server_exceptions=False)


class TestBodies:
    @pytest.mark.parametrize(
        ("content", "media_type", "status", "issue"),
        [
            (b"{", "application/json", 400, "schemaViolation"),
            (b"", "application/json", 400, "schemaViolation"),
            (b"[]", "application/json", 400, "schemaViolation"),
            (b'{"text": 1}', "application/json", 400, "schemaViolation"),
            (b"\xff\xfe", "application/json", 400, None),
            (b"text=x", "application/x-www-form-urlencoded", 415, None),
            (b"<note/>", "application/xml", 415, None),
        ],
    )
    def test_what_cannot_be_read_says_why(
        self, small: TestClient, content: bytes, media_type: str, status: int, issue: str | None
    ) -> None:
        answer = small.post("/notes", content=content, headers={"Content-Type": media_type})
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        body = answer.json()
        assert body["detail"]
        if issue:
            assert body["issues"][0]["type"] == f"urn:problem-type:belgif:input-validation:{issue}"
            assert body["issues"][0]["in"] == "body"

    def test_there_is_no_422(self, small: TestClient) -> None:
        assert small.put("/plain", json="x").status_code == 400

    def test_a_long_value_is_not_echoed_whole(self, small: TestClient) -> None:
        assert len(small.put("/plain", json="x" * 5000).text) < 1500

    def test_texts_of_frameworks_stay_inside(self, small: TestClient) -> None:
        answer = small.get("/teapot")
        assert answer.headers["content-type"] == "application/problem+json"
        assert "secret" not in answer.text


NUL_PATHS = [
    "municipalities?q=%00",
    "municipalities?postalCode=%00",
    "municipalities/%00",
    "organizations?q=%00",
    "organizations?sector=%00",
    "organizations/%00",
    "regions/%00",
    "coordinators?region=%00",
    "refData/%00",
    "offers?q=%00zwmrqx",
    "offers?near=%00",
    "offers?id=%00",
    "offers?organization=%00",
    "offers?select=%00",
    "offers?after=%00",
    "offers/%00",
]


@pytest.mark.parametrize("path", NUL_PATHS)
def test_what_no_database_can_hold_is_refused(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 400, answer.text
    assert "NUL" in answer.json()["detail"]


def test_health_says_down_without_a_database(make_house: Callable[[str], House]) -> None:
    house = make_house("sqlite")
    with TestClient(create_app(house.settings)) as client:
        assert client.get("/health").json() == {"status": "UP"}
        path = Path(house.database_url.removeprefix("sqlite:///"))
        with database(house) as sessions, sessions() as session:
            assert session.query(Offer).count()
        path.rename(path.with_name("moved"))
        path.mkdir()
        api = client.app
        while not hasattr(api, "state"):
            api = api.app  # type: ignore[union-attr]
        api.state.sessions.kw["bind"].dispose()  # type: ignore[union-attr]
        answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json() == {"status": "DOWN"}
