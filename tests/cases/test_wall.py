"""PostgreSQL's own wall, asked past the application as the application's role: what somebody may not see is not there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Column, Engine, Table, delete, func, insert, literal, select, text, update
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.orm import Session

from bruggen.access.roles import Role
from bruggen.casework.path import State
from bruggen.kit.db import Base, make_engine
from bruggen.kit.ids import new_id
from bruggen.kit.wall import SYSTEM_WALL, Wall, open_wall
from bruggen.models import CaseEvent, CaseHandover, CaseOffer, CaseText, CaseWatch, Notification, Offer
from bruggen.record.sessions import recorded_sessions
from tests.cases.rows import hand_over, let_in, put_case
from tests.conftest import House
from tests.make.people import grant, person

CASES = Base.metadata.tables["case_consultation"]
CASE_TABLES = {
    table.name: table
    for table in Base.metadata.tables.values()
    if table is CASES or any(key.column.table is CASES for key in table.foreign_keys)
}


def case_of(table: Table) -> Column[Any]:
    """The column that says which case a row is of."""
    return table.c.id if table.name == "case_consultation" else table.c.case_id


@dataclass
class Past:
    """A database with three cases - in Oost-Vlaanderen, a draft there, and in Limburg - asked as the application's role."""

    engine: Engine
    people: dict[str, UUID] = field(default_factory=dict)
    cases: dict[str, UUID] = field(default_factory=dict)

    @contextmanager
    def seeing(self, wall: Wall | None) -> Iterator[Session]:
        """A session behind this wall, or one that says nothing; nothing that it does stays."""
        with Session(self.engine) as session:
            if wall:
                open_wall(session, wall)
            yield session
            session.rollback()

    def named(self, table: Table, wall: Wall | None) -> set[str]:
        """Of which cases the rows of this table are that get through."""
        names = {case_id: name for name, case_id in self.cases.items()}
        with self.seeing(wall) as session:
            return {names[case_id] for case_id in session.scalars(select(case_of(table)))}

    def of(self, person: str, *regions: str) -> Wall:
        """The wall of somebody."""
        return Wall(self.people[person], regions)


@pytest.fixture(scope="module")
def past(make_house: Callable[[str], House]) -> Iterator[Past]:
    house = make_house("postgresql")
    engine = make_engine(house.database_url)
    sessions = recorded_sessions(engine, house.seal, house.keys)
    made = Past(engine)
    for name in ("referrer", "otherSide", "expert", "pastExpert", "endedExpert", "rescuer", "watcher"):
        made.people[name] = person(sessions, grant(Role.REFERRER, region="OVL")).id
    with sessions.begin() as session:
        open_wall(session, SYSTEM_WALL)
        people = made.people
        sides = {"referrer_id": people["referrer"], "other_side_id": people["otherSide"], "created_by": people["referrer"]}
        made.cases["here"] = here = put_case(session, State.FOLLOW_UP, **sides)
        made.cases["draft"] = put_case(session, State.DRAFT, created_by=people["referrer"], referrer_id=people["referrer"])
        made.cases["there"] = there = put_case(session, State.FOLLOW_UP, region="LIM")
        let_in(session, here, people["expert"], "expert")
        let_in(session, here, people["pastExpert"], "expert", hours=-1)
        let_in(session, here, people["endedExpert"], "expert", ended=True)
        let_in(session, here, people["rescuer"], "emergency")
        offer = session.scalars(select(Offer.id).limit(1)).one()
        for case_id in (here, there):
            session.add(CaseOffer(case_id=case_id, offer_id=offer))
            session.add(CaseWatch(case_id=case_id, user_id=people["watcher"]))
            session.add(Notification(id=new_id(), user_id=people["referrer"], case_id=case_id, kind="question"))
        let_in(session, there, people["watcher"], "expert", ended=True)
        hand_over(session, here, "ANT")
        hand_over(session, there, "BRU")
    yield made
    engine.dispose()


@pytest.fixture(params=sorted(CASE_TABLES))
def table(request: pytest.FixtureRequest) -> Table:
    """Each table of cases."""
    return CASE_TABLES[request.param]


def test_whoever_says_nothing_sees_no_row(past: Past, table: Table) -> None:
    assert past.named(table, None) == set()
    assert past.named(table, Wall(new_id())) == set()
    assert past.named(table, SYSTEM_WALL) >= {"here", "there"}


def test_a_region_sees_its_own_cases_and_no_draft(past: Past, table: Table) -> None:
    own = set() if table.name == "notification" else {"here"}
    assert past.named(table, Wall(new_id(), ("OVL",))) == own
    assert past.named(table, Wall(new_id(), ("VBR",))) == set()


def test_who_applied_sees_the_own_cases(past: Past, table: Table) -> None:
    hidden = {"case_access", "case_handover", "case_offer"}
    seen = set() if table.name in hidden else {"here", "draft"}
    if table.name == "case_watch":
        seen = {"here"}
    if table.name == "notification":
        # What is new is told to them alone, also of a case that they see no more.
        seen = {"here", "there"}
    assert past.named(table, past.of("referrer")) == seen


