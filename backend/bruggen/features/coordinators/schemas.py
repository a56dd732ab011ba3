"""What a coordinator looks like from outside."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bruggen.kit.page import ListQuery
from bruggen.kit.schema import EmailAddress, Schema
from bruggen.kit.texts import Line

Post = Literal["youthCareEducation", "togetherAgainstDropout"]


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
    role: list[Post] = Field(default=[], description="Posts.")


class CoordinatorInput(Schema):
    """A coordinator as they are to be published; without an address when they want none published."""

    name: Annotated[Line, Field(max_length=200)]
    email: EmailAddress | None = None


class NewCoordinator(CoordinatorInput):
    """Somebody who takes up a post."""

    role: Post = Field(description="A code of the list postRoles.")
    region: str = Field(pattern=r"^[A-Z]{3}$", description="Code of the region.")
