"""Kills the product in the middle of many people's writing, brings it up again, and looks at what is there."""

import os
import random
import signal
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bruggen.access.roles import Role
from bruggen.casework.application import read_words
from bruggen.casework.sealing import open_key, open_text
from bruggen.kit.db import make_engine
from bruggen.kit.wall import SYSTEM_WALL, open_wall
from bruggen.models import (
    CaseAccess,
    CaseConsultation,
    CaseEvent,
    CaseHandover,
    CaseOffer,
    CaseTask,
    Offer,
    SavedView,
)
from bruggen.record.audit_check import verify
from bruggen.record.sessions import recorded_sessions
from tests.conftest import House
from tests.crash.hatchery import Hatchery
from tests.crash.writers import Acknowledged, Writer
from tests.make.people import Person, grant, person, token_of

WRITERS = 3
MOST_WRITTEN, LONGEST_LIFE = 40, 10.0


@dataclass
class Crashes:
    """A house whose product is killed over and over."""

    house: House
    port: int
    seed: int
    log: Path
    acknowledged: int = 0
    kills: int = 0

    def run(self, kills: int) -> None:
        """Kill the product so many times; AssertionError at the first thing that is lost or half done."""
        self._random = random.Random(self.seed)  # noqa: S311 - draws what happens, guards nothing
        engine = make_engine(self.house.database_url)
        self._sessions = recorded_sessions(engine, self.house.seal, self.house.keys)
        self._people = self._make_people()
        self._writers = self._make_writers()
        settings = self.house.settings
        env = {
            "BRUGGEN_DATABASE_URL": settings.database_url,
            "BRUGGEN_DIRECTORY_PATH": str(settings.directory_path),
            "BRUGGEN_SECRET": settings.secret.get_secret_value(),
            "BRUGGEN_CASE_KEYS": settings.case_keys,
            "BRUGGEN_MAIL_URL": settings.mail_url.get_secret_value(),
            "BRUGGEN_AUDIT_ANCHOR_PATH": str(settings.audit_anchor_path),
            "BRUGGEN_STATIC_PATH": str(settings.static_path),
        }
        with Hatchery(env, self.log) as hatchery:
            for _ in range(kills):
                self._once(hatchery)
        self._look_at_everything()
        engine.dispose()

    @property
    def routes(self) -> Counter[str]:
        """How often each route acknowledged a write."""
        return sum((writer.routes for writer in self._writers), Counter())

    def _make_people(self) -> dict[str, Person]:
        made = {
            "referrer": person(self._sessions, grant(Role.REFERRER, region="OVL", sector="clb")),
            "coordinator": person(self._sessions, grant(Role.COORDINATOR, region="OVL")),
            "colleague": person(self._sessions, grant(Role.COORDINATOR, region="OVL", post="togetherAgainstDropout")),
            "elsewhere": person(self._sessions, grant(Role.COORDINATOR, region="LIM")),
            "expert": person(self._sessions),
        }
        with self._sessions() as session:
            offers = session.scalars(select(Offer.id).where(Offer.status == "published").limit(5))
            self._offers = [str(offer) for offer in offers]
        return made

    def _once(self, hatchery: Hatchery) -> None:
        pid = hatchery.hatch(self.port)
        # A token is good for ten minutes, and the drill takes longer.
        tokens = {name: token_of(self._sessions, self.house.settings, who) for name, who in self._people.items()}
        writers = self._writers
        for writer in writers:
            writer.begin(tokens)
        failures: list[BaseException] = []

        def work(writer: Writer) -> None:
            try:
                writer.work()
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=work, args=(writer,)) for writer in writers]
        for thread in threads:
            thread.start()
        written, end = self._random.randint(1, MOST_WRITTEN), time.monotonic() + LONGEST_LIFE
        while sum(len(writer.done) for writer in writers) < written and time.monotonic() < end and not failures:
            time.sleep(0.001)
        # Not a wait for something: the moment of death within a write is the point.
        time.sleep(self._random.uniform(0, 0.02))
        os.kill(pid, signal.SIGKILL)
        for thread in threads:
            thread.join(60)
        assert not failures, failures
        self.kills += 1
        for writer in writers:
            self.acknowledged += len(writer.done)
        self._look([one for writer in writers for one in writer.done])

    def _make_writers(self) -> list[Writer]:
        people = {name: str(who.id) for name, who in self._people.items()} | {"expert": self._people["expert"].email}
        return [Writer(self.port, people, self._random.randrange(1 << 30), self._offers) for _ in range(WRITERS)]

    def _look(self, done: list[Acknowledged]) -> None:
        """What was acknowledged is there, no case is half written, and the audit trail is whole."""
        with self._sessions() as session:
            open_wall(session, SYSTEM_WALL)
            by_case: dict[str, list[Acknowledged]] = defaultdict(list)
            for one in done:
                by_case[one.case].append(one)
            for case_id, expected in by_case.items():
                if case_id:
                    _look_at_case(session, UUID(case_id), expected)
                else:
                    _look_at_views(session, expected)

    def _look_at_everything(self) -> None:
        """Every case there is is whole, and so is the trail."""
        with self._sessions() as session:
            open_wall(session, SYSTEM_WALL)
            for case in session.scalars(select(CaseConsultation)):
                _look_at_whole(session, case)
            assert verify(session, self.house.seal) == []


