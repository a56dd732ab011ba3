"""Plans and changes meetings, and takes in what people note down. Whether the caller reaches them, the routes saw to."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.granting import unknown_reference
from bruggen.access.problems import StillUsed
from bruggen.features.network_meetings import queries
from bruggen.features.network_meetings.schemas import AttendanceInput, MeetingInput, MeetingTaskInput
from bruggen.features.network_meetings.sending import Inviting, is_to_come, told, withdraw
from bruggen.kit.clock import BRUSSELS, now
from bruggen.kit.ids import new_id
from bruggen.kit.patch import Patch
from bruggen.kit.problems import BadRequest
from bruggen.models import MeetingAttendance, MeetingTask, NetworkMeeting, NetworkMember
from bruggen.writing.parts import replace_parts

TOLD = ("title", "starts_at", "ends_at", "place", "online_url")
"""What stands in calendars: a change of it is a new sequence."""
NOTED = ("agenda", "minutes")
Part = TypeVar("Part", AttendanceInput, MeetingTaskInput)


def add_meeting(session: Session, network_id: UUID, wanted: MeetingInput, key: UUID) -> None:
    """Plan a meeting under this id. Raises BadRequest."""
    meeting = NetworkMeeting(id=key, network_id=network_id, status="planned", sequence=0, attendances=[], tasks=[])
    if wanted.attendances is None:
        wanted = wanted.model_copy(update={"attendances": _everybody(session, network_id, wanted)})
    _fill(session, meeting, wanted)
    session.add(meeting)
    session.flush()


def change_meeting(session: Session, inviting: Inviting, meeting: NetworkMeeting, patch: Patch[MeetingInput]) -> None:
    """Change a meeting, which is loaded whole. Whoever is not expected any more hears of it. Raises BadRequest."""
    before = {name: getattr(meeting, name) for name in TOLD}
    invited = told(meeting)
    _fill(session, meeting, patch.apply_to(_current(meeting)))
    if before != {name: getattr(meeting, name) for name in TOLD}:
        meeting.sequence += 1
    session.flush()
    withdraw(session, inviting, meeting, invited - told(meeting))


def remove_meeting(session: Session, meeting: NetworkMeeting) -> None:
    """Take a meeting away. Raises StillUsed while it stands in calendars."""
    if is_to_come(meeting) and told(meeting):
        raise StillUsed("People were invited to this meeting. Cancel it first, so that they hear of it.")
    session.delete(meeting)


def _everybody(session: Session, network_id: UUID, wanted: MeetingInput) -> list[AttendanceInput]:
    members = queries.get_members(session, network_id, wanted.starts_at.astimezone(BRUSSELS).date())
    addresses = queries.get_last_addresses(session, network_id)
    return [AttendanceInput.model_construct(member=member.id, email=addresses.get(member.id)) for member in members]


def _current(meeting: NetworkMeeting) -> MeetingInput:
    """The meeting as it would have been sent."""
    attendances = [
        AttendanceInput.model_construct(id=one.id, member=one.member_id, name=one.name, email=one.email, came=one.came)
        for one in meeting.attendances
    ]
    names = [name for name in MeetingTaskInput.model_fields if name != "id"]
    tasks = [
        MeetingTaskInput.model_construct(id=task.id, **{name: getattr(task, name) for name in names}) for task in meeting.tasks
    ]
    stored = {name: getattr(meeting, name) for name in (*TOLD, *NOTED)}
    return MeetingInput.model_construct(**stored, attendances=attendances, tasks=tasks)


def _fill(session: Session, meeting: NetworkMeeting, wanted: MeetingInput) -> None:
    members = {member.id: member for member in queries.get_members(session, meeting.network_id)}
    attendances = wanted.attendances or []
    issues = [
        *_strangers("attendances", attendances, {one.id for one in meeting.attendances}),
        *_strangers("tasks", wanted.tasks, {task.id for task in meeting.tasks}),
        *(
            unknown_reference(f"attendances.{number}.member", one.member)
            for number, one in enumerate(attendances)
            if one.member and one.member not in members
        ),
    ]
    if issues:
        raise BadRequest(issues=issues)
    for name in (*TOLD, *NOTED):
        setattr(meeting, name, getattr(wanted, name))
    moved = {one.id: one.email for one in attendances if one.id}
    for part in meeting.attendances:
        # Nobody was invited at an address that is new.
        if part.email != moved.get(part.id, part.email):
            part.invited_at = None
    replace_parts(meeting.attendances, MeetingAttendance, ("id",), (_attendance(one, members) for one in attendances))
    tasks = (
        task.model_dump(by_alias=False) | {"id": task.id or new_id(), "position": number}
        for number, task in enumerate(wanted.tasks)
    )
    replace_parts(meeting.tasks, MeetingTask, ("id",), tasks)
    if meeting.status != "cancelled":
        noted = meeting.minutes or any(one.came is not None for one in meeting.attendances)
        meeting.status = "held" if noted and meeting.starts_at <= now() else "planned"


def _strangers(field: str, parts: Iterable[Part], known: set[UUID]) -> Iterator[Any]:
    for number, part in enumerate(parts):
        if part.id and part.id not in known:
            yield unknown_reference(f"{field}.{number}.id", part.id)


def _attendance(one: AttendanceInput, members: Mapping[UUID, NetworkMember]) -> dict[str, Any]:
    name = one.name or (_name_of(members[one.member]) if one.member else "")
    return {"id": one.id or new_id(), "member_id": one.member, "name": name, "email": one.email, "came": one.came}


def _name_of(member: NetworkMember) -> str:
    organization = member.organization.name if member.organization else None
    return ", ".join(filter(None, (organization, member.post)))[:200]
