"""The parent of everything that goes in or out as JSON."""

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Schema(BaseModel):
    """Output: lowerCamelCase; a field without a value is left out, never null (Belgif)."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, serialize_by_alias=True, extra="forbid")


class LocalizedText(Schema):
    """A reference text in the three languages."""

    nl: str
    fr: str
    en: str