def _look_at_case(session: Session, case_id: UUID, expected: list[Acknowledged]) -> None:
    case = session.get(CaseConsultation, case_id)
    gone = any(one.what == "gone" for one in expected)
    assert (case is None) == gone, f"case {case_id} is {'still there' if gone else 'lost'}"
    if case is None:
        return
    _look_at_whole(session, case)
    key = open_key(session, case_id)
    words, _parts = read_words(session, case, key)
    events = {str(event.id): event for event in session.scalars(select(CaseEvent).where(CaseEvent.case_id == case_id))}
    kinds = Counter(event.kind for event in events.values())
    steps = Counter(one.detail["kind"] for one in expected if one.what == "step")
    assert all(kinds[step] >= count for step, count in steps.items()), f"a step of {case_id} is lost: {steps} of {kinds}"
    for one in expected:
        match one.what:
            case "case":
                assert words.summary == one.detail["summary"]
            case "message":
                event = events[one.detail["event"]]
                assert event.sealed and open_text(key, event.id, event.sealed) == one.detail["text"]
            case "task":
                assert session.get(CaseTask, UUID(one.detail["task"])) is not None, "a task is lost"
            case "taskDone":
                assert session.get_one(CaseTask, UUID(one.detail["task"])).done_at is not None
            case "access":
                access = session.get_one(CaseAccess, UUID(one.detail["access"]))
                assert access.ended_at is not None or not one.detail["ended"]
            case "handover":
                assert session.get_one(CaseHandover, UUID(one.detail["handover"])).status == one.detail["status"]
    # Of what is written over and over, the last that was acknowledged stands, or one that was under way when the end came.
    last = {one.what: one for one in expected}
    if "offer" in last and sum(one.what == "offer" for one in expected) == 1:
        there = session.get(CaseOffer, (case_id, UUID(last["offer"].detail["offer"]))) is not None
        assert there or not last["offer"].detail["there"], "an offer is lost"
    if "rating" in last:
        assert case.usefulness is not None
    if "lead" in last:
        assert case.coordinator_id is not None
    if "words" in last:
        assert words.strengths is not None


def _look_at_whole(session: Session, case: CaseConsultation) -> None:
    """No half state: the words open, the state is the one of the last step, and the day is the one of the first open task."""
    read_words(session, case, open_key(session, case.id))
    events = session.scalars(select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.occurred_at)).all()
    targets = [event.detail["to"] for event in events if "to" in event.detail]
    assert (targets or ["draft"])[-1] == case.state, f"case {case.code} is {case.state} after {targets}"
    first = select(func.min(CaseTask.due_on)).where(CaseTask.case_id == case.id, CaseTask.done_at.is_(None))
    assert session.scalar(first) == case.first_due_on, f"case {case.code} is due on another day than its tasks"


def _look_at_views(session: Session, expected: list[Acknowledged]) -> None:
    last = {one.detail["view"]: one.detail["name"] for one in expected}
    for view_id, name in last.items():
        view = session.get(SavedView, UUID(view_id))
        # A change under way when the end came may have been written.
        assert name is None or view is None or view.name.startswith("Weergave")
