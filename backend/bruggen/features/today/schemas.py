"""What needs the caller now."""

from datetime import date
from typing import Literal

from pydantic import Field

from bruggen.kit.page import WholeCollection
from bruggen.kit.schema import Schema

Kind = Literal[
    "newApplications",
    "overdueTasks",
    "tasksToday",
    "tasksThisWeek",
    "consultsThisWeek",
    "unreadNews",
    "handoversAsked",
    "casesToComplete",
    "drafts",
    "confirmationsAsked",
    "proposalsToJudge",
    "accountRequests",
    "offersToVerify",
    "emergencies",
]


class TodayItem(Schema):
    """Something that waits for the caller, and how often."""

    kind: Kind
    count: int
    since: date | None = Field(default=None, description="The day of the oldest.")


class Today(WholeCollection):
    """All that waits, the most pressing first; what does not wait is left out."""

    day: date
    items: list[TodayItem]
