"""The chain: whole under many writers, closed to changes, and every tampering with it is found."""

import threading
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm import Session

from bruggen.kit.clock import now
from bruggen.kit.db import SessionFactory, seal_of
from bruggen.kit.ids import new_id
from bruggen.kit.sealing import Seal
from bruggen.models import AuditEvent, AuditHead, Synonym
from bruggen.record.audit import record_event
from bruggen.record.audit_chain import COLUMNS, START, End, add_to_chain, chained
from bruggen.record.audit_check import MOST_FAULTS, Fault, read_head, verify
from tests.conftest import House
from tests.features.offer_rows import database
from tests.record.trail import events_after, last_sequence

TRAIL = AuditEvent.__table__
FORGED = "0f" * 32
STRANGER = Seal("another-secret-of-more-than-thirty-two-characters")
OTHER: dict[str, Any] = {
    "occurred_at": lambda event: event.occurred_at.replace(year=event.occurred_at.year - 1),
    "id": lambda _: new_id(),
    "actor_kind": lambda _: "user",
    "actor_id": lambda _: new_id(),
    "session_id": lambda _: new_id(),
    "address": lambda _: "192.0.2.1",
    "action": lambda event: f"{event.action}x",
    "object_type": lambda event: f"{event.object_type}x",
    "object_id": lambda _: "iets anders",
    "fields": lambda event: [*event.fields, "meer"],
    "purpose": lambda _: "Zomaar",
    "trace_id": lambda _: "geen",
    "hash": lambda _: FORGED,
}


def event_at(session: Session, sequence: int) -> Any:
    return session.execute(select(TRAIL).where(TRAIL.c.sequence == sequence)).one()


def at(sequence: int) -> Any:
    return TRAIL.c.sequence == sequence


def change(session: Session, sequence: int, column: str) -> None:
    """Write something else in one column of a row."""
    value = OTHER[column](event_at(session, sequence))
    assert session.connection().execute(update(TRAIL).where(at(sequence)).values({column: value})).rowcount == 1


def remove(session: Session, first: int, last: int) -> None:
    session.execute(delete(TRAIL).where(TRAIL.c.sequence.between(first, last)))


def set_head(session: Session, sequence: int) -> None:
    """Let the chain end where it suits."""
    session.execute(update(AuditHead).values(sequence=sequence, hash=event_at(session, sequence).hash))


def append(session: Session, stored: str) -> None:
    """Put a row behind the last, as if it belonged there."""
    sequence = session.scalar(select(func.max(TRAIL.c.sequence)))
    session.execute(
        insert(TRAIL), {**event_at(session, sequence)._asdict(), "sequence": sequence + 1, "id": new_id(), "hash": stored}
    )


def number(session: Session, old: int, new: int) -> None:
    session.execute(update(TRAIL).where(at(old)).values(sequence=new))


def swap(session: Session, one: int, two: int) -> None:
    for old, new in ((one, -1), (two, one), (-1, two)):
        number(session, old, new)


def recompute(session: Session, first: int, seal: Seal) -> None:
    """Chain all rows from one on anew, as somebody would who has the code and the database, but another key."""
    previous = event_at(session, first - 1).hash if first > 1 else START.hash
    for row in session.execute(select(TRAIL).where(TRAIL.c.sequence >= first).order_by(TRAIL.c.sequence)).all():
        previous = chained(seal, previous, row._asdict())
        session.execute(update(TRAIL).where(at(row.sequence)).values(hash=previous))
    session.execute(update(AuditHead).values(hash=previous))


def faults_after(
    sessions: SessionFactory, tamper: Callable[[Session], object], anchors: dict[int, str] | None = None, after: End = START
) -> list[Fault]:
    """What is found after a tampering, which is taken back."""
    with sessions() as session:
        tamper(session)
        faults = verify(session, seal_of(session), anchors=anchors, after=after)
        session.rollback()
    return faults


