"""What an audit event looks like from outside."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from bruggen.access.access_log import EventActor
from bruggen.kit.page import CursorQuery
from bruggen.kit.schema import Schema


class AuditEventItem(Schema):
    """Somebody did, tried or looked at something. `fields` are names of what changed or was asked for, never values."""

    id: UUID
    sequence: int
    occurred_at: datetime
    actor: EventActor
    address: str = Field(description="Network address; empty where there is none.")
    action: str
    object_type: str
    object_id: str | None = None
    fields: list[str]
    purpose: str | None = None
    trace_id: str | None = None


class AuditEventFilters(CursorQuery):
    """Filters of the audit trail."""

    actor: list[UUID] = Field(default=[], max_length=20, description="Ids of accounts or systems that acted.")
    action: list[str] = Field(default=[], max_length=20, description="What was done: created, read, denied, signedIn ...")
    object_type: list[str] = Field(default=[], max_length=20, description="Resources, as the API calls them: users, offers ...")
    object_id: list[str] = Field(default=[], max_length=20, description="Ids of what it was done to.")
    from_: AwareDatetime | None = Field(default=None, alias="from", description="From this moment on.")
    to: AwareDatetime | None = Field(default=None, description="Before this moment.")
    after: int | None = Field(default=None, ge=0, le=2**63 - 1, description="Read on after the event of this sequence.")
    sort: Literal["sequence", "-sequence"] = Field(default="-sequence", description="Order; - is the newest first.")
