"""The commands of the trail, and the anchor that stands outside the database."""

import os
from pathlib import Path

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.orm import Session

from bruggen.kit.db import SessionFactory
from bruggen.kit.failures import OperatorError
from bruggen.models import AuditEvent, AuditHead
from bruggen.record.audit import record_event
from bruggen.record.audit_anchor import anchor, read_anchors
from tests.cli.command import bruggen, failure, success
from tests.conftest import House
from tests.record.conftest import TRIGGERS
from tests.record.trail import events_after


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere" / "audit-anchor"


def add_event(sessions: SessionFactory) -> None:
    with sessions.begin() as session:
        record_event(session, "read", "offers")


def cut_tail(session: Session) -> None:
    """Take the last event away, and let the head say that it was never there."""
    for trigger in TRIGGERS[session.get_bind().dialect.name]:
        session.execute(text(f"DROP TRIGGER {trigger}"))
    head = session.get_one(AuditHead, 1)
    session.connection().execute(delete(AuditEvent).where(AuditEvent.sequence == head.sequence))
    before = session.get_one(AuditEvent, head.sequence - 1)
    session.connection().execute(update(AuditHead).values(sequence=before.sequence, hash=before.hash))


class TestAnchor:
    def test_writes_the_end_of_the_chain_down(self, sessions: SessionFactory, path: Path) -> None:
        last = events_after(sessions, 0)[-1]
        with sessions() as session:
            made = anchor(session, path)
        assert (made.end.sequence, made.end.hash) == (last.sequence, last.hash)
        assert path.read_text().split()[:2] == [str(last.sequence), last.hash]
        assert os.stat(path).st_mode & 0o077 == 0  # noqa: PTH116

    def test_adds_a_line_only_when_the_chain_grew(self, sessions: SessionFactory, path: Path) -> None:
        with sessions() as session:
            anchor(session, path)
            anchor(session, path)
            add_event(sessions)
            anchor(session, path)
        sequences = [made.end.sequence for made in read_anchors(path)]
        assert sequences == [sequences[0], sequences[0] + 1]

    def test_refuses_a_chain_that_lost_what_was_anchored(self, sessions: SessionFactory, path: Path) -> None:
        with sessions.begin() as session:
            anchor(session, path)
            cut_tail(session)
        add_event(sessions)
        with sessions() as session, pytest.raises(OperatorError, match="bruggen audit verify"):
            anchor(session, path)

    def test_a_line_that_is_none_is_told(self, path: Path) -> None:
        path.parent.mkdir()
        path.write_text("12 abc\n")
        with pytest.raises(OperatorError, match="line 1"):
            read_anchors(path)

    def test_a_file_that_cannot_be_written_is_told(self, sessions: SessionFactory, path: Path) -> None:
        path.parent.write_text("a file, no folder")
        with sessions() as session, pytest.raises(OperatorError, match="cannot read the anchors"):
            anchor(session, path)


class TestCommands:
    def test_tell_of_a_whole_chain_in_one_line(self, house: House, path: Path) -> None:
        said = success("audit", "verify", house=house, audit_anchor_path=path)
        assert said == "audit: nothing was changed, taken out or put in; not anchored yet; run: bruggen audit anchor\n"
        assert "is anchored in" in success("audit", "anchor", house=house, audit_anchor_path=path)
        assert "anchored up to event" in success("audit", "verify", house=house, audit_anchor_path=path)

    def test_tell_each_fault_and_fail(self, house: House, sessions: SessionFactory, path: Path) -> None:
        success("audit", "anchor", house=house, audit_anchor_path=path)
        with sessions.begin() as session:
            cut_tail(session)
            session.connection().execute(update(AuditEvent).where(AuditEvent.sequence == 5).values(action="read"))
        done = bruggen("audit", "verify", house=house, audit_anchor_path=path)
        assert (done.returncode, done.stdout) == (1, "")
        lines = done.stderr.splitlines()
        assert lines[0] == "audit: event 5: was changed, or does not follow on the one before"
        assert lines[1].endswith("the end was cut off")
        assert len(lines) == 2
        assert "verify" in failure("audit", "anchor", house=house, audit_anchor_path=path)

    def test_another_secret_is_found(self, house: House, path: Path) -> None:
        done = bruggen("audit", "verify", house=house, audit_anchor_path=path, secret="x" * 40)
        assert done.returncode == 1
        assert "BRUGGEN_SECRET" in done.stderr.splitlines()[0]
