"""Meetings as their callers may see them."""

from operator import attrgetter

from bruggen.expertise.networks import network_link
from bruggen.features.network_meetings.schemas import Attendance, MeetingDetail, MeetingItem, MeetingTaskItem
from bruggen.models import NetworkMeeting


def meeting_item(meeting: NetworkMeeting) -> MeetingItem:
    """The meeting in a list."""
    return MeetingItem(
        href=f"/api/v1/networkMeetings/{meeting.id}",
        id=meeting.id,
        network=network_link(meeting.network),
        status=meeting.status,
        title=meeting.title,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        online_url=meeting.online_url,
        expected=len(meeting.attendances),
        attended=sum(one.came is True for one in meeting.attendances),
        open_tasks=sum(task.done_on is None for task in meeting.tasks),
        updated_at=meeting.updated_at,
    )


def meeting_detail(meeting: NetworkMeeting, *, addresses: bool) -> MeetingDetail:
    """The meeting on its own, with the mail addresses of those who are invited or without."""
    return MeetingDetail(
        **meeting_item(meeting).model_dump(by_alias=False),
        sequence=meeting.sequence,
        agenda=meeting.agenda,
        minutes=meeting.minutes,
        attendances=[
            Attendance(
                id=one.id,
                member=one.member_id,
                name=one.name,
                email=one.email if addresses else None,
                invited_at=one.invited_at,
                came=one.came,
            )
            for one in meeting.attendances
        ],
        tasks=[
            MeetingTaskItem(id=task.id, text=task.text, owner=task.owner, due_on=task.due_on, done_on=task.done_on)
            # Not as they were loaded: they may have changed places since.
            for task in sorted(meeting.tasks, key=attrgetter("position"))
        ],
    )
