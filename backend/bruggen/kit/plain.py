"""Routes on the hot path: the endpoint gets the request alone and gives the answer itself.

FastAPI's own reading of parameters costs more than a search of the directory; a plain route reads them with one
pydantic model and documents the same model, so that the document cannot say something else.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar, get_origin
from urllib.parse import parse_qsl

from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from bruggen.kit.problems import UriTooLong

MAX_QUERY_BYTES = 8000
MAX_PARAMETERS = 200
Query = TypeVar("Query", bound=BaseModel)
Endpoint = Callable[[Request], Awaitable[Response]]


class PlainRoute(APIRoute):
    """A route whose endpoint is `async (Request) -> Response`; nothing is solved or validated around it."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The endpoint itself (FastAPI's documented extension point)."""
        return self.endpoint


def read_query(request: Request, model: type[Query]) -> Query:
    """The request's parameters as the model; raises what FastAPI raises, so the answer is the same problem."""
    raw: bytes = request.scope["query_string"]
    if not raw:
        return model()
    if len(raw) > MAX_QUERY_BYTES:
        raise UriTooLong(f"The parameters are longer than {MAX_QUERY_BYTES} bytes. Use fewer or shorter ones.")
    many = _list_parameters(model)
    values: dict[str, Any] = {}
    lists: defaultdict[str, list[str]] = defaultdict(list)
    try:
        pairs = parse_qsl(raw.decode("latin-1"), keep_blank_values=True, max_num_fields=MAX_PARAMETERS)
    except ValueError as error:
        raise UriTooLong(f"There are more than {MAX_PARAMETERS} parameters. Use fewer.") from error
    for name, value in pairs:
        if name in many:
            lists[name].append(value)
        else:
            values[name] = value
    try:
        return model.model_validate({**values, **lists})
    except ValidationError as error:
        faults = [{**fault, "loc": ("query", *fault["loc"])} for fault in error.errors(include_url=False)]
        raise RequestValidationError(faults) from error


_LISTS: dict[type[BaseModel], frozenset[str]] = {}


def _list_parameters(model: type[BaseModel]) -> frozenset[str]:
    names = _LISTS.get(model)
    if names is None:
        names = frozenset(
            field.alias or name for name, field in model.model_fields.items() if get_origin(field.annotation) is tuple
        )
        _LISTS[model] = names
    return names


def parameters_of(model: type[BaseModel]) -> list[dict[str, Any]]:
    """The model's fields as OpenAPI query parameters."""
    schema = model.model_json_schema(by_alias=True)
    required = schema.get("required", [])
    parameters = []
    for name, field in schema["properties"].items():
        description = field.pop("description", None)
        field.pop("title", None)
        parameter = {"name": name, "in": "query", "required": name in required, "schema": field}
        parameters.append({**parameter, "description": description} if description else parameter)
    return parameters
