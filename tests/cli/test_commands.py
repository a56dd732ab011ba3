"""What the commands do when all is well."""

from pathlib import Path

import pytest
from sqlalchemy import select

from bruggen.models import Offer, Region
from tests.cli.command import ROOT, bruggen, success
from tests.cli.conftest import Fail
from tests.conftest import House
from tests.features.offer_rows import database

COMMANDS = ["migrate", "seed", "import", "openapi", "directory", "serve"]


def test_alone_it_shows_what_it_can_do() -> None:
    done = bruggen()
    assert done.stderr == ""
    assert "Usage" in done.stdout
    for command in COMMANDS:
        assert f" {command} " in done.stdout


def test_from_nothing_to_a_filled_house(tmp_path: Path) -> None:
    house = House(f"sqlite:///{tmp_path}/bruggen.sqlite3", tmp_path / "directory")
    assert success("migrate", house=house) == ""
    assert "150 offers and" in success("seed", house=house)
    again = bruggen("seed", house=house)
    assert again.returncode == 0
    assert again.stderr == ""
    assert again.stdout == "demo data: 0 organizations, 0 offers and 0 items of expertise added\n"
    with database(house) as sessions, sessions() as session:
        published = len(session.scalars(select(Offer).where(Offer.status == "published")).all())
    assert success("directory", "rebuild", house=house) == f"directory: {published} offers\n"
    assert "150 offers and 53 items of expertise removed" in success("seed", "--no-demo", house=house)
    with database(house) as sessions, sessions() as session:
        assert len(session.scalars(select(Region)).all()) == 6


class TestOpenapi:
    def test_the_committed_document_is_up_to_date(self) -> None:
        assert (ROOT / "openapi" / "bruggen-v1.json").is_file()
        assert success("openapi", "--check") == ""

    def test_a_stale_or_missing_one_is_told(self, fail: Fail, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        assert "run: bruggen openapi" in fail("openapi", "--check")
        assert success("openapi", folder=tmp_path) == ""
        written = tmp_path / "openapi" / "bruggen-v1.json"
        written.write_text(written.read_text().replace("3.0.3", "3.0.2", 1))
        assert "run: bruggen openapi" in fail("openapi", "--check")
