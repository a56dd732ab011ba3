"""Members of networks: an organization, or a post in one."""

from datetime import date
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bruggen.access.assignments import OrganizationLink
from bruggen.expertise.networks import NetworkLink
from bruggen.kit.page import ListQuery
from bruggen.kit.schema import Day, Schema
from bruggen.kit.texts import Line, PlainText


class MemberItem(Schema):
    """A member."""

    href: str
    id: UUID
    network: NetworkLink
    organization: OrganizationLink | None = None
    post: str | None = Field(default=None, description="A post or a service, never a private person.")
    role: str = Field(description="A code of the list networkRoles.")
    since: date | None = None
    until: date | None = Field(default=None, description="The last day; left out while they take part.")
    responsibility: str | None = Field(default=None, description="What they share responsibility for.")


class MemberInput(Schema):
    """A member as it is to be: an organization, a post, or a post in an organization."""

    organization: UUID | None = None
    post: Annotated[Line, Field(max_length=200)] | None = Field(
        default=None, description="A post or a service, such as: zorgcoördinator. Never the name of a person."
    )
    role: str = Field(default="member", min_length=1, max_length=60, description="A code of the list networkRoles.")
    since: Day | None = None
    until: Day | None = Field(default=None, description="The last day; none while they take part.")
    responsibility: Annotated[PlainText, Field(max_length=1000)] | None = None

    @model_validator(mode="after")
    def _is_somebody_for_some_time(self) -> Self:
        if self.organization is None and self.post is None:
            raise PydanticCustomError("nobody", "Name an organization, a post, or both.")
        if self.since and self.until and self.until < self.since:
            raise PydanticCustomError("period", "The last day lies before the first.")
        return self


class MemberFilters(ListQuery):
    """Which members."""

    active_on: Day | None = Field(default=None, description="Those who take part on this day.")
    role: list[str] = Field(default=[], max_length=20, description="Codes of the list networkRoles.")
    sort: list[Literal["name", "-name", "since", "-since"]] = Field(
        default=["name"], max_length=2, description="Order; - turns it around."
    )
