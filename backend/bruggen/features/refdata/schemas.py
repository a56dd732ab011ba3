"""What a code list looks like from outside."""

from pydantic import Field

from bruggen.kit.schema import LocalizedText, Schema


class CodeItem(Schema):
    """One value of a code list."""

    code: str
    label: LocalizedText
    description: str | None = Field(default=None, description="Explanation in plain Dutch.")


class CodeList(Schema):
    """A code list in the order its values are shown."""

    href: str
    name: str
    codes: list[CodeItem]


class CodeLists(Schema):
    """All code lists at once."""

    self: str
    items: list[CodeList]
    total: int
