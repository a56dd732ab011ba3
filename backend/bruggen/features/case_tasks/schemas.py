"""Tasks at a case."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bruggen.casework.checking import Confirmable
from bruggen.casework.links import PersonLink
from bruggen.casework.path import State, TaskKind
from bruggen.kit.page import PageQuery
from bruggen.kit.schema import Day, Schema
from bruggen.kit.texts import Line

TaskText = Annotated[Line, Field(max_length=300)]


class TaskCase(Schema):
    """The case that a task belongs to."""

    href: str
    id: UUID
    code: str
    state: State


class TaskItem(Schema):
    """Something to do. The path's own tasks say what by their kind, people's own by `text`."""

    href: str
    id: UUID
    case: TaskCase
    kind: TaskKind
    text: str | None = None
    due_on: date
    assignee: PersonLink | None = Field(default=None, description="Without one it is the whole tandem's.")
    done_at: datetime | None = None
    reminded_at: datetime | None = None


class TaskInput(Confirmable):
    """A task of one's own making."""

    text: TaskText
    due_on: Day
    assignee: UUID | None = Field(default=None, description="Somebody of the tandem.")


class TaskChange(Schema):
    """What of a task can be changed."""

    due_on: Day
    assignee: UUID | None = None


class TaskFilters(PageQuery):
    """Which tasks."""

    mine: bool = Field(default=False, description="Those that are the caller's.")
    done: bool = Field(default=False, description="Those that are done, in place of those that are open.")
    due_until: Day | None = Field(default=None, description="Those that are due on this day or before.")
    case: list[UUID] = Field(default=[], max_length=50, description="Those of these cases.")
    sort: list[Literal["dueOn", "-dueOn"]] = Field(
        default=["dueOn"], max_length=1, description="The first due first, or the last."
    )
