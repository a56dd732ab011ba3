"""What a coordinator looks like from outside."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from bruggen.kit.page import ListQuery
from bruggen.kit.schema import Schema


class CoordinatorItem(Schema):
    """A person who holds a coordinator's post; no `email` when no complete address was published."""

    href: str
    id: UUID
    name: str
    email: str | None = None
    role: str = Field(description="A code of the list postRoles.")
    region: str = Field(description="Code of the region.")


class CoordinatorFilters(ListQuery):
    """Filters of the list of coordinators."""

    region: list[str] = Field(default=[], max_length=6, description="Codes of regions.")
    role: list[Literal["youthCareEducation", "togetherAgainstDropout"]] = Field(default=[], description="Posts.")
