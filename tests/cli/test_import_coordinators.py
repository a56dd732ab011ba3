"""`bruggen import coordinators`: the published table, with all its gaps, and tables that are broken."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from bruggen.features.coordinators.importing import Report, import_coordinators, read_cell
from bruggen.kit.db import SessionFactory
from bruggen.models import CoordinatorPost
from bruggen.seeding.files import REFERENCE
from tests.cli.command import bruggen
from tests.cli.conftest import Fail
from tests.conftest import House
from tests.features.offer_rows import database

HEADING = "region,role,published_text\n"
OVL = "OVL,togetherAgainstDropout,"
Posts = dict[tuple[str, str], tuple[str, list[tuple[str, str | None]]]]


@pytest.fixture
def sessions(house: House) -> Iterator[SessionFactory]:
    with database(house) as factory:
        yield factory


def posts(sessions: SessionFactory) -> Posts:
    """Who holds each post: publication, and names with addresses in their order."""
    with sessions() as session:
        rows = session.scalars(select(CoordinatorPost).options(selectinload(CoordinatorPost.coordinators)))
        return {
            (post.region_code, post.role): (post.publication, [(person.name, person.email) for person in post.coordinators])
            for post in rows
        }


def load(sessions: SessionFactory, path: Path) -> Report:
    with sessions.begin() as session:
        return import_coordinators(session, path)


def table(folder: Path, *rows: str) -> Path:
    path = folder / "table.csv"
    path.write_text(HEADING + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


class TestPublishedTable:
    def test_an_empty_cell_is_not_published_and_two_people_stay_two(self, sessions: SessionFactory) -> None:
        held = posts(sessions)
        assert len(held) == 12
        assert held["WVL", "togetherAgainstDropout"] == ("notPublished", [])
        people = [("Oona", None), ("Sofie", "sofie.baert@clboudenaarde.be")]
        assert held["OVL", "togetherAgainstDropout"] == ("published", people)
        assert all(publication == ("published" if people else "notPublished") for publication, people in held.values())

    def test_the_missing_address_is_told_and_not_guessed(self, sessions: SessionFactory) -> None:
        report = load(sessions, REFERENCE / "coordinators.csv")
        assert [warning for warning in report.warnings if "Oona" in warning] == [
            "line 9 (OVL, togetherAgainstDropout): no complete address is published for Oona"
        ]
        assert report.errors == []

    def test_twice_changes_nothing(self, sessions: SessionFactory) -> None:
        before = posts(sessions)
        report = load(sessions, REFERENCE / "coordinators.csv")
        assert (report.created, report.updated, report.removed) == (0, 0, 0)
        assert report.unchanged == sum(len(people) for _, people in before.values())
        assert posts(sessions) == before


class TestChangedTable:
    @pytest.mark.parametrize(
        ("cell", "people"),
        [
            ("", []),
            ("Sofie (sofie@x.be)", [("Sofie", "sofie@x.be")]),
            ("Sofie", [("Sofie", None)]),
            ("Sofie en An (an@x.be; sofie@x.be)", [("Sofie", "sofie@x.be"), ("An", "an@x.be")]),
            ("Sofie & An (info@x.be)", [("Sofie", None), ("An", None)]),
            ("Sofie en Sofie (sofie@x.be)", [("Sofie", "sofie@x.be")]),
        ],
    )
    def test_people_come_change_and_go(
        self, sessions: SessionFactory, tmp_path: Path, cell: str, people: list[tuple[str, str | None]]
    ) -> None:
        path = table(tmp_path, f'{OVL}"{cell}"')
        others = {post: held for post, held in posts(sessions).items() if post != ("OVL", "togetherAgainstDropout")}
        for _ in range(2):
            report = load(sessions, path)
            now = posts(sessions)
            assert now.pop(("OVL", "togetherAgainstDropout")) == ("published" if people else "notPublished", people)
            assert now == others
        assert (report.created, report.updated, report.removed) == (0, 0, 0)

    @given(st.text(max_size=80))
    def test_any_cell_is_read_without_inventing_anything(self, cell: str) -> None:
        people, _ = read_cell(cell)
        names = [person.name for person in people]
        assert len(set(names)) == len(names)
        for person in people:
            assert person.name in cell
            assert person.email is None or person.email in cell


class TestBrokenRows:
    ROWS = (
        "OVL,togetherAgainstDropout,Eerste (eerste@x.be)",
        "ZZZ,togetherAgainstDropout,Niemand",
        "",
        "OVL,chief,Niemand",
        "OVL",
        "OVL,youthCareEducation,Een, Twee",
        "OVL,togetherAgainstDropout,Tweede",
        f"ANT,togetherAgainstDropout,{'a' * 201}",
        "LIM,togetherAgainstDropout,Laatste",
    )

    def test_are_told_by_their_line_and_the_rest_is_kept(self, sessions: SessionFactory, tmp_path: Path) -> None:
        before = posts(sessions)
        report = load(sessions, table(tmp_path, *self.ROWS))
        assert [error.partition(":")[0] for error in report.errors] == [f"line {line}" for line in (3, 5, 6, 7, 8, 9)]
        after = posts(sessions)
        changed = {post for post in after if after[post] != before[post]}
        assert changed == {("OVL", "togetherAgainstDropout"), ("LIM", "togetherAgainstDropout")}
        assert after["LIM", "togetherAgainstDropout"][1] == [("Laatste", None)]

    def test_a_letter_that_no_database_holds(self, sessions: SessionFactory, tmp_path: Path) -> None:
        report = load(sessions, table(tmp_path, f"{OVL}Sof\0ie", "LIM,togetherAgainstDropout,Laatste"))
        assert len(report.errors) == 1
        assert posts(sessions)["LIM", "togetherAgainstDropout"][1] == [("Laatste", None)]

    def test_by_the_command_line(self, house: House, sessions: SessionFactory, tmp_path: Path) -> None:
        path = table(tmp_path, *self.ROWS)
        before = posts(sessions)
        strict = bruggen("import", "coordinators", path, "--strict", house=house)
        assert strict.returncode == 2
        assert strict.stdout == ""
        assert strict.stderr.splitlines()[-1] == "bruggen: 6 broken rows; nothing was changed"
        assert [line.partition(":")[0] for line in strict.stderr.splitlines()[:-1]] == ["error"] * 6
        assert posts(sessions) == before
        kept = bruggen("import", "coordinators", path, house=house)
        assert kept.returncode == 1
        assert kept.stderr.splitlines()[0].startswith("error: line 3: region 'ZZZ' is unknown")
        assert "2 new" in kept.stdout
        assert "Traceback" not in strict.stderr + kept.stderr
        assert posts(sessions) != before


class TestNoTable:
    @pytest.mark.parametrize(
        "content",
        [
            b"",
            HEADING.encode(),
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe",
            b"region;role;published_text\nOVL;togetherAgainstDropout;Sofie\n",
            b"een lijst\nmet namen\n",
            "region,role,published_text\nOVL,togetherAgainstDropout,Zoë\n".encode("cp1252"),
        ],
    )
    def test_a_file_of_another_kind(self, fail: Fail, shared_sqlite: House, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "table.csv"
        path.write_bytes(content)
        assert str(path) in fail("import", "coordinators", path, house=shared_sqlite)

    def test_a_missing_file_or_a_folder(self, fail: Fail, shared_sqlite: House, tmp_path: Path) -> None:
        assert "nothing.csv" in fail("import", "coordinators", tmp_path / "nothing.csv", house=shared_sqlite)
        assert str(tmp_path) in fail("import", "coordinators", tmp_path, house=shared_sqlite)
