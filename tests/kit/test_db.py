"""The database: engines, moments in time, and one transaction a request."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError
from starlette.testclient import TestClient

from bruggen.kit.db import DbSession, SessionFactory, make_engine
from bruggen.kit.failures import OperatorError
from bruggen.kit.problems import Problem, handle_problems, problem_response
from bruggen.kit.trace import TraceMiddleware
from bruggen.models import Change, Region
from tests.conftest import House
from tests.features.offer_rows import database


@pytest.fixture
def sessions(house: House) -> Iterator[SessionFactory]:
    with database(house) as factory:
        yield factory


class TestEngines:
    @pytest.mark.parametrize("url", ["", "nonsense", "mysql://x/y", "sqlite:////nowhere/at/all.sqlite3"])
    def test_what_cannot_be_opened_is_told_in_one_line(self, url: str) -> None:
        with pytest.raises(OperatorError) as told:
            make_engine(url)
        assert "\n" not in str(told.value)

    def test_making_one_makes_no_file(self, tmp_path: Path) -> None:
        make_engine(f"sqlite:///{tmp_path}/new.sqlite3").dispose()
        assert list(tmp_path.iterdir()) == []

    def test_readers_go_on_while_one_writes(self, sessions: SessionFactory) -> None:
        with sessions() as writing, sessions() as reading:
            writing.execute(text("UPDATE region SET name_nl = 'Anders' WHERE code = 'OVL'"))
            assert reading.get_one(Region, "OVL").name_nl == "Oost-Vlaanderen"
            writing.rollback()

    def test_references_are_kept(self, sessions: SessionFactory) -> None:
        with sessions() as session, pytest.raises(IntegrityError):
            session.execute(text("DELETE FROM region WHERE code = 'OVL'"))
            session.commit()

    def test_a_failure_does_not_name_the_values(self, sessions: SessionFactory) -> None:
        with sessions() as session, pytest.raises(IntegrityError) as raised:
            session.execute(text("UPDATE region SET code = :code WHERE code = 'OVL'"), {"code": "BRU"})
            session.flush()
        assert "parameters hidden" in str(raised.value)


class TestMoments:
    def test_come_back_in_utc_whatever_they_went_in_as(self, sessions: SessionFactory) -> None:
        summer = datetime(2026, 7, 1, 12, 30, tzinfo=timezone(timedelta(hours=2)))
        with sessions.begin() as session:
            change = Change(subject="test", subject_id="1", action="created", occurred_at=summer)
            session.add(change)
        with sessions() as session:
            read = session.get_one(Change, change.id).occurred_at
        assert read == summer
        assert read.tzinfo is UTC
        assert read.hour == 10

    def test_without_a_zone_are_refused(self, sessions: SessionFactory) -> None:
        naive = datetime(2026, 7, 1)  # noqa: DTZ001
        with sessions() as session, pytest.raises(StatementError, match="time zone"):
            session.add(Change(subject="test", subject_id="1", action="created", occurred_at=naive))
            session.flush()


class TestRequests:
    @pytest.fixture
    def client(self, sessions: SessionFactory) -> TestClient:
        """A small application that writes: well, twice the same, or until it fails."""
        api = FastAPI()
        api.state.sessions = sessions
        handle_problems(api)

        def region(code: str) -> Region:
            return Region(code=code, nis_code=f"9{code}9", nuts_code=code, name_nl="x", name_fr="x", name_en="x", position=9)

        @api.post("/good")
        def write(session: DbSession) -> dict[str, str]:
            session.add(region("ZZZ"))
            return {}

        @api.post("/refused")
        def write_and_refuse(session: DbSession) -> dict[str, str]:
            session.add(region("YYY"))
            session.flush()
            raise Problem

        @api.post("/unwritable")
        def write_what_is_there(session: DbSession) -> dict[str, str]:
            session.add(region("OVL"))
            return {}

        async def on_failure(scope: object, receive: object, send: object) -> None:
            await problem_response(Problem())(scope, receive, send)  # type: ignore[arg-type]

        return TestClient(TraceMiddleware(api, on_failure))

    def test_a_change_is_there_when_the_answer_is(self, client: TestClient, sessions: SessionFactory) -> None:
        assert client.post("/good").status_code == 200
        with sessions() as session:
            assert session.get(Region, "ZZZ")

    def test_a_refused_request_changes_nothing(self, client: TestClient, sessions: SessionFactory) -> None:
        assert client.post("/refused").status_code == 500
        with sessions() as session:
            assert session.get(Region, "YYY") is None

    def test_a_commit_that_fails_is_never_a_success(self, client: TestClient) -> None:
        assert client.post("/unwritable").status_code == 500
