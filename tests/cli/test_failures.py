"""What an operator can mend is told in one line that names it, with exit code 2 and never a traceback."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from starlette.testclient import TestClient

from bruggen.kit.failures import OperatorError
from bruggen.main import create_api
from tests.cli.command import failure
from tests.cli.conftest import Fail
from tests.conftest import House
from tests.features.offer_rows import database
from tests.make.postgres import SUPERUSER, PostgresServer


def test_in_a_process_of_its_own(shared_sqlite: House) -> None:
    assert "BRUGGEN_LOG_LEVEL" in failure("serve", "--port", 1, house=shared_sqlite, log_level="loud")


def set_version(house: House, version: str) -> None:
    with database(house) as sessions, sessions.begin() as session:
        session.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("log_level", "loud", "INFO"),
        ("log_format", "xml", "json"),
        ("page_cache_bytes", "x", "integer"),
        ("page_cache_bytes", "-1", "0"),
        ("index_poll_seconds", "0", "greater than 0"),
        ("cors_origins", '["https://a.example"', "JSON"),
        ("cors_origins", '"https://a.example"', "list"),
    ],
)
def test_a_wrong_setting(fail: Fail, shared_sqlite: House, name: str, value: str, told: str) -> None:
    line = fail("serve", "--port", 1, house=shared_sqlite, **{name: value})
    assert f"BRUGGEN_{name.upper()}" in line
    assert told in line


class TestDatabase:
    @pytest.mark.parametrize("command", ["migrate", "serve"])
    def test_missing_folder(self, fail: Fail, tmp_path: Path, command: str) -> None:
        line = fail(command, database_url=f"sqlite:///{tmp_path}/nowhere/bruggen.sqlite3")
        assert f"{tmp_path}/nowhere" in line
        assert "BRUGGEN_DATABASE_URL" in line

    @pytest.mark.parametrize("url", ["nonsense", "mysql://localhost/bruggen"])
    def test_no_url_of_ours(self, fail: Fail, url: str) -> None:
        assert "postgresql" in fail("migrate", database_url=url)

    def test_secrets_of_the_url_stay_secret(self, fail: Fail) -> None:
        line = fail("migrate", database_url="postgresql://bruggen:hush-hush@127.0.0.1:1/bruggen")
        assert "127.0.0.1" in line
        assert "hush-hush" not in line

    @pytest.mark.parametrize("command", [["seed"], ["directory", "rebuild"], ["serve"]])
    def test_unreachable_postgresql(self, fail: Fail, command: list[str]) -> None:
        assert "cannot open the database" in fail(*command, database_url="postgresql://127.0.0.1:1/bruggen")

    def test_a_file_that_is_no_database(self, fail: Fail, tmp_path: Path) -> None:
        (tmp_path / "notes.txt").write_text("Bel Arktos terug.\n" * 100)
        assert "not a database" in fail("migrate", database_url=f"sqlite:///{tmp_path}/notes.txt")
        assert (tmp_path / "notes.txt").read_text() == "Bel Arktos terug.\n" * 100

    @pytest.mark.parametrize("command", [["seed"], ["serve", "--port", "1"]])
    def test_not_migrated(self, fail: Fail, tmp_path: Path, command: list[str]) -> None:
        assert "bruggen migrate" in fail(*command, database_url=f"sqlite:///{tmp_path}/new.sqlite3")

    @pytest.mark.parametrize("command", [["migrate"], ["seed"], ["jobs"], ["serve"]])
    def test_a_superuser_who_goes_through_every_wall(self, postgres: PostgresServer, command: list[str]) -> None:
        line = failure(*command, database_url=postgres.admin_url("postgres"))
        assert "the role in BRUGGEN_DATABASE_URL is postgres" in line
        assert "docs/operations.md" in line

    def test_of_a_newer_version(self, house: House) -> None:
        set_version(house, "9999")
        assert "newer version of bruggen (9999)" in failure("migrate", house=house)


class TestServing:
    def test_port_in_use(self, shared_sqlite: House) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            line = failure("serve", "--port", port, house=shared_sqlite)
        assert f"127.0.0.1:{port}" in line
        assert "in use" in line

    def test_a_superuser_whatever_server_starts_it(self, make_house: Callable[[str], House]) -> None:
        house = make_house("postgresql")
        url = make_url(house.database_url).set(username=SUPERUSER)
        settings = house.settings.model_copy(update={"database_url": url.render_as_string()})
        api = create_api(settings)
        with pytest.raises(OperatorError, match="is postgres"), TestClient(api):
            pass
        api.state.sessions.kw["bind"].dispose()

    def test_an_address_that_is_not_ours(self, fail: Fail, shared_sqlite: House) -> None:
        assert "203.0.113.9" in fail("serve", "--host", "203.0.113.9", house=shared_sqlite)

    @pytest.mark.parametrize("command", [["serve", "--port", "1"], ["directory", "rebuild"]])
    def test_index_folder_that_cannot_be_written(
        self, fail: Fail, shared_sqlite: House, tmp_path: Path, command: list[str]
    ) -> None:
        (tmp_path / "file").touch()
        line = fail(*command, house=shared_sqlite, directory_path=tmp_path / "file" / "directory")
        assert "BRUGGEN_DIRECTORY_PATH" in line
        assert str(tmp_path) in line
