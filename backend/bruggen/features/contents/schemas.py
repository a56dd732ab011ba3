"""What an editable page looks like from outside, and what is sent to change one."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from bruggen.kit.schema import Schema
from bruggen.kit.texts import Line, PlainText

Words = Annotated[Line, Field(max_length=200)]
Markdown = Annotated[PlainText, Field(max_length=50_000)]


class Title(Schema):
    """The title of a page; French and English where there are any."""

    nl: Words
    fr: Words | None = None
    en: Words | None = None


class Body(Schema):
    """The text of a page in Markdown without HTML; French and English where there are any."""

    nl: Markdown
    fr: Markdown | None = None
    en: Markdown | None = None


class ContentInput(Schema):
    """What people change of a page."""

    title: Title
    body: Body


class ContentItem(Schema):
    """A page in a list."""

    href: str
    key: str = Field(description="Its name: about, privacy, accessibility, terms.")
    title: Title
    updated_at: datetime


class ContentDetail(ContentItem):
    """A page."""

    body: Body
