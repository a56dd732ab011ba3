"""What tests stand on: a real database of each kind, filled once and copied, and the product running on it."""

import json
import shutil
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from bruggen.directory.indexes import rebuild_directory
from bruggen.kit.db import SessionFactory, make_engine, make_sessions
from bruggen.kit.envelope import OuterKeys
from bruggen.kit.migrate import migrate
from bruggen.kit.outer_keys import open_keys
from bruggen.kit.sealing import Seal
from bruggen.main import create_app
from bruggen.record.sessions import recorded_sessions
from bruggen.seeding.demo import seed_demo
from bruggen.seeding.reference import seed_coordinators, seed_reference
from bruggen.settings import Settings
from tests.make.postgres import PostgresServer

BACKENDS = ("sqlite", "postgresql")
TEMPLATE = "bruggen_template"
SECRET = "the secret of every house that the tests build"
# As the secret: what one fills, houses that are copies of it open.
OUTER_KEYS = {"current": "2026-01-01-house", "keys": {"2026-01-01-house": b64encode(SECRET.encode()[:32]).decode()}}


@dataclass(slots=True, frozen=True)
class House:
    """A database with reference and demo data, and its search index."""

    database_url: str
    directory_path: Path

    @property
    def settings(self) -> Settings:
        """The settings that point at this house."""
        return Settings(
            database_url=self.database_url,
            directory_path=self.directory_path,
            static_path=self.directory_path / "nothing-built",
            secret=SecretStr(SECRET),
            case_keys=self.case_keys,
            mail_url=SecretStr(f"outbox:{self.outbox}"),
            audit_anchor_path=self.directory_path.parent / "audit-anchor",
            index_poll_seconds=0.05,
        )

    @property
    def outbox(self) -> Path:
        """The folder that its mails go to."""
        return self.directory_path.parent / "outbox"

    @property
    def case_keys(self) -> str:
        """The setting that names its file of outer keys."""
        return write_keys(self.directory_path.parent)

    @property
    def keys(self) -> OuterKeys:
        """What the keys of its cases are wrapped with."""
        return open_keys(self.case_keys)

    @property
    def seal(self) -> Seal:
        """What the house seals with."""
        return Seal(SECRET)

    def sessions(self) -> SessionFactory:
        """Sessions on the database."""
        return recorded_sessions(make_engine(self.database_url), self.seal, self.keys)


def write_keys(folder: Path) -> str:
    """Put the file of outer keys into the folder, unless there is one; returns the setting that names it."""
    path = folder / "case-keys.json"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(json.dumps(OUTER_KEYS))
    return f"file:{path}"


def fill(database_url: str) -> None:
    """Migrate the database and put in reference and demo data."""
    engine = make_engine(database_url)
    migrate(engine)
    with (
        TemporaryDirectory() as folder,
        recorded_sessions(engine, Seal(SECRET), open_keys(write_keys(Path(folder)))).begin() as session,
    ):
        seed_reference(session)
        session.flush()
        seed_coordinators(session)
        seed_demo(session)
    engine.dispose()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The run's PostgreSQL server."""
    server = PostgresServer.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def make_house(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Callable[[str], House]:
    """Makes a house of its own on the given backend: a copy of one that is filled once."""
    templates = tmp_path_factory.mktemp("templates")
    made = 0

    def template(backend: str) -> House:
        folder = templates / backend
        folder.mkdir(exist_ok=True)
        if backend == "sqlite":
            url = f"sqlite:///{folder / 'bruggen.sqlite3'}"
            if not (folder / "bruggen.sqlite3").exists():
                fill(url)
        else:
            server: PostgresServer = request.getfixturevalue("postgres")
            server.create_once(TEMPLATE, fill)
            url = server.url(TEMPLATE)
        if not (folder / "directory").exists():
            engine = make_engine(url)
            rebuild_directory(folder / "directory", make_sessions(engine))
            engine.dispose()
        return House(url, folder / "directory")

    def make(backend: str) -> House:
        nonlocal made
        made += 1
        original = template(backend)
        folder = tmp_path_factory.mktemp(f"house-{backend}")
        shutil.copytree(original.directory_path, folder / "directory")
        if backend == "sqlite":
            source = Path(original.database_url.removeprefix("sqlite:///"))
            shutil.copy(source, folder / "bruggen.sqlite3")
            return House(f"sqlite:///{folder / 'bruggen.sqlite3'}", folder / "directory")
        server: PostgresServer = request.getfixturevalue("postgres")
        name = (
            f"bruggen_{folder.name.replace('-', '_')}_{request.config.workerinput['workerid']}"
            if hasattr(request.config, "workerinput")
            else f"bruggen_{folder.name.replace('-', '_')}"
        )
        return House(server.create(name, TEMPLATE), folder / "directory")

    return make


@pytest.fixture(scope="session", params=BACKENDS)
def shared_house(request: pytest.FixtureRequest, make_house: Callable[[str], House]) -> House:
    """A house that tests only read, on each backend."""
    return make_house(request.param)


@pytest.fixture(params=BACKENDS)
def house(request: pytest.FixtureRequest, make_house: Callable[[str], House]) -> House:
    """A house of the test's own, on each backend."""
    return make_house(request.param)


@pytest.fixture(scope="session")
def client(shared_house: House) -> Iterator[TestClient]:
    """The product, anonymous, on a house that nobody changes."""
    with TestClient(create_app(shared_house.settings), base_url="http://bruggen.test") as test_client:
        yield test_client
