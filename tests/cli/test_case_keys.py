"""The outer keys of cases: made for a new installation only, changed without losing a case, dropped when they wrap nothing."""

import json
import os
import signal
import stat
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from uuid import UUID

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from bruggen.casework.key_rotation import BATCH, prune_outer_keys, rotate_case_keys
from bruggen.casework.sealing import key_context, open_key
from bruggen.kit.db import keys_of
from bruggen.kit.envelope import DataKey, OuterKeys, new_data_key
from bruggen.kit.ids import new_id
from bruggen.kit.keyfile import FileKeys
from bruggen.kit.outer_keys import open_keys
from bruggen.kit.wall import SYSTEM_WALL, open_wall
from bruggen.models import AuditEvent, CaseConsultation, CaseKey, CaseText
from bruggen.record.audit import RECORDED
from bruggen.record.sessions import recorded_sessions
from tests.cli.command import ROOT, bruggen, failure, success
from tests.cli.conftest import Fail
from tests.cli.outer_keys import FILE, MOMENT, Vault
from tests.conftest import BACKENDS, House
from tests.features.offer_rows import database

CASES = BATCH + 100
WORDS = b"what somebody wrote of the case"


def key_file(house: House) -> Path:
    return Path(house.case_keys.removeprefix("file:"))


def add_cases(session: Session, count: int) -> None:
    """Cases with words in them."""
    open_wall(session, SYSTEM_WALL)
    cases, keys, texts = [], [], []
    for number in range(count):
        case_id, key = new_id(), new_data_key()
        wrapped = keys_of(session).wrap(key, key_context(case_id))
        cases.append({"id": case_id, "version": 1, "code": f"T{number:06}", "state": "inScreening", "channel": "phone"})
        keys.append({"case_id": case_id, "wrapped_key": wrapped.data, "outer_key": wrapped.key_id})
        texts.append({"case_id": case_id, "part": "summary", "sealed": DataKey(key).seal(b"summary", WORDS)})
    for table, rows in ((CaseConsultation, cases), (CaseKey, keys), (CaseText, texts)):
        session.execute(insert(table), rows, execution_options=RECORDED)


def fill(house: House, count: int) -> None:
    """Cases with words in them, for good."""
    with database(house) as sessions, sessions.begin() as session:
        add_cases(session, count)


def outer_keys_in_use(house: House, keys: OuterKeys | None = None) -> set[str]:
    """Open every case with the keys as they are on disk; returns the outer keys that it took."""
    with database(house) as sessions, recorded_sessions(sessions.kw["bind"], house.seal, keys or house.keys)() as session:
        open_wall(session, SYSTEM_WALL)
        sealed = session.execute(select(CaseText.case_id, CaseText.sealed)).all()
        assert sealed
        assert {open_key(session, case_id).open(b"summary", words) for case_id, words in sealed} == {WORDS}
        return set(session.scalars(select(CaseKey.outer_key)))


def settle(house: House) -> None:
    """As if the file had been written a while ago: nobody still wraps with what was current before."""
    os.utime(key_file(house), (1_000_000_000, 1_000_000_000))


@pytest.fixture
def filled(house: House) -> House:
    fill(house, 3)
    return house


