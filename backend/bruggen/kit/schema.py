"""The parent of everything that goes in or out as JSON."""

import re
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError


class Schema(BaseModel):
    """Output: lowerCamelCase; a field without a value is left out, never null (Belgif)."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, serialize_by_alias=True, extra="forbid")


class LocalizedText(Schema):
    """A reference text in the three languages."""

    nl: str
    fr: str
    en: str


class LocalizedTitle(Schema):
    """A word of the product's own in the languages that it has so far."""

    nl: str
    en: str

    @classmethod
    def of(cls, words: tuple[str, str]) -> "LocalizedTitle":
        """From Dutch and English."""
        return cls(nl=words[0], en=words[1])


MAIL_ADDRESS = r"^[^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00]+$"


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


EmailAddress = Annotated[
    str,
    BeforeValidator(_lower),
    Field(min_length=3, max_length=320, pattern=MAIL_ADDRESS, description="Mail address."),
]
"""A mail address as people are known by: in lower case."""


def _written_day(value: object) -> object:
    if isinstance(value, date) or (isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)):
        return value
    raise PydanticCustomError("day", "Write the day as yyyy-mm-dd.")


Day = Annotated[date, BeforeValidator(_written_day)]
"""A day that comes in. Pydantic alone would read a number, too, as seconds since 1970."""


def _written_moment(value: object) -> object:
    if isinstance(value, datetime) or (isinstance(value, str) and re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ]", value)):
        return value
    raise PydanticCustomError("moment", "Write the moment as yyyy-mm-ddThh:mm:ss, with its offset or Z.")


# The first and the last moment that Python knows cannot be said in another time zone.
FIRST, LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def _near_moment(moment: datetime) -> datetime:
    if not FIRST <= moment < LAST:
        raise PydanticCustomError("moment", "Name a moment from 1900 to 2199.")
    return moment


def _near_day(day: date) -> date:
    if not FIRST.date() <= day < LAST.date():
        raise PydanticCustomError("day", "Name a day from 1900 to 2199.")
    return day


Moment = Annotated[AwareDatetime, BeforeValidator(_written_moment), AfterValidator(_near_moment)]
"""A moment that comes in, with its offset: within these centuries, and no number of seconds."""
PlannedDay = Annotated[Day, AfterValidator(_near_day)]
"""A day that is reckoned with, within the same centuries."""
Flag = StrictBool
"""Yes or no in a body: true or false, no 0, 1 or "yes"."""
