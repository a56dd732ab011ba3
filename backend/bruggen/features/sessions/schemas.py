"""What a session looks like from outside."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from bruggen.kit.page import ListQuery
from bruggen.kit.schema import Schema


class SessionUser(Schema):
    """Whose session it is."""

    id: UUID
    name: str


class SessionItem(Schema):
    """A browser in which somebody is signed in."""

    href: str
    id: UUID
    user: SessionUser
    device: str = Field(description="How the browser calls itself.")
    method: Literal["password", "openIdConnect"]
    second_factor: bool
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    current: bool = Field(description="Whether it is the one that asks.")


class SessionFilters(ListQuery):
    """Filters of the list of sessions."""

    user: list[UUID] = Field(default=[], max_length=20, description="Ids of accounts.")
    current: bool | None = Field(default=None, description="Only the session that asks, or all others.")
    sort: list[Literal["lastUsedAt", "-lastUsedAt", "createdAt", "-createdAt"]] = Field(
        default=["-lastUsedAt"], max_length=2, description="Order; - turns it around."
    )