@pytest.fixture
def hook(filled: House, monkeypatch: pytest.MonkeyPatch) -> str:
    """The setting for the hook of a key management service."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv(FILE, str(key_file(filled)))
    return "tests.cli.outer_keys:vault"


class TestPreparing:
    def test_migrating_makes_the_file_of_a_new_installation_once(self, tmp_path: Path) -> None:
        path = tmp_path / "keys.json"
        settings = {"database_url": f"sqlite:///{tmp_path}/new.sqlite3", "case_keys": f"file:{path}"}
        assert success("migrate", **settings) == ""
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        made = path.read_bytes()
        success("migrate", **settings)
        assert path.read_bytes() == made

    @pytest.mark.parametrize("command", [["migrate"], ["serve", "--prepare", "--port", "1"], ["serve", "--port", "1"], ["jobs"]])
    def test_without_its_file_nothing_starts_on_a_database_with_cases(
        self, filled: House, tmp_path: Path, command: list[str]
    ) -> None:
        path = tmp_path / "lost.json"
        line = failure(*command, house=filled, case_keys=f"file:{path}")
        assert str(path) in line
        assert "backup" in line
        assert not path.exists()

    @pytest.mark.parametrize("command", [["serve", "--port", "1"], ["jobs"]])
    def test_with_the_file_of_another_database_nothing_starts(self, filled: House, tmp_path: Path, command: list[str]) -> None:
        FileKeys.create(tmp_path / "others.json")
        line = failure(*command, house=filled, case_keys=f"file:{tmp_path / 'others.json'}")
        assert "2026-01-01-house" in line

    @pytest.mark.parametrize(("setting", "told"), [("nowhere:keys", "nowhere"), ("file:/", "/"), ("json:dumps", "json:dumps")])
    def test_a_setting_that_names_no_keys(self, shared_sqlite: House, fail: Fail, setting: str, told: str) -> None:
        assert told in fail("case-keys", "prune", house=shared_sqlite, case_keys=setting)


class TestRotating:
    def test_every_case_is_wrapped_by_a_new_key_and_opens(self, filled: House) -> None:
        before = outer_keys_in_use(filled)
        said = success("case-keys", "rotate", house=filled)
        (now,) = outer_keys_in_use(filled)
        assert {now} != before
        assert said == f"case keys: 3 wrapped by {now}, which wraps from now on\n"

    def test_who_has_the_keys_open_goes_on_with_the_new_one(self, filled: House) -> None:
        keys = filled.keys
        success("case-keys", "rotate", house=filled)
        assert outer_keys_in_use(filled, keys) == {keys.current}

    def test_without_any_case(self, house: House) -> None:
        assert "0 wrapped" in success("case-keys", "rotate", house=house)

    def test_a_key_that_nothing_opens_is_told_and_the_others_are_done(self, filled: House) -> None:
        with database(filled) as sessions, sessions.begin() as session:
            open_wall(session, SYSTEM_WALL)
            broken: UUID = session.scalars(select(CaseKey.case_id).order_by(CaseKey.case_id)).all()[0]
            session.execute(
                update(CaseKey).where(CaseKey.case_id == broken).values(wrapped_key=b"changed"), execution_options=RECORDED
            )
        done = bruggen("case-keys", "rotate", house=filled)
        assert done.returncode == 1
        assert str(broken) in done.stderr
        assert "2 wrapped" in done.stdout

    def test_moving_to_a_key_management_service_only_wraps_anew(self, filled: House, hook: str) -> None:
        before = key_file(filled).read_bytes()
        assert "3 wrapped by vault/1" in success("case-keys", "rotate", house=filled, case_keys=hook)
        assert key_file(filled).read_bytes() == before
        assert outer_keys_in_use(filled, Vault()) == {"vault/1"}


class TestPruning:
    def test_keys_that_wrap_nothing_go(self, filled: House) -> None:
        (before,) = outer_keys_in_use(filled)
        success("case-keys", "rotate", house=filled)
        settle(filled)
        assert success("case-keys", "prune", house=filled) == f"case keys: dropped {before}\n"
        assert outer_keys_in_use(filled) == set(json.loads(key_file(filled).read_text())["keys"])
        assert success("case-keys", "prune", house=filled) == "case keys: none to drop\n"
        with database(filled) as sessions, sessions() as session:
            told = select(AuditEvent.action, AuditEvent.object_id).where(AuditEvent.object_type == "outerKeys")
            assert session.execute(told.order_by(AuditEvent.sequence)).all() == [
                ("created", *outer_keys_in_use(filled)),
                ("deleted", before),
            ]

    def test_a_key_that_wraps_anything_stays(self, filled: House) -> None:
        added = FileKeys.read(key_file(filled)).add_key()
        settle(filled)
        assert success("case-keys", "prune", house=filled) == "case keys: none to drop\n"
        assert outer_keys_in_use(filled) == {"2026-01-01-house"}
        assert FileKeys.read(key_file(filled)).current == added

    def test_a_case_that_is_just_being_written_keeps_its_key(self, house: House) -> None:
        with database(house) as sessions:
            with sessions() as writing:
                add_cases(writing, 1)
                FileKeys.read(key_file(house)).add_key()
                settle(house)
                pruning = Thread(target=prune_outer_keys, args=(sessions,))
                pruning.start()
                pruning.join(0.5)
                assert pruning.is_alive()
                writing.commit()
            pruning.join()
        assert outer_keys_in_use(house) == {"2026-01-01-house"}
        assert len(FileKeys.read(key_file(house)).ids) == 2

    def test_keys_in_no_file_are_not_ours_to_drop(self, filled: House, hook: str) -> None:
        assert "in no file" in failure("case-keys", "prune", house=filled, case_keys=hook)


@pytest.fixture(scope="module", params=BACKENDS)
def full(request: pytest.FixtureRequest, make_house: Callable[[str], House]) -> House:
    """A house with more cases than are wrapped at once."""
    house: House = make_house(request.param)
    fill(house, CASES)
    return house


@pytest.mark.parametrize(
    ("command", "moment"),
    [
        ("rotate", "before the new key"),
        ("rotate", "after the new key"),
        ("rotate", "wrap 1"),
        ("rotate", f"wrap {BATCH}"),
        ("rotate", f"wrap {BATCH + 1}"),
        ("rotate", f"wrap {CASES}"),
        ("prune", "before the old key goes"),
        ("prune", "after the old key went"),
    ],
)
def test_killed_at_any_moment_no_case_is_lost_and_it_can_be_done_again(
    full: House, monkeypatch: pytest.MonkeyPatch, command: str, moment: str
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv(FILE, str(key_file(full)))
    monkeypatch.setenv(MOMENT, moment)
    if command == "prune":
        with database(full) as sessions:
            rotate_case_keys(sessions)
    settle(full)
    killed = bruggen("case-keys", command, house=full, case_keys="tests.cli.outer_keys:dying")
    assert killed.returncode == -signal.SIGKILL
    outer_keys_in_use(full)
    with database(full) as sessions:
        assert rotate_case_keys(sessions).wrapped == CASES
        settle(full)
        prune_outer_keys(sessions)
    assert outer_keys_in_use(full) == {open_keys(full.case_keys).current} == set(FileKeys.read(key_file(full)).ids)
