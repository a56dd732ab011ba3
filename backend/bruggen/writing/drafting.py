"""What drafts of any kind are made of: texts, codes and areas that may still be half, and the form in which they are kept."""

from collections.abc import Hashable
from functools import cache
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import AfterValidator, Field, model_validator
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from bruggen.kit.schema import Schema
from bruggen.kit.texts import CONTROL

Part = TypeVar("Part", bound=Hashable)
AreaScope = Literal["municipalities", "regions", "flanders"]


def _storable(text: str) -> str:
    """Half a text may be anything but what no database can hold or no screen show."""
    if CONTROL.search(text):
        raise PydanticCustomError("control_character", "The text holds a control character. Leave it out.")
    return text


def once(values: list[Part]) -> list[Part]:
    """Each value once, where it stood first."""
    return list(dict.fromkeys(values))


def _sorted_once(values: list[str]) -> list[str]:
    return sorted(set(values))


def nothing_when_blank(value: object) -> object:
    """A text of blanks alone is none."""
    return None if isinstance(value, str) and not value.strip() else value


Code = Annotated[str, Field(min_length=1, max_length=60), AfterValidator(_storable)]
Codes = Annotated[list[Code], Field(max_length=50), AfterValidator(once)]
ShortText = Annotated[str, Field(max_length=200), AfterValidator(_storable)]
Summary = Annotated[str, Field(max_length=300), AfterValidator(_storable)]
Text = Annotated[str, Field(max_length=5000), AfterValidator(_storable)]
Address = Annotated[str, Field(max_length=500), AfterValidator(_storable)]


class MunicipalityInput(Schema):
    """A municipality of an area, by its NIS code of today."""

    nis_code: Annotated[str, Field(pattern=r"^[0-9]{5}$")]


def _by_nis_code(areas: list[MunicipalityInput]) -> list[MunicipalityInput]:
    return [area for _, area in sorted({area.nis_code: area for area in areas}.items())]


class AreaInput(Schema):
    """Where something is meant for."""

    scope: AreaScope | None = None
    regions: Annotated[list[Annotated[str, Field(max_length=3)]], Field(max_length=6), AfterValidator(_sorted_once)] = Field(
        default=[], description="Codes of regions; only for the scope regions."
    )
    municipalities: Annotated[list[MunicipalityInput], Field(max_length=600), AfterValidator(_by_nis_code)] = Field(
        default=[], description="Only for the scope municipalities."
    )

    @model_validator(mode="after")
    def _in_one_scope(self) -> Self:
        """Whoever turns to another scope leaves the areas of the former behind."""
        if self.scope not in ("regions", None):
            self.regions = []
        if self.scope not in ("municipalities", None):
            self.municipalities = []
        return self

    @property
    def codes(self) -> list[str]:
        """The codes of the regions or municipalities."""
        return [*self.regions, *(area.nis_code for area in self.municipalities)]


Stored = dict[str, Any]
"""Content as it is kept and compared: JSON by the API's names, what has no value left out."""


def stored(draft: Schema) -> Stored:
    """The content in the form in which it is kept."""
    return draft.model_dump(mode="json", by_alias=True, exclude_none=True)


@cache
def fields_of(draft: type[Schema]) -> tuple[str, ...]:
    """The names of a content's fields in the API, in the order in which a page shows them."""
    return tuple(map(to_camel, draft.model_fields))
