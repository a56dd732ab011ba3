"""How a resource becomes an answer: properties picked, ETag set, 304 when nothing changed."""

from collections.abc import Iterable, Sequence

import orjson
import xxhash
from starlette.requests import Request
from starlette.responses import Response

from bruggen.kit.languages import negotiate
from bruggen.kit.page import Collection, CursorCollection, ReadQuery
from bruggen.kit.problems import BadRequest, input_issue
from bruggen.kit.schema import Schema

# Public answers may be stored, but are asked after each time: a change shows at once.
PUBLIC = "public, max-age=0, must-revalidate"
PRIVATE = "no-store"
# Calendars and readers of feeds ask each hour or so; what lies between may answer for us a while.
FOLLOWED = "public, max-age=300"


def pick(known: Iterable[str], wanted: Sequence[str], *, parameter: str = "select") -> set[str]:
    """The wanted names; raises BadRequest, naming the parameter, for one that does not exist."""
    known = set(known)
    issues = [
        input_issue(
            "invalidInput",
            f"There is no {name} to {parameter}; choose from: {', '.join(sorted(known))}.",
            location="query",
            name=parameter,
            value=name,
        )
        for name in wanted
        if name not in known
    ]
    if issues:
        raise BadRequest(issues=issues)
    return set(wanted)


def _names(model: type[Schema]) -> set[str]:
    return {field.serialization_alias or field.alias or name for name, field in model.model_fields.items()}


def etag_of(content: bytes, version: int | None = None) -> str:
    """A strong ETag: the record's version, if it has one, and a digest of this representation."""
    digest = xxhash.xxh3_128_hexdigest(content)
    return f'"{version}.{digest}"' if version is not None else f'"{digest}"'


def matches(header: str | None, etag: str) -> bool:
    """Whether an If-None-Match header names this representation (weak comparison, RFC 9110 13.1.2)."""
    if not header:
        return False
    return header.strip() == "*" or etag in (tag.strip().removeprefix("W/") for tag in header.split(","))


def answer_bytes(request: Request, content: bytes, *, language: str, version: int | None = None) -> Response:
    """Ready-made JSON as an answer with its ETag, or a 304."""
    etag = etag_of(content, version)
    headers = {
        "ETag": etag,
        # What a token was sent for may hold more than what everybody sees: no cache keeps it.
        "Cache-Control": PRIVATE if "authorization" in request.headers else PUBLIC,
        "Content-Language": language,
        "Vary": "Accept, Accept-Language",
    }
    if matches(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)


def answer(request: Request, query: ReadQuery, body: Schema, *, version: int | None = None) -> Response:
    """The resource as JSON in the language asked for; `select` keeps only the named properties.

    On a collection, `select` picks the properties of its items. `version` is the record's, for `If-Match` later.
    """
    content = body.model_dump(mode="json", by_alias=True, exclude_none=True)
    if query.select:
        if isinstance(body, Collection | CursorCollection):
            item_model = type(body).model_fields["items"].annotation.__args__[0]  # type: ignore[union-attr]
            kept = pick(_names(item_model), query.select)
            content["items"] = [{name: item[name] for name in item if name in kept} for item in content["items"]]
        else:
            kept = pick(_names(type(body)), query.select)
            content = {name: value for name, value in content.items() if name in kept}
    return answer_bytes(request, orjson.dumps(content), language=negotiate(request, query.lang), version=version)


def private(body: Schema, status: int = 200, *, version: int | None = None, headers: dict[str, str] | None = None) -> Response:
    """An answer that is one caller's alone: no cache keeps it. With the `version` of the record it gets an ETag."""
    content = orjson.dumps(body.model_dump(mode="json", by_alias=True, exclude_none=True))
    own = {"Cache-Control": PRIVATE, **(headers or {})}
    if version is not None:
        own["ETag"] = etag_of(content, version)
    return Response(content, status, own, "application/json")


def followed(request: Request, content: bytes, media_type: str, *, name: str | None = None) -> Response:
    """A public text that programs come back for (a feed, a calendar), or a 304. `name` is what it is saved as."""
    headers = {"ETag": etag_of(content), "Cache-Control": FOLLOWED}
    if matches(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    if name:
        headers["Content-Disposition"] = f'inline; filename="{name}"'
    return Response(content, headers=headers, media_type=f"{media_type}; charset=utf-8")


def nothing() -> Response:
    """204: it was done, and there is nothing to say."""
    return Response(status_code=204, headers={"Cache-Control": PRIVATE})
