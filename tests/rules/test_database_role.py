"""What an operator does on PostgreSQL besides the product: the role that it works as, and backups that lack nothing."""

import hashlib
import hmac
import os
import re
import subprocess
import uuid
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from bruggen.kit.db import make_engine
from bruggen.kit.migrate import migrate
from bruggen.kit.wall import require_wall
from tests.make.postgres import SUPERUSER, PostgresServer, find_binaries
from tests.rules.house import read

SCRIPT = "deploy/database/role.sql"
PASSWORD = "it's \"odd\" \\ :'x' $y"
WALLED = """
    CREATE TABLE note (word varchar);
    INSERT INTO note VALUES ('geheim');
    ALTER TABLE note ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY wall ON note USING (current_setting('bruggen.system', true) = 'on')
"""


def statements(sql: str) -> list[str]:
    """The statements, without comments and commands of psql, with whatever stands for the password left open."""
    lines = [line for line in sql.splitlines() if line and not line.startswith(("--", "\\"))]
    return [re.sub(r"PASSWORD [^;]+", "PASSWORD ?", line) for line in lines]


def told(word: str) -> str:
    """The SQL of the page's section on PostgreSQL that has the word in it."""
    section = read("docs/operations.md").split("\n## PostgreSQL\n")[1].split("\n## ")[0]
    blocks: list[str] = re.findall(r"^```sql\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    return next(block for block in blocks if word in block)


@dataclass
class Place:
    """A database and a role of one test, named alike."""

    server: PostgresServer
    name: str

    def run(self, program: str, *arguments: str, user: str = SUPERUSER, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a program of PostgreSQL as a user."""
        command = [str(find_binaries() / program), "--host", str(self.server.base), "--username", user, *arguments]
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "BRUGGEN"))}
        return subprocess.run(command, env=plain | more, capture_output=True, text=True, check=False)

    def psql(self, sql: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run SQL as the image of PostgreSQL runs the scripts it is given, with the names of this test."""
        sql = re.sub(r"\bbruggen", self.name, sql)
        script = Path(self.server.base) / f"{self.name}.sql"
        script.write_text(sql)
        asked = ["--set", "ON_ERROR_STOP=1", "--no-password", "--no-psqlrc", "--dbname", "postgres", "--file", str(script)]
        return self.run("psql", *asked, **more)

    def rows(self, url: str, statement: str) -> list[tuple[object, ...]]:
        """What a statement gives."""
        engine = create_engine(url)
        try:
            with engine.begin() as connection:
                result = connection.execute(text(statement))
                return [tuple(row) for row in result] if result.returns_rows else []
        finally:
            engine.dispose()

    def attributes(self) -> list[tuple[object, ...]]:
        """Whether the role may be superuser, go past walls, make databases or roles."""
        wanted = f"SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = '{self.name}'"
        return self.rows(self.server.admin_url("postgres"), wanted)

    @property
    def url(self) -> str:
        """The database's address for its own role."""
        return make_url(self.server.url(self.name)).set(username=self.name).render_as_string()


@pytest.fixture
def place(postgres: PostgresServer) -> Iterator[Place]:
    place = Place(postgres, f"place_{uuid.uuid4().hex}")
    yield place
    postgres.drop(place.name)
    postgres.drop(f"{place.name}_back")
    place.psql("DROP ROLE IF EXISTS bruggen, bruggen_backup")


@pytest.fixture
def walled(place: Place) -> Place:
    """A place with something behind the wall."""
    place.psql(read(SCRIPT), BRUGGEN_DATABASE_PASSWORD=PASSWORD).check_returncode()
    for statement in WALLED.split(";"):
        place.rows(place.url, statement)
    assert place.rows(place.url, "SELECT word FROM note") == []
    return place


def knows(verifier: str, password: str) -> bool:
    """Whether PostgreSQL would let the password in (SCRAM-SHA-256, RFC 5802)."""
    _, first, second = verifier.split("$")
    iterations, salt = first.split(":")
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), b64decode(salt), int(iterations))
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    return stored == b64decode(second.split(":")[0])