@pytest.mark.parametrize("who", ["otherSide", "expert", "rescuer"])
def test_whoever_is_at_one_case_sees_that_one(past: Past, who: str) -> None:
    for name in ("case_consultation", "case_key", "case_text", "case_event", "case_code"):
        assert past.named(CASE_TABLES[name], past.of(who)) == {"here"}, name


@pytest.mark.parametrize("who", ["pastExpert", "endedExpert", "watcher"])
def test_an_access_that_ended_opens_nothing(past: Past, who: str) -> None:
    seen = {name for name, table in CASE_TABLES.items() if past.named(table, past.of(who))}
    # They may know of their own access, which says nothing of the case.
    assert seen == {"case_access"}


@pytest.mark.parametrize("who", ["referrer", "otherSide", "expert", "rescuer"])
def test_what_coordinators_say_among_themselves_is_theirs(past: Past, who: str) -> None:
    with past.seeing(past.of(who)) as session:
        assert set(session.scalars(select(CaseEvent.audience))) == {"everyone"}
        assert set(session.scalars(select(CASE_TABLES["case_search_text"].c.audience))) == {"everyone"}
        assert "advice" not in set(session.scalars(select(CaseText.part)))
    with past.seeing(Wall(new_id(), ("OVL",))) as session:
        assert set(session.scalars(select(CaseEvent.audience))) == {"everyone", "coordinators"}
        assert "advice" in set(session.scalars(select(CaseText.part)))


def test_a_handover_is_seen_by_the_regions_between_which_it_goes(past: Past) -> None:
    for region, seen in (("OVL", {"here"}), ("ANT", {"here"}), ("LIM", {"there"}), ("BRU", {"there"}), ("VBR", set())):
        assert past.named(CASE_TABLES["case_handover"], Wall(new_id(), (region,))) == seen


@pytest.mark.parametrize("wall", [None, Wall(new_id()), Wall(new_id(), ("VBR",))], ids=["nothing", "stranger", "other region"])
def test_nobody_changes_or_takes_away_what_they_do_not_see(past: Past, table: Table, wall: Wall | None) -> None:
    with past.seeing(wall) as session:
        changed: Any = session.execute(update(table).values({case_of(table): case_of(table)}))
        assert changed.rowcount == 0
        gone: Any = session.execute(delete(table))
        assert gone.rowcount == 0
    with past.seeing(SYSTEM_WALL) as session:
        assert session.scalar(select(func.count()).select_from(table))


@pytest.mark.parametrize("wall", [None, Wall(new_id()), Wall(new_id(), ("VBR",))], ids=["nothing", "stranger", "other region"])
def test_nobody_puts_anything_into_what_they_do_not_see(past: Past, table: Table, wall: Wall | None) -> None:
    with past.seeing(SYSTEM_WALL) as session:
        row = dict(session.execute(select(table).limit(1)).mappings().one())
    fresh = {name: new_id() for name in ("id",) if name in row}
    if "code" in row and table.name == "case_consultation":
        fresh["code"] = "ROTS-2222-22"
    with past.seeing(wall) as session, pytest.raises((ProgrammingError, IntegrityError), match="row-level security"):
        session.execute(insert(table).values({**row, **fresh}))


def test_a_region_cannot_take_a_case_to_itself(past: Past) -> None:
    with past.seeing(Wall(new_id(), ("LIM",))) as session:
        taken: Any = session.execute(update(CASES).where(CASES.c.id == past.cases["here"]).values(region_code="LIM"))
        assert taken.rowcount == 0


def test_nor_push_one_out_of_its_own_sight(past: Past) -> None:
    with past.seeing(Wall(new_id(), ("OVL",))) as session, pytest.raises(ProgrammingError, match="row-level security"):
        session.execute(update(CASES).values(region_code="LIM"))


def test_news_is_told_to_others_and_read_by_its_own(past: Past) -> None:
    told = {"id": new_id(), "user_id": past.people["otherSide"], "case_id": past.cases["here"], "kind": "question"}
    with past.seeing(past.of("referrer")) as session:
        session.execute(insert(Notification.__table__).values({**told, "created_at": func.now()}))  # type: ignore[arg-type]
        assert session.scalar(select(func.count()).where(Notification.user_id == past.people["otherSide"])) == 0
    with past.seeing(past.of("referrer")) as session, pytest.raises(ProgrammingError, match="row-level security"):
        row = {**told, "case_id": past.cases["there"], "created_at": func.now()}
        session.execute(insert(Notification.__table__).values(row))  # type: ignore[arg-type]


def test_no_function_and_no_join_leads_around_it(past: Past) -> None:
    asked = (
        "SELECT count(*) FROM case_event JOIN case_key USING (case_id)",
        "SELECT count(*) FROM (TABLE case_consultation) AS every",
        "WITH RECURSIVE all_of AS (SELECT id FROM case_consultation) SELECT count(*) FROM all_of",
        "SELECT count(*) FROM case_text WHERE convert_from(sealed, 'LATIN1') LIKE '%' OR true",
    )
    with past.seeing(Wall(new_id())) as session:
        assert [session.scalar(text(statement)) for statement in asked] == [0] * len(asked)
        assert session.scalar(select(literal(1)).where(select(CaseHandover.id).exists())) is None
