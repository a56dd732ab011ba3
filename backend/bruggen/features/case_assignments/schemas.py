"""Giving cases to somebody of the tandem, and reminding."""

from uuid import UUID

from pydantic import Field

from bruggen.kit.schema import Schema


class Assignment(Schema):
    """A case, and who is to have the lead; without anybody it is the whole tandem's."""

    case: UUID
    coordinator: UUID | None = None


class AssignmentsInput(Schema):
    """All of them, or none when one cannot be."""

    assignments: list[Assignment] = Field(min_length=1, max_length=500)


class AssignmentsDone(Schema):
    """What it was before: sent as it is, it undoes what was done."""

    former: list[Assignment]


class RemindersInput(Schema):
    """Whose open tasks are to be brought to mind."""

    cases: list[UUID] = Field(min_length=1, max_length=500)


class RemindersDone(Schema):
    """How many people were reminded of something; nobody twice a day of the same task."""

    reminded: int
