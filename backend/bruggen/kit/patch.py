"""JSON merge patch (RFC 7396) by schema: what may be sent follows from the schema of the whole."""

from functools import cache
from types import UnionType
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from fastapi import Body
from fastapi.exceptions import RequestValidationError
from pydantic import MISSING, Field, ValidationError, create_model
from pydantic.fields import FieldInfo

from bruggen.kit.schema import Schema

Whole = TypeVar("Whole", bound=Schema)
MERGE_PATCH = Body(media_type="application/merge-patch+json", description="What is to change, no more; null removes.")


class Patch(Schema, Generic[Whole]):
    """Changes of what a schema describes whole. In a route: `patch: Annotated[Patch[OfferInput], MERGE_PATCH]`.

    Every field may be left out, an unknown one is refused, and null only stands where the whole may do without the field.
    An object in the object is patched likewise, a list is replaced. What the schema demands of several fields together is
    looked at in `apply_to`.
    """

    @classmethod
    def __class_getitem__(cls, whole: Any) -> Any:
        """The patch of one schema, made once."""
        return _patch_of(whole) if _is_schema(whole) else super().__class_getitem__(whole)

    def changes(self) -> dict[str, Any]:
        """What was sent, by Python's names of the fields: None removes, an object in the object gives its own changes."""
        sent = {name: getattr(self, name) for name in type(self).model_fields if name in self.model_fields_set}
        return {name: value.changes() if isinstance(value, Patch) else value for name, value in sent.items()}

    def apply_to(self, current: Whole) -> Whole:
        """What `current` becomes. Raises, as a body that cannot be read does, when the whole would be wrong."""
        merged = _merge(current.model_dump(), self.model_dump())
        try:
            return type(current).model_validate(merged)
        except ValidationError as error:
            faults = [{**fault, "loc": ("body", *fault["loc"])} for fault in error.errors(include_url=False)]
            raise RequestValidationError(faults) from error


@cache
def _patch_of(whole: type[Schema]) -> type[Schema]:
    name = f"{whole.__name__.removesuffix('Input')}Patch"
    fields: dict[str, Any] = {name: (_optional(field), MISSING) for name, field in whole.model_fields.items()}
    return create_model(name, __base__=Patch, __module__=whole.__module__, **fields)


def _optional(field: FieldInfo) -> Any:
    """The field's type with its rules and description, but without its default: a patch leaves out, it fills nothing in."""
    parts = field.asdict()
    attributes = {name: value for name, value in parts["attributes"].items() if name not in ("default", "default_factory")}
    annotation = parts["annotation"]
    kinds = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    patched = tuple(_patch_of(kind) if _is_schema(kind) else kind for kind in kinds)
    return Annotated[Union[*patched, MISSING], *parts["metadata"], Field(**attributes)]


def _is_schema(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Schema)


def _merge(target: Any, changes: dict[str, Any]) -> dict[str, Any]:
    merged = dict(target) if isinstance(target, dict) else {}
    for name, value in changes.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = _merge(merged.get(name), value) if isinstance(value, dict) else value
    return merged
