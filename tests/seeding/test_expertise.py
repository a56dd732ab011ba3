"""Demo data of what people learn from each other by: once, marked, of now, and gone without a trace."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from bruggen.access.caller import VISITOR
from bruggen.kit.clock import BRUSSELS, now
from bruggen.kit.db import SessionFactory
from bruggen.kit.ids import new_id
from bruggen.models import (
    ExpertiseEdition,
    ExpertiseItem,
    MeetingAttendance,
    MeetingTask,
    NetworkMeeting,
    Registration,
    TrainingSession,
)
from bruggen.seeding.demo import remove_demo
from bruggen.seeding.expertise import remove_demo_expertise, seed_demo_expertise
from bruggen.writing.item_checks import whole_item
from bruggen.writing.item_kinds import KINDS
from bruggen.writing.item_record import PARTS, content_of
from tests.conftest import House
from tests.features.offer_rows import database


@pytest.fixture
def sessions(house: House) -> Iterator[SessionFactory]:
    with database(house) as factory:
        with factory.begin() as session:
            assert seed_demo_expertise(session) > 20
        yield factory


def test_every_kind_is_there_and_marked_and_could_have_been_proposed_by_people(sessions: SessionFactory) -> None:
    with sessions() as session:
        assert set(session.scalars(select(ExpertiseItem.kind))) >= set(KINDS) - {"network"}
        assert set(session.scalars(select(ExpertiseItem.demo))) == {True}
        for item in session.scalars(select(ExpertiseItem).options(*PARTS)):
            whole_item(session, VISITOR, content_of(item))


def test_each_is_written_once(sessions: SessionFactory) -> None:
    with sessions.begin() as session:
        assert seed_demo_expertise(session) == 0
    with sessions() as session:
        assert set(session.scalars(select(ExpertiseEdition.number))) == {1}


def test_sessions_are_still_to_come_on_days_when_people_work(sessions: SessionFactory) -> None:
    with sessions() as session:
        found = session.scalars(select(TrainingSession.starts_at)).all()
    assert found
    assert all(moment > now() for moment in found)
    assert all(moment.astimezone(BRUSSELS).weekday() < 5 for moment in found)


def test_networks_met_and_will_meet_again_and_nobody_was_mailed(sessions: SessionFactory) -> None:
    with sessions() as session:
        for meeting in session.scalars(select(NetworkMeeting).options(selectinload(NetworkMeeting.attendances))):
            assert (meeting.status == "held") == (meeting.ends_at < now())
            assert len(meeting.attendances) > 2
            assert {one.came is not None for one in meeting.attendances} == {meeting.status == "held"}
            assert not any(one.email or one.invited_at for one in meeting.attendances)
        assert set(session.scalars(select(NetworkMeeting.status))) == {"held", "planned"}


def test_they_go_with_who_registered_and_let_their_organizations_go(sessions: SessionFactory) -> None:
    with sessions.begin() as session:
        meeting = session.scalars(select(TrainingSession)).first()
        assert meeting is not None
        session.add(Registration(id=new_id(), session_id=meeting.id, number=1, status="confirmed", name="Iemand"))
    with sessions.begin() as session:
        assert remove_demo_expertise(session) > 20
        organizations, _ = remove_demo(session)
        assert organizations
    with sessions() as session:
        for model in (
            ExpertiseItem,
            ExpertiseEdition,
            TrainingSession,
            Registration,
            NetworkMeeting,
            MeetingAttendance,
            MeetingTask,
        ):
            assert session.scalar(select(func.count()).select_from(model)) == 0