class TestWriters:
    def test_at_the_same_time_make_one_chain_without_a_gap(self, sessions: SessionFactory) -> None:
        before = last_sequence(sessions)
        failures: list[Exception] = []

        def write(writer: int) -> None:
            try:
                for n in range(10):
                    with sessions.begin() as session:
                        # Half of them change nothing: then the head of the chain is the first thing they write.
                        if n % 2:
                            session.add(Synonym(term=f"{writer}", synonym=f"{n}", kind="equivalent"))
                        record_event(session, "read", "offers", f"{writer}/{n}")
            except Exception as error:  # noqa: BLE001, RUF100
                failures.append(error)

        threads = [threading.Thread(target=write, args=(writer,)) for writer in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        added = events_after(sessions, before)
        assert [event.sequence for event in added] == list(range(before + 1, before + 301))
        assert len({event.object_id for event in added if event.action == "read"}) == 200
        with sessions() as session:
            assert verify(session, seal_of(session)) == []

    def test_do_not_disturb_who_verifies(self, sessions: SessionFactory) -> None:
        def write(_done: int, _total: int) -> None:
            with sessions.begin() as other:
                record_event(other, "read", "offers")

        with sessions() as session:
            assert verify(session, seal_of(session), on_progress=write) == []


class TestDatabase:
    @pytest.mark.parametrize("statement", ["UPDATE audit_event SET action = 'read'", "DELETE FROM audit_event"])
    def test_refuses_to_change_or_remove_events(self, sessions: SessionFactory, statement: str) -> None:
        with sessions() as session, pytest.raises(DatabaseError, match="only ever added to"):
            session.execute(text(f"{statement} WHERE sequence = 3"))

    def test_refuses_to_put_one_in_the_place_of_another(self, sessions: SessionFactory) -> None:
        with sessions() as session:
            row = event_at(session, 3)._asdict() | {"action": "read"}
            on_sqlite = session.get_bind().dialect.name == "sqlite"
            statement = insert(TRAIL).prefix_with("OR REPLACE", dialect="sqlite")
            with pytest.raises(IntegrityError, match="only ever added to" if on_sqlite else "duplicate"):
                session.execute(statement, row)

    def test_refuses_to_empty_the_trail(self, sessions: SessionFactory) -> None:
        with sessions() as session:
            if session.get_bind().dialect.name == "postgresql":
                with pytest.raises(DatabaseError, match="only ever added to"):
                    session.execute(text("TRUNCATE audit_event"))


class TestTampering:
    @pytest.mark.parametrize("column", OTHER)
    def test_with_a_column_names_the_row(self, unguarded: SessionFactory, column: str) -> None:
        faults = faults_after(unguarded, lambda session: change(session, 5, column))
        assert [fault.sequence for fault in faults] == [5]
        assert "was changed" in faults[0].what

    def test_no_column_was_forgotten(self) -> None:
        assert OTHER.keys() == {*COLUMNS, "hash"} - {"sequence"}

    @pytest.mark.parametrize("column", ["occurred_at", "actor_id", "fields"])
    def test_with_a_cell_that_can_be_read_no_more_names_the_row(self, unguarded: SessionFactory, column: str) -> None:
        # PostgreSQL keeps such a cell from being written at all.
        if unguarded.kw["bind"].dialect.name == "sqlite":
            statement = text(f"UPDATE audit_event SET {column} = '{{' WHERE sequence = 5")
            assert [fault.sequence for fault in faults_after(unguarded, lambda session: session.execute(statement))] == [5]

    def test_removing_rows_leaves_a_gap(self, unguarded: SessionFactory) -> None:
        assert [f.sequence for f in faults_after(unguarded, lambda session: remove(session, 5, 5))] == [5]
        assert [f.sequence for f in faults_after(unguarded, lambda session: remove(session, 1, 1))] == [1]
        (fault,) = faults_after(unguarded, lambda session: remove(session, 5, 9))
        assert str(fault) == "event 5: is missing, with all up to 9"

    def test_cutting_the_tail_is_seen_by_the_head(self, unguarded: SessionFactory) -> None:
        last = last_sequence(unguarded)
        (fault,) = faults_after(unguarded, lambda session: remove(session, last - 2, last))
        assert fault.sequence == last - 2

    def test_cutting_the_tail_and_the_head_is_seen_by_the_anchor(self, unguarded: SessionFactory) -> None:
        last = events_after(unguarded, 0)[-1]

        def cut(session: Session) -> None:
            remove(session, last.sequence - 2, last.sequence)
            set_head(session, last.sequence - 3)

        assert faults_after(unguarded, cut) == []
        (fault,) = faults_after(unguarded, cut, anchors={last.sequence: last.hash})
        assert "cut off" in fault.what

    def test_emptying_everything_is_seen_by_the_anchor(self, unguarded: SessionFactory) -> None:
        def empty(session: Session) -> None:
            remove(session, 1, last_sequence(unguarded))
            session.execute(update(AuditHead).values(sequence=START.sequence, hash=START.hash))

        assert len(faults_after(unguarded, empty, anchors={5: FORGED})) == 1

    def test_a_head_that_is_gone_or_moved_is_found(self, unguarded: SessionFactory) -> None:
        last = last_sequence(unguarded)
        assert faults_after(unguarded, lambda session: session.execute(delete(AuditHead)))
        assert faults_after(unguarded, lambda session: session.execute(update(AuditHead).values(hash=FORGED)))
        assert faults_after(unguarded, lambda session: set_head(session, last - 3))

    def test_a_row_put_in_is_found_wherever_it_stands(self, unguarded: SessionFactory) -> None:
        last = last_sequence(unguarded)

        def put_in(session: Session, sequence: int, *, move_head: bool = False) -> None:
            append(session, FORGED)
            if sequence <= last:
                for old in range(last, sequence - 1, -1):
                    number(session, old, old + 1 if old < last else old + 2)
            if sequence != last + 1:
                number(session, last + 1, sequence)
            if sequence not in (0, last + 1):
                number(session, last + 2, last + 1)
            if move_head:
                set_head(session, last + 1)

        assert faults_after(unguarded, lambda session: put_in(session, last + 1))[0].sequence == last
        assert faults_after(unguarded, lambda session: put_in(session, last + 1, move_head=True))[0].sequence == last + 1
        assert faults_after(unguarded, lambda session: put_in(session, last - 5, move_head=True))[0].sequence == last - 5

        def before_the_first(session: Session) -> None:
            append(session, FORGED)
            number(session, last + 1, 0)

        assert faults_after(unguarded, before_the_first)[0].sequence == 0

    def test_two_rows_that_changed_places_are_named_and_who_should_follow_them(self, unguarded: SessionFactory) -> None:
        assert [fault.sequence for fault in faults_after(unguarded, lambda session: swap(session, 4, 9))] == [4, 5, 9, 10]

    def test_a_chain_made_anew_without_the_key_does_not_fit(self, unguarded: SessionFactory) -> None:
        def forge(session: Session) -> None:
            change(session, 7, "object_id")
            recompute(session, 7, STRANGER)

        faults = faults_after(unguarded, forge)
        assert faults[0].sequence == 7
        assert len(faults) == MOST_FAULTS + 1
        assert "BRUGGEN_SECRET" not in str(faults[0])

    def test_another_secret_is_told_as_such(self, unguarded: SessionFactory) -> None:
        with unguarded() as session:
            assert "BRUGGEN_SECRET" in verify(session, STRANGER)[0].what

    @settings(max_examples=80, deadline=None)
    @given(data=st.data())
    def test_of_any_kind_anywhere_is_found(self, unguarded: SessionFactory, data: st.DataObject) -> None:
        last = events_after(unguarded, 0)[-1]
        somewhere = st.integers(1, last.sequence)
        sequence, other = data.draw(st.lists(somewhere, min_size=2, max_size=2, unique=True))
        first, end = sorted((sequence, other))
        tamper: Callable[[Session], object] = data.draw(
            st.sampled_from(
                [
                    *(lambda session, column=column: change(session, sequence, column) for column in OTHER),
                    lambda session: remove(session, first, end),
                    lambda session: remove(session, sequence, last.sequence),
                    lambda session: swap(session, sequence, other),
                    lambda session: append(session, FORGED),
                    lambda session: (append(session, last.hash), set_head(session, last.sequence + 1)),
                    lambda session: (change(session, sequence, "action"), recompute(session, sequence, STRANGER)),
                    lambda session: (remove(session, first + 1, last.sequence), set_head(session, first)),
                ]
            )
        )
        assert faults_after(unguarded, tamper, anchors={last.sequence: last.hash})

    def test_taken_back_leaves_the_chain_whole(self, unguarded: SessionFactory) -> None:
        last = events_after(unguarded, 0)[-1]
        assert faults_after(unguarded, lambda _: None, anchors={last.sequence: last.hash}) == []


class TestSegments:
    def test_what_comes_after_an_erased_part_is_verified_from_its_end(self, unguarded: SessionFactory) -> None:
        end = events_after(unguarded, 0)[49]
        after = End(end.sequence, end.hash)
        assert faults_after(unguarded, lambda session: remove(session, 1, 50), after=after) == []
        assert faults_after(unguarded, lambda session: remove(session, 1, 50))[0].sequence == 1
        assert faults_after(unguarded, lambda session: remove(session, 1, 51), after=after)[0].sequence == 51
        assert faults_after(unguarded, lambda _: None, after=End(end.sequence, FORGED))[0].sequence == 51

    def test_an_end_that_was_never_reached_is_a_fault(self, unguarded: SessionFactory) -> None:
        last = last_sequence(unguarded)
        assert faults_after(unguarded, lambda _: None, after=End(last + 5, FORGED))


class TestManyEvents:
    def test_are_verified_in_bounded_memory(self, make_house: Callable[[str], House]) -> None:
        # On the database whose driver would fetch a whole answer at once.
        with database(make_house("postgresql")) as sessions:
            self.verify_many(sessions)

    def verify_many(self, sessions: SessionFactory) -> None:
        row = dict.fromkeys(COLUMNS) | {"actor_kind": "system", "address": "", "action": "read", "object_type": "offers"}
        with sessions.begin() as session:
            for _ in range(20):
                batch = [row | {"id": new_id(), "occurred_at": now(), "fields": []} for _ in range(5_000)]
                add_to_chain(session.connection(), seal_of(session), batch)
        with sessions() as session:
            head = read_head(session)
            assert head.sequence > 100_000
            tracemalloc.start()
            faults = verify(session, seal_of(session))
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        assert faults == []
        assert peak < 10_000_000
