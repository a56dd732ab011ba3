"""What a code list looks like from outside."""

from typing import Annotated

from pydantic import Field

from bruggen.kit.page import ReadQuery
from bruggen.kit.schema import LocalizedText, Schema
from bruggen.kit.texts import Line, PlainText

Word = Annotated[Line, Field(max_length=200)]


class CodeListsQuery(ReadQuery):
    """Which code lists; a repeated name adds one."""

    name: tuple[Annotated[str, Field(max_length=60)], ...] = Field(
        default=(), max_length=50, description="Names of code lists; without any, all of them."
    )


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
    """Code lists with their codes."""

    self: str
    items: list[CodeList]
    total: int


class CodeEntry(CodeItem):
    """One value of a code list by itself."""

    href: str
    list: str
    position: int = Field(description="Its place in the list, from 0.")


class LabelInput(Schema):
    """What people read in place of the code."""

    nl: Word
    fr: Word
    en: Word


class CodeInput(Schema):
    """What may change of a code. Offers hold the code itself: it never does."""

    label: LabelInput
    description: Annotated[PlainText, Field(max_length=1000)] | None = Field(
        default=None, description="Explanation in plain Dutch."
    )
    position: int | None = Field(default=None, ge=0, le=1000, description="Its place in the list, from 0; else the last.")


class NewCode(CodeInput):
    """A value that a code list is to have."""

    code: str = Field(pattern=r"^[a-z][A-Za-z0-9]*$", max_length=60)
