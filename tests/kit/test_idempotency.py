"""POSTs that may be repeated, one after the other and all at once."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Annotated, Any

import pytest
from fastapi import FastAPI, Header
from sqlalchemy import func, select, update
from starlette.testclient import TestClient

from bruggen.kit.clock import now
from bruggen.kit.db import DbSession, SessionFactory
from bruggen.kit.problems import BadRequest, handle_problems
from bruggen.kit.schema import Schema
from bruggen.models import IdempotencyRecord, Organization
from bruggen.record.idempotency import IdempotencyKey, attempt, sweep_idempotency
from tests.conftest import House
from tests.features.offer_rows import database

NAME = "Zwmrqx vzw"


class OrganizationInput(Schema):
    name: str
    sector: str = "welfare"


@pytest.fixture
def sessions(house: House) -> Iterator[SessionFactory]:
    with database(house) as factory:
        yield factory


@pytest.fixture
def client(sessions: SessionFactory) -> TestClient:
    """An application that makes organizations; some names it refuses after all."""
    app = FastAPI()
    app.state.sessions = sessions
    app.state.refuses = False
    handle_problems(app)

    def create(
        session: DbSession,
        body: OrganizationInput,
        caller: Annotated[str, Header()] = "user:an",
        idempotency_key: IdempotencyKey = None,
    ) -> dict[str, Any]:
        made = attempt(session, idempotency_key, caller=caller, operation="createOrganization", body=body)
        if not made.repeated:
            session.add(Organization(id=made.object_id, name=body.name, sector=body.sector))
            session.flush()
        if app.state.refuses:
            raise BadRequest
        return {"id": session.get_one(Organization, made.object_id).id}

    @app.post("/other")
    def create_other(session: DbSession, body: OrganizationInput, idempotency_key: IdempotencyKey = None) -> dict[str, Any]:
        made = attempt(session, idempotency_key, caller="user:an", operation="createOther", body=body)
        return {"id": made.object_id}

    app.post("/organizations", status_code=201)(create)
    return TestClient(app)


def post(client: TestClient, key: str | None = "k-1", **body: Any) -> Any:
    headers = {"Idempotency-Key": key} if key is not None else {}
    return client.post("/organizations", json={"name": NAME, **body}, headers=headers)


def made(sessions: SessionFactory) -> int:
    with sessions() as session:
        return session.scalar(select(func.count()).select_from(Organization).where(Organization.name == NAME)) or 0


class TestRepeating:
    def test_the_same_again_is_the_same_object(self, client: TestClient, sessions: SessionFactory) -> None:
        first, *others = [post(client) for _ in range(3)]
        assert first.status_code == 201
        assert [other.json() for other in others] == [first.json()] * 2
        assert made(sessions) == 1

    def test_spelled_otherwise_it_is_still_the_same(self, client: TestClient, sessions: SessionFactory) -> None:
        assert post(client).json() == post(client, sector="welfare").json()
        assert made(sessions) == 1

    @pytest.mark.parametrize("other", [{"name": "Anders"}, {"sector": "education"}])
    def test_something_else_under_the_key_is_a_conflict(
        self, client: TestClient, sessions: SessionFactory, other: dict[str, str]
    ) -> None:
        post(client)
        answer = post(client, **other)
        assert answer.status_code == 409
        assert answer.json()["type"] == "urn:problem-type:bruggen:idempotencyConflict"
        assert made(sessions) == 1

    def test_so_is_another_operation(self, client: TestClient) -> None:
        post(client)
        assert client.post("/other", json={"name": NAME}, headers={"Idempotency-Key": "k-1"}).status_code == 409

    def test_another_callers_key_is_another_key(self, client: TestClient, sessions: SessionFactory) -> None:
        for caller in ("user:an", "user:bo", "user:an"):
            headers = {"Idempotency-Key": "k-1", "Caller": caller}
            assert client.post("/organizations", json={"name": NAME}, headers=headers).status_code == 201
        assert made(sessions) == 2

    def test_without_a_key_each_is_its_own(self, client: TestClient, sessions: SessionFactory) -> None:
        assert post(client, None).json() != post(client, None).json()
        assert made(sessions) == 2

    def test_a_refused_first_leaves_the_key_free(self, client: TestClient, sessions: SessionFactory) -> None:
        client.app.state.refuses = True  # type: ignore[attr-defined]
        assert post(client).status_code == 400
        client.app.state.refuses = False  # type: ignore[attr-defined]
        assert post(client, sector="education").status_code == 201
        assert made(sessions) == 1

    @pytest.mark.parametrize("key", ["", "x" * 101, "with space", "tab\t"])
    def test_a_key_that_is_none_is_refused(self, client: TestClient, key: str) -> None:
        answer = post(client, key)
        assert answer.status_code == 400
        assert answer.json()["issues"][0]["in"] == "header"


class TestKept:
    def test_is_no_word_of_the_body(self, client: TestClient, sessions: SessionFactory) -> None:
        post(client)
        with sessions() as session:
            record = session.scalars(select(IdempotencyRecord)).one()
            kept = [str(getattr(record, column.name)) for column in IdempotencyRecord.__table__.columns]
        assert record.body_digest in kept
        assert not [value for value in kept if NAME in value or "welfare" in value]

    def test_after_two_days_nothing_is(self, client: TestClient, sessions: SessionFactory) -> None:
        first = post(client, "old").json()
        with sessions.begin() as session:
            session.execute(update(IdempotencyRecord).values(created_at=now() - timedelta(days=2, seconds=1)))
        second = post(client, "new").json()
        with sessions.begin() as session:
            assert sweep_idempotency(session) == 1
        assert post(client, "new").json() == second
        assert post(client, "old").json() != first


def test_the_same_many_times_at_once_makes_one_object(client: TestClient, sessions: SessionFactory) -> None:
    together = threading.Barrier(8)

    def send(_: int) -> Any:
        together.wait()
        return [post(client, f"k-{number}") for number in range(5)]

    with ThreadPoolExecutor(8) as pool:
        rounds = list(pool.map(send, range(8)))
    for answers in zip(*rounds, strict=True):
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.json()["id"] for answer in answers}) == 1
    assert made(sessions) == 5
