"""Where the audit trail ended, written down outside the database: what is cut off its end is missed.

A file of lines, one an anchoring: sequence, hash, moment. It is only added to, and belongs where a database's writer cannot come.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.kit.clock import now
from bruggen.kit.failures import OperatorError
from bruggen.models import AuditEvent
from bruggen.record.audit_chain import START, End
from bruggen.record.audit_check import read_head


@dataclass(frozen=True, slots=True)
class Anchor:
    """An end of the chain, and when it was written down."""

    end: End
    anchored_at: datetime


def read_anchors(path: Path) -> list[Anchor]:
    """All anchors of the file, as they stand; none when there is no file. OperatorError when it cannot be read."""
    try:
        with path.open(encoding="ascii") as lines:
            return list(_anchors(lines, path))
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorError(f"cannot read the anchors of the audit trail: {error}") from error


def _anchors(lines: Iterator[str], path: Path) -> Iterator[Anchor]:
    for number, line in enumerate(lines, start=1):
        try:
            sequence, stored, moment = line.split()
            yield Anchor(End(int(sequence), stored), datetime.fromisoformat(moment))
        except ValueError as error:
            raise OperatorError(f"line {number} of {path} is no anchor of the audit trail: sequence, hash, moment") from error


def anchor(session: Session, path: Path) -> Anchor:
    """Write down where the chain ends now, if it grew since the last time; returns the newest anchor.

    Raises OperatorError when the event anchored last is no longer there as it was, or the file cannot be written.
    """
    last = max(read_anchors(path), key=lambda made: made.end.sequence, default=None)
    head = read_head(session)
    if head is None or (last and last.end != START and _hash_of(session, last.end.sequence) != last.end.hash):
        raise OperatorError("the audit trail is not the one that was anchored before; run: bruggen audit verify")
    if last and last.end.sequence >= head.sequence:
        return last
    made = Anchor(head, now())
    _append(path, f"{head.sequence} {head.hash} {made.anchored_at.isoformat(timespec='seconds')}\n")
    return made


def _hash_of(session: Session, sequence: int) -> str | None:
    return session.scalar(select(AuditEvent.hash).where(AuditEvent.sequence == sequence))


def _append(path: Path, line: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, line.encode())
            os.fsync(file)
        finally:
            os.close(file)
    except OSError as error:
        raise OperatorError(f"cannot write {path}: {error.strerror}; change BRUGGEN_AUDIT_ANCHOR_PATH") from error
