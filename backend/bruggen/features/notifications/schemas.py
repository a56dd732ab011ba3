"""What is new: in which case, and of which kind. What it is stands in the case."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from bruggen.kit.page import PageQuery
from bruggen.kit.schema import Schema


class NotificationItem(Schema):
    """Something new in a case."""

    id: UUID
    case: UUID
    href: str
    code: str
    readable: bool = Field(description="Whether the caller may see the case; of one that is another region's, the code alone.")
    kind: str
    created_at: datetime
    read_at: datetime | None = None


class NotificationFilters(PageQuery):
    """Which news."""

    unread: bool = Field(default=False, description="Only what was not seen yet.")


class ReadInput(Schema):
    """What was seen: these, or everything until now."""

    ids: list[UUID] = Field(default=[], max_length=500)


class ReadDone(Schema):
    """How many are seen now that were not before."""

    read: int
