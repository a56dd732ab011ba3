"""The orders of the table of cases, and a page of many in one of them without sorting all: stretch by stretch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from bruggen.access.roles import Role
from bruggen.casework.path import State
from bruggen.kit.plans import Unindexed
from bruggen.models import CaseConsultation, RoleAssignment, User

Case = CaseConsultation
Column = ColumnElement[Any] | InstrumentedAttribute[Any]
Conditions = tuple[ColumnElement[bool], ...]
Order = tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """What cases are sorted by. Those without it come last, upwards and downwards.

    `places` are its values in their order, where that is not the column's own.
    """

    column: Column
    places: Sequence[Any] = ()
    optional: bool = True

    def order(self, *, down: bool) -> Order:
        """For an ORDER BY of cases that are few, or wanted all."""
        place = case({value: at for at, value in enumerate(self.places)}, value=self.column) if self.places else self.column
        sorted_ = Unindexed(place).desc() if down else Unindexed(place)
        return (place.is_(None), sorted_) if self.optional else (sorted_,)

    def stretches(self, *, down: bool) -> Iterator[tuple[Conditions, Order]]:
        """Parts of all cases, in the order of this key: the conditions of each, and what of the order is left within it.

        Each is read along an index, up to where a page is full.
        """
        if self.places:
            for value in reversed(self.places) if down else self.places:
                yield (self.column == value,), ()
            yield (or_(self.column.is_(None), self.column.not_in(self.places)),), ()
            return
        sorted_ = self.column.desc() if down else self.column
        if not self.optional:
            yield (), (sorted_,)
            return
        yield (self.column.is_not(None),), (sorted_,)
        yield (self.column.is_(None),), ()


# As a coordinator reads them: along the path, and the most urgent first.
KEYS = {
    "code": Key(Case.code, optional=False),
    "state": Key(Case.state, tuple(State)),
    "urgency": Key(Case.urgency, ("urgent", "soon", "normal")),
    "ageBand": Key(Case.age_band, ("under12", "over12")),
    "level": Key(Case.level),
    "submittedAt": Key(Case.submitted_at),
    "dueOn": Key(Case.first_due_on),
    "lastActivityAt": Key(Case.last_activity_at, optional=False),
}


def whole_order(session: Session, sort: Sequence[str]) -> Order:
    """The order that these names say: for an ORDER BY."""
    return (*(column for name in sort for column in _key(session, name).order(down=_down(name))), Case.id.desc())


def stretches(session: Session, sort: Sequence[str]) -> Iterator[tuple[Conditions, Order]]:
    """All cases in the order that these names say, part by part: the conditions of each, and its own order."""
    rest = whole_order(session, sort[1:])
    if not sort:
        yield (), rest
        return
    first = sort[0]
    for conditions, order in _key(session, first).stretches(down=_down(first)):
        yield conditions, (*order, *rest)


def _down(name: str) -> bool:
    return name.startswith("-")


def _key(session: Session, name: str) -> Key:
    name = name.removeprefix("-")
    return _by_lead(session) if name == "coordinator" else KEYS[name]


def _by_lead(session: Session) -> Key:
    """By the name of who has the lead. They are few: their places are told to the database, which then joins nothing."""
    leads = select(RoleAssignment.user_id).where(RoleAssignment.role == Role.COORDINATOR.value)
    names = select(User.id).where(User.id.in_(leads)).order_by(func.lower(User.name), User.id)
    return Key(Case.coordinator_id, session.scalars(names).all())