class TestTheRole:
    def test_made_by_the_script_the_product_can_work_as_it(self, place: Place) -> None:
        place.psql(read(SCRIPT), BRUGGEN_DATABASE_PASSWORD=PASSWORD).check_returncode()
        assert place.attributes() == [(False, False, False, False)]
        engine = make_engine(place.url)
        require_wall(engine)
        migrate(engine)
        engine.dispose()

    def test_its_password_is_the_one_that_was_set_however_odd(self, place: Place) -> None:
        place.psql(read(SCRIPT), BRUGGEN_DATABASE_PASSWORD=PASSWORD).check_returncode()
        asked = f"SELECT rolpassword FROM pg_authid WHERE rolname = '{place.name}'"
        verifier = str(place.rows(place.server.admin_url("postgres"), asked)[0][0])
        assert knows(verifier, PASSWORD)
        assert not knows(verifier, PASSWORD.strip("y"))

    def test_without_a_password_nothing_is_made(self, place: Place) -> None:
        assert place.psql(read(SCRIPT)).returncode != 0
        assert place.attributes() == []

    def test_the_page_tells_the_same_as_the_script_does(self) -> None:
        assert statements(told("CREATE DATABASE")) == statements(read(SCRIPT))


class TestBackups:
    def dump(self, place: Place, user: str, *options: str) -> subprocess.CompletedProcess[str]:
        return place.run("pg_dump", *options, place.name, user=user)

    def test_a_superuser_makes_and_returns_them_whole(self, walled: Place, tmp_path: Path) -> None:
        file, back = tmp_path / "bruggen.dump", f"{walled.name}_back"
        self.dump(walled, SUPERUSER, "--format", "custom", "--file", str(file)).check_returncode()
        walled.server.create(back)
        walled.run("pg_restore", "--dbname", back, "--clean", "--if-exists", str(file)).check_returncode()
        assert walled.rows(walled.server.admin_url(back), "SELECT word FROM note") == [("geheim",)]
        owner = make_url(walled.url).set(database=back).render_as_string()
        assert walled.rows(owner, "SELECT word FROM note") == []

    def test_one_role_is_for_nothing_else(self, walled: Place) -> None:
        walled.psql(told("bruggen_backup")).check_returncode()
        made = self.dump(walled, f"{walled.name}_backup")
        assert made.returncode == 0, made.stderr
        assert "geheim" in made.stdout

    def test_the_products_own_role_cannot(self, walled: Place) -> None:
        made = self.dump(walled, walled.name)
        assert made.returncode != 0
        assert "query would be affected by row-level security policy" in made.stderr

    def test_nor_does_it_get_a_whole_one_by_asking_otherwise(self, walled: Place) -> None:
        made = self.dump(walled, walled.name, "--enable-row-security")
        assert made.returncode == 0
        assert "geheim" not in made.stdout

    def test_an_older_database_of_a_superuser_comes_over(self, walled: Place, postgres: PostgresServer, tmp_path: Path) -> None:
        old, file = f"{walled.name}_back", tmp_path / "old.dump"
        postgres.create(old)
        walled.rows(postgres.admin_url(old), "CREATE TABLE older AS SELECT 'van vroeger' AS word")
        walled.run("pg_dump", "--format", "custom", "--file", str(file), old).check_returncode()
        asked = ["--no-owner", f"--role={walled.name}", "--dbname", walled.name, str(file)]
        walled.run("pg_restore", *asked).check_returncode()
        assert walled.rows(walled.url, "SELECT word FROM older") == [("van vroeger",)]
        owner = "SELECT tableowner FROM pg_tables WHERE tablename = 'older'"
        assert walled.rows(walled.url, owner) == [(walled.name,)]
