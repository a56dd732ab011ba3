"""Demo meetings of networks: one that is over, with what was noted, and one to come. Nobody is mailed about them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from bruggen.models import MeetingAttendance, MeetingTask, NetworkMeeting, NetworkMember
from bruggen.seeding.days import day_of, span_of
from bruggen.seeding.files import DEMO, read_yaml

FRIDAY = 4


def seed_demo_meetings(session: Session, networks: Mapping[str, UUID]) -> None:
    """Add the demo meetings of these networks, by their keys; their members are expected at each of them."""
    for key, entries in read_yaml(DEMO / "meetings.yaml").items():
        statement = select(NetworkMember).where(NetworkMember.network_id == networks[key]).order_by(NetworkMember.id)
        members = session.scalars(statement.options(joinedload(NetworkMember.organization))).all()
        for entry in entries:
            attendances = [
                MeetingAttendance(member_id=member.id, name=_name_of(member), came=_came(entry, number))
                for number, member in enumerate(members, 1)
            ]
            session.add(_meeting(networks[key], entry, attendances))


def _meeting(network_id: UUID, entry: Mapping[str, Any], attendances: list[MeetingAttendance]) -> NetworkMeeting:
    begin, end = span_of(entry)
    return NetworkMeeting(
        network_id=network_id,
        status="held" if "absent" in entry else "planned",
        title=entry["title"],
        starts_at=begin,
        ends_at=end,
        place=entry.get("place"),
        online_url=entry.get("online_url"),
        agenda=entry.get("agenda"),
        minutes=entry.get("minutes"),
        attendances=attendances,
        tasks=[_task(position, each) for position, each in enumerate(entry.get("tasks", ()))],
    )


def _task(position: int, entry: Mapping[str, Any]) -> MeetingTask:
    due, done = (day_of(entry[name], FRIDAY) if name in entry else None for name in ("due", "done"))
    return MeetingTask(position=position, text=entry["text"], owner=entry["owner"], due_on=due, done_on=done)


def _came(entry: Mapping[str, Any], number: int) -> bool | None:
    return number not in entry["absent"] if "absent" in entry else None


def _name_of(member: NetworkMember) -> str:
    organization = member.organization.name if member.organization else None
    return ", ".join(filter(None, (organization, member.post)))
