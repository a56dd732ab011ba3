"""Reads the audit trail from end to end and tells every row that was changed, taken out or put in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from bruggen.kit.db import AnyRow
from bruggen.kit.sealing import Seal
from bruggen.models import AuditEvent, AuditHead
from bruggen.record.audit_chain import HEAD_ID, START, End, chained

BATCH = 1000
MOST_FAULTS = 100
EVENT = AuditEvent.__table__.c
Progress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written; `sequence` is the event it was found at."""

    sequence: int
    what: str

    def __str__(self) -> str:
        return f"event {self.sequence}: {self.what}"


@dataclass(slots=True)
class Check:
    """Walks along the chain, event by event."""

    seal: Seal
    start: End
    anchors: Mapping[int, str]
    sequence: int = field(init=False)
    # The hashes the next event may be chained to: what stands in the row before and, if that is wrong, what should. None: lost.
    ends: set[str] | None = field(init=False)
    faults: list[Fault] = field(default_factory=list)
    seen: int = 0
    sound: int = 0

    def __post_init__(self) -> None:
        self.sequence, self.ends = self.start.sequence, {self.start.hash}

    def tell(self, sequence: int, what: str) -> None:
        """Keep a fault."""
        self.faults.append(Fault(sequence, what))

    def pass_event(self, sequence: int, stored: str, event: Mapping[str, Any] | None) -> None:
        """Look at the next event; None when its row cannot be read."""
        self.seen += 1
        if sequence <= self.start.sequence:
            self.tell(sequence, "was put in before the first")
            return
        if sequence > self.sequence + 1:
            self.tell(
                self.sequence + 1, f"is missing, with all up to {sequence - 1}" if sequence - self.sequence > 2 else "is missing"
            )
            self.ends = None
        expected = {chained(self.seal, end, event) for end in self.ends or ()} if event else set()
        if event is None or (self.ends is not None and stored not in expected):
            self.tell(sequence, "was changed, or does not follow on the one before")
        elif self.ends is not None:
            self.sound += 1
        if self.anchors.get(sequence, stored) != stored:
            self.tell(sequence, "has another hash than was anchored")
        self.sequence, self.ends = sequence, {stored} | expected

    def finish(self, head: End, beyond: int) -> None:
        """Hold the last event against the head, and both against the anchors."""
        if self.sequence < head.sequence:
            self.tell(self.sequence + 1, f"is missing, with all up to the last, {head.sequence}")
        elif self.sequence > head.sequence:
            self.tell(head.sequence, "is the last of the chain, which is known to be longer")
        elif self.ends is not None and head.hash not in self.ends:
            self.tell(head.sequence, "is the last, and the head of the chain has another hash")
        if beyond:
            self.tell(head.sequence, f"is the last of the chain, and {beyond} more were put in behind it")
        if lost := [sequence for sequence in self.anchors if sequence > head.sequence]:
            self.tell(head.sequence, f"is the last, but event {max(lost)} was anchored: the end was cut off")

    def told(self) -> list[Fault]:
        """All faults; before them, when nothing at all was sound, the likeliest cause."""
        if self.seen > 1 and not self.sound:
            return [Fault(self.start.sequence + 1, "and none after it fits BRUGGEN_SECRET: is it another one?"), *self.faults]
        return self.faults


def verify(
    session: Session,
    seal: Seal,
    *,
    after: End = START,
    anchors: Mapping[int, str] | None = None,
    on_progress: Progress | None = None,
) -> list[Fault]:
    """Every fault of the trail behind `after`, in order; none when it is whole. Stops looking at a hundred.

    `anchors` are hashes by sequence that were kept outside the database. Memory does not grow with the trail, and others
    may go on writing meanwhile: what they add is not looked at. `on_progress` is given events done and events in all.
    """
    check = Check(seal, after, anchors or {})
    head = read_head(session)
    if head is None:
        return [Fault(after.sequence, "the head of the chain is missing")]
    for done, (sequence, stored, event) in enumerate(_events(session, after, head), start=1):
        check.pass_event(sequence, stored, event)
        if on_progress and (done % BATCH == 0 or sequence == head.sequence):
            on_progress(done, head.sequence - after.sequence)
        if len(check.faults) >= MOST_FAULTS:
            check.tell(sequence, "and there is more: not looked any further")
            break
    else:
        check.finish(head, _beyond(session))
    return check.told()


def read_head(session: Session) -> End | None:
    """Where the chain says that it ends."""
    head = session.execute(select(AuditHead.sequence, AuditHead.hash).where(AuditHead.id == HEAD_ID)).one_or_none()
    return End(*head) if head else None


def _beyond(session: Session) -> int:
    # One statement, so that what is being added meanwhile is in both or in neither.
    head = select(AuditHead.sequence).where(AuditHead.id == HEAD_ID).scalar_subquery()
    return session.scalar(select(func.count()).select_from(AuditEvent).where(EVENT.sequence > head)) or 0


def _events(session: Session, after: End, head: End) -> Iterator[tuple[int, str, Mapping[str, Any] | None]]:
    within = EVENT.sequence <= head.sequence
    # From the beginning there is nothing before it: whatever stands there was put in.
    reached: ColumnElement[bool] | None = None if after == START else EVENT.sequence > after.sequence
    while rows := _batch(session, within if reached is None else within & reached):
        yield from rows
        reached = EVENT.sequence > rows[-1][0]


def _batch(session: Session, where: ColumnElement[bool]) -> list[tuple[int, str, Mapping[str, Any] | None]]:
    statement = select(*EVENT).where(where).order_by(EVENT.sequence).limit(BATCH)
    try:
        return [(row.sequence, row.hash, row._asdict()) for row in session.execute(statement)]
    except (ValueError, TypeError, AttributeError):
        # SQLite lets anything into any column. Which row is it?
        ends = session.execute(select(EVENT.sequence, EVENT.hash).where(where).order_by(EVENT.sequence).limit(BATCH)).all()
        return [(sequence, stored, _one(session, sequence)) for sequence, stored in ends]


def _one(session: Session, sequence: int) -> Mapping[str, Any] | None:
    try:
        row: AnyRow = session.execute(select(*EVENT).where(EVENT.sequence == sequence)).one()
    except (ValueError, TypeError, AttributeError):
        return None
    return row._asdict()
