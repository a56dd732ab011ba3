"""Gives changes their sequence: one relay at a time, so that the order never has a hole filled later."""

from collections.abc import Sequence

from sqlalchemy import bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from bruggen.models import Change

BATCH = 1000
# Made once: what is asked many times a second would take longer to make than to answer.
NEWS = select(exists().where(or_(Change.sequence.is_(None), Change.sequence > bindparam("position"))))
NEWEST = select(func.max(Change.sequence)).where(
    Change.sequence > bindparam("position"), Change.subject.in_(bindparam("subjects", expanding=True))
)


def number_changes(session: Session) -> int:
    """Number the changes that committed since the last time; returns how many. Only one process may call this."""
    waiting = session.scalars(
        select(Change).where(Change.sequence.is_(None)).order_by(Change.occurred_at, Change.id).limit(BATCH)
    ).all()
    if waiting:
        last = last_sequence(session)
        for number, change in enumerate(waiting, start=last + 1):
            change.sequence = number
        session.flush()
    return len(waiting)


def has_news(session: Session, position: int) -> bool:
    """Whether changes wait for their number, or have one above `position`."""
    return bool(session.scalar(NEWS, {"position": position}))


def last_sequence(session: Session) -> int:
    """The highest number given; 0 before the first."""
    return session.scalar(select(func.max(Change.sequence))) or 0


def log_identity(session: Session) -> str:
    """What tells this database's log from any other's: the id of its first change; empty before there is one."""
    first = session.scalar(select(Change.id).where(Change.sequence == 1))
    return str(first) if first else ""


def changed_after(session: Session, sequence: int, subjects: Sequence[str]) -> int:
    """The newest number above `sequence` of a change of one of these kinds; `sequence` itself when there is none."""
    return session.scalar(NEWEST, {"position": sequence, "subjects": subjects}) or sequence


def changes_after(session: Session, sequence: int) -> Sequence[Change]:
    """The next numbered changes, in order."""
    statement = select(Change).where(Change.sequence > sequence).order_by(Change.sequence).limit(BATCH)
    return session.scalars(statement).all()
