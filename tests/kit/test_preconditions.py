"""Changes of what somebody saw: `If-Match`, and races that only the database sees."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import select, text
from starlette.testclient import TestClient

from bruggen.kit.answers import etag_of
from bruggen.kit.db import DbSession, SessionFactory
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import ResourceNotFound, handle_problems
from bruggen.models import Organization
from tests.conftest import House
from tests.features.offer_rows import database


@pytest.fixture
def sessions(house: House) -> Iterator[SessionFactory]:
    with database(house) as factory:
        yield factory


@pytest.fixture
def organization_id(sessions: SessionFactory) -> UUID:
    with sessions() as session:
        return session.scalars(select(Organization.id).order_by(Organization.id)).first()  # type: ignore[return-value]


@pytest.fixture
def api(sessions: SessionFactory) -> FastAPI:
    """An application that changes organizations."""
    app = FastAPI()
    app.state.sessions = sessions
    handle_problems(app)

    def load(session: DbSession, organization_id: UUID) -> Organization:
        organization = session.get(Organization, organization_id)
        if organization is None:
            raise ResourceNotFound
        return organization

    @app.put("/organizations/{organization_id}", responses=MATCHED)
    def rename(session: DbSession, organization_id: UUID, name: str, if_match: IfMatch = None) -> dict[str, str]:
        organization = load(session, organization_id)
        require_match(if_match, organization.version)
        organization.name = name
        return {}

    @app.put("/organizations/{organization_id}/careless")
    def rename_late(session: DbSession, organization_id: UUID, name: str, flush: bool) -> dict[str, str]:
        organization = load(session, organization_id)
        with sessions.begin() as faster:
            faster.get_one(Organization, organization_id).name = "Van een ander"
        organization.name = name
        if flush:
            session.flush()
        return {}

    @app.put("/organizations/{organization_id}/serial")
    def rename_serially(session: DbSession, organization_id: UUID, name: str) -> dict[str, str]:
        session.connection(execution_options={"isolation_level": "SERIALIZABLE"})
        organization = load(session, organization_id)
        with sessions.begin() as faster:
            faster.get_one(Organization, organization_id).name = "Van een ander"
        session.execute(text("UPDATE organization SET name = :name WHERE id = :id"), {"name": name, "id": organization.id})
        return {}

    return app


@pytest.fixture
def client(api: FastAPI) -> TestClient:
    return TestClient(api, raise_server_exceptions=False)


def state(sessions: SessionFactory, organization_id: UUID) -> tuple[str, int]:
    with sessions() as session:
        organization = session.get_one(Organization, organization_id)
        return organization.name, organization.version


class TestIfMatch:
    @pytest.fixture
    def rename(self, client: TestClient, sessions: SessionFactory, organization_id: UUID) -> object:
        """Renames with a header in which {} is today's version; gives status and kind of the answer."""
        version = state(sessions, organization_id)[1]

        def send(header: str | None) -> tuple[int, str]:
            headers = {} if header is None else {"If-Match": header.format(version)}
            answer = client.put(f"/organizations/{organization_id}", params={"name": "Nieuw"}, headers=headers)
            renamed = state(sessions, organization_id)[0] == "Nieuw"
            assert renamed == (answer.status_code == 200)
            return answer.status_code, answer.json().get("type", "").rpartition(":")[2]

        return send

    @pytest.mark.parametrize(
        "header",
        ['"{}.0123abcd"', '"{}.another-digest"', "*", ' "{}.a" ', '"77.x", "{}.a"', '"77.x","{}.a" , "78.y"', 'W/"1.x", "{}.a"'],
    )
    def test_the_version_that_was_seen_may_be_changed(self, rename, header: str) -> None:  # type: ignore[no-untyped-def]
        assert rename(header) == (200, "")

    @pytest.mark.parametrize(
        "header", ['"77.0123abcd"', '"1{}.a"', '"{}"', '"{}x.a"', '"0{}.a"', '""', '"77.x", "78.y"', 'W/"{}.a"']
    )
    def test_another_may_not(self, rename, header: str) -> None:  # type: ignore[no-untyped-def]
        assert rename(header) == (412, "preconditionFailed")

    def test_without_it_nothing_may(self, rename) -> None:  # type: ignore[no-untyped-def]
        assert rename(None) == (428, "preconditionRequired")

    @pytest.mark.parametrize("header", ["{}.a", "", '"{}.a', '"{}.a" "78.y"', '"77.x",', "*, *", 'w/"{}.a"'])
    def test_what_cannot_be_read_is_said(self, rename, header: str) -> None:  # type: ignore[no-untyped-def]
        assert rename(header) == (400, "badRequest")

    def test_our_own_etags_do(self, client: TestClient, sessions: SessionFactory, organization_id: UUID) -> None:
        etag = etag_of(b"{}", state(sessions, organization_id)[1])
        path = f"/organizations/{organization_id}"
        assert client.put(path, params={"name": "Een"}, headers={"If-Match": etag}).status_code == 200
        assert client.put(path, params={"name": "Twee"}, headers={"If-Match": etag}).status_code == 412

    def test_it_stands_in_the_document(self, api: FastAPI) -> None:
        operation = api.openapi()["paths"]["/organizations/{organization_id}"]["put"]
        assert [one["name"] for one in operation["parameters"] if one["in"] == "header"] == ["if-match"]
        assert {"412", "428"} <= operation["responses"].keys()


class TestRaces:
    @pytest.mark.parametrize("flush", [True, False])
    def test_a_race_lost_in_the_database_is_the_same_412(
        self, client: TestClient, sessions: SessionFactory, organization_id: UUID, flush: bool
    ) -> None:
        answer = client.put(f"/organizations/{organization_id}/careless", params={"name": "Van mij", "flush": flush})
        assert answer.status_code == 412
        assert answer.json()["type"] == "urn:problem-type:bruggen:preconditionFailed"
        assert state(sessions, organization_id)[0] == "Van een ander"

    def test_a_transaction_that_cannot_be_put_in_order_is_too(
        self, client: TestClient, sessions: SessionFactory, organization_id: UUID
    ) -> None:
        if not sessions.kw["bind"].dialect.name.startswith("postgresql"):
            pytest.skip("SQLite puts writers in a row")
        answer = client.put(f"/organizations/{organization_id}/serial", params={"name": "Van mij"})
        assert answer.status_code == 412
        assert state(sessions, organization_id)[0] == "Van een ander"

    def test_of_many_writers_one_wins_each_round(
        self, client: TestClient, sessions: SessionFactory, organization_id: UUID
    ) -> None:
        def rename(number: int, version: int) -> int:
            name, headers = f"{version}/{number}", {"If-Match": f'"{version}.x"'}
            return client.put(f"/organizations/{organization_id}", params={"name": name}, headers=headers).status_code

        with ThreadPoolExecutor(8) as pool:
            for _ in range(3):
                version = state(sessions, organization_id)[1]
                statuses = sorted(pool.map(rename, range(16), [version] * 16))
                assert statuses == [200] + [412] * 15
                assert state(sessions, organization_id)[1] == version + 1
