"""RFC 9457 problems, as the Belgif REST guide types them: one base, one shape, one handler."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from bruggen.kit.head import allowed_methods
from bruggen.kit.ids import new_id
from bruggen.kit.schema import Schema
from bruggen.kit.trace import current_trace_id

MEDIA_TYPE = "application/problem+json"
ISSUE = "urn:problem-type:belgif:input-validation:"
MAX_ECHO = 200


class InputIssue(Schema):
    """One thing that is wrong with the input: where it stands and what to do."""

    type: str
    title: str
    detail: str
    location: Annotated[Literal["query", "path", "header", "body"] | None, Field(serialization_alias="in")] = None
    name: str | None = None
    value: Any | None = None


class ProblemSchema(Schema):
    """The body of every answer that is not what was asked for."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    href: Annotated[str | None, Field(description="What is in the way, where that has an address.")] = None
    issues: list[InputIssue] | None = None


class Problem(Exception):
    """Base of all problems: subclasses fix type, status and title; `detail` says what to do."""

    type: ClassVar[str] = "urn:problem-type:belgif:internalServerError"
    status: ClassVar[int] = 500
    title: ClassVar[str] = "Internal Server Error"
    detail: str = "Something went wrong on our side. Try again in a moment; if it stays, report the instance below."
    href: str | None = None

    def __init__(
        self, detail: str | None = None, *, issues: list[InputIssue] | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail or self.detail)
        self.detail = detail or self.detail
        self.issues = issues
        self.headers = dict(headers or {})


class BadRequest(Problem):
    """The input cannot be used; `issues` name each fault."""

    type = "urn:problem-type:belgif:badRequest"
    status = 400
    title = "Bad Request"
    detail = "The input is incorrect; see the issues."


class ResourceNotFound(Problem):
    """Nothing is there, or nothing that the caller may see."""

    type = "urn:problem-type:belgif:resourceNotFound"
    status = 404
    title = "Resource Not Found"
    detail = "There is nothing at this address. Check the id or start from the collection."


class MethodNotAllowed(Problem):
    """The resource exists but cannot be used in this way."""

    type = "urn:problem-type:belgif:methodNotAllowed"
    status = 405
    title = "Method Not Allowed"
    detail = "This resource does not know that method; the Allow header lists the ones it does."


class NotAcceptable(Problem):
    """None of the media types asked for can be made."""

    type = "urn:problem-type:belgif:notAcceptable"
    status = 406
    title = "Not Acceptable"
    detail = "This resource cannot be given in the format asked for."


class RequestTimeout(Problem):
    """The body did not arrive in time."""

    type = "urn:problem-type:bruggen:requestTimeout"
    status = 408
    title = "Request Timeout"
    detail = "The body did not arrive in time. Send it again."


class IdempotencyConflict(Problem):
    """An Idempotency-Key came back with something else under it."""

    type = "urn:problem-type:bruggen:idempotencyConflict"
    status = 409
    title = "Idempotency Conflict"
    detail = "This Idempotency-Key was used for another request. Use a new key, or repeat the first request as it was."


class PreconditionFailed(Problem):
    """The state that the caller wants to change is no longer there."""

    type = "urn:problem-type:bruggen:preconditionFailed"
    status = 412
    title = "Precondition Failed"
    detail = "Somebody else changed this meanwhile. Read it again, look at the difference, and send the change with its new ETag."


class PayloadTooLarge(Problem):
    """The body is bigger than the resource takes."""

    type = "urn:problem-type:belgif:payloadTooLarge"
    status = 413
    title = "Payload Too Large"
    detail = "The body is too large. Send less at once."


class UriTooLong(Problem):
    """The address is longer than any honest use needs."""

    type = "urn:problem-type:belgif:uriTooLong"
    status = 414
    title = "URI Too Long"
    detail = "The address is too long. Use fewer or shorter parameters."


class UnsupportedMediaType(Problem):
    """The body is in a format the resource does not read."""

    type = "urn:problem-type:belgif:unsupportedMediaType"
    status = 415
    title = "Unsupported Media Type"
    detail = "Send the body as application/json."


class PreconditionRequired(Problem):
    """A change has to say which state it is a change of."""

    type = "urn:problem-type:bruggen:preconditionRequired"
    status = 428
    title = "Precondition Required"
    detail = "Send the ETag of what you read in an If-Match header, so that nobody else's change is lost."


class TooManyRequests(Problem):
    """Too often in too short a time; `Retry-After` says when again."""

    type = "urn:problem-type:belgif:tooManyRequests"
    status = 429
    title = "Too Many Requests"
    detail = "This was tried too often. Wait, and try again."


class ServiceUnavailable(Problem):
    """Not now; `Retry-After` says when."""

    type = "urn:problem-type:belgif:serviceUnavailable"
    status = 503
    title = "Service Unavailable"
    detail = "This is not ready yet. Try again in a few seconds."


BY_STATUS: dict[int, type[Problem]] = {
    problem.status: problem
    for problem in (
        BadRequest,
        ResourceNotFound,
        MethodNotAllowed,
        NotAcceptable,
        RequestTimeout,
        PreconditionFailed,
        PayloadTooLarge,
        UriTooLong,
        UnsupportedMediaType,
        PreconditionRequired,
        TooManyRequests,
        ServiceUnavailable,
    )
}


def input_issue(
    kind: Literal["schemaViolation", "invalidInput", "unknownInput", "referencedResourceNotFound"],
    detail: str,
    *,
    location: Literal["query", "path", "header", "body"] | None = None,
    name: str | None = None,
    value: Any | None = None,
) -> InputIssue:
    """An issue of one of Belgif's standard kinds. Long values are cut: a problem is not an echo."""
    titles = {
        "schemaViolation": "Input isn't valid with respect to schema",
        "invalidInput": "Invalid input",
        "unknownInput": "Unknown input",
        "referencedResourceNotFound": "Referenced resource not found",
    }
    if isinstance(value, str) and len(value) > MAX_ECHO:
        value = value[:MAX_ECHO] + "..."
    return InputIssue(type=ISSUE + kind, title=titles[kind], detail=detail, location=location, name=name, value=value)


def invalid(name: str, detail: str, *, value: Any | None = None) -> BadRequest:
    """A 400 for one query parameter that the schema alone cannot judge."""
    return BadRequest(issues=[input_issue("invalidInput", detail, location="query", name=name, value=value)])


def problem_response(problem: Problem) -> Response:
    """The problem as an answer; `instance` carries the trace id, which is also in the log."""
    body = ProblemSchema(
        type=problem.type,
        title=problem.title,
        status=problem.status,
        detail=problem.detail,
        instance=f"urn:uuid:{current_trace_id() or new_id()}",
        href=problem.href,
        issues=problem.issues,
    )
    return Response(
        orjson.dumps(body.model_dump(mode="json", by_alias=True, exclude_none=True)),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **problem.headers},
    )


def _from_validation(error: RequestValidationError) -> Problem:
    issues = []
    for fault in error.errors():
        where, *path = fault["loc"]
        # A body may hold a password or somebody's story: nothing of it comes back.
        sent = fault.get("input") if where != "body" and fault["type"] != "missing" else None
        shown = sent if isinstance(sent, str | int | float | bool) else None
        name = ".".join(str(step) for step in path) or None
        if fault["type"] == "json_invalid":
            detail = "The body is not valid JSON: " + str(fault.get("ctx", {}).get("error", "it cannot be read"))
            issues.append(input_issue("schemaViolation", detail, location="body"))
        elif fault["type"] == "extra_forbidden":
            detail = f"Input {name} is unknown; check the spelling or leave it out."
            issues.append(input_issue("unknownInput", detail, location=where, name=name, value=shown))
        else:
            issues.append(input_issue("schemaViolation", fault["msg"], location=where, name=name, value=shown))
    return BadRequest(issues=issues)


def handle_problems(app: FastAPI) -> None:
    """Answer every failure of the app, the router's own included, as a problem."""

    def on_problem(_request: Request, error: Exception) -> Response:
        assert isinstance(error, Problem)
        return problem_response(error)

    def on_validation(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        content_type = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
        has_body_fault = any(fault["loc"][0] == "body" for fault in error.errors())
        if has_body_fault and content_type not in ("application/json", "application/merge-patch+json"):
            return problem_response(UnsupportedMediaType())
        return problem_response(_from_validation(error))

    def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        kind = BY_STATUS.get(error.status_code, BadRequest if error.status_code < 500 else Problem)
        allowed = {"Allow": ", ".join(allowed_methods(app.routes, request.scope))} if error.status_code == 405 else {}
        return problem_response(kind(headers={**(error.headers or {}), **allowed}))

    def on_failure(_request: Request, _error: Exception) -> Response:
        return problem_response(Problem())

    app.add_exception_handler(Problem, on_problem)
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(HTTPException, on_http)
    # Starlette answers with it and raises on: the trace layer writes down what happened.
    app.add_exception_handler(Exception, on_failure)


PROBLEM_CONTENT = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
PROBLEM_RESPONSES: dict[int | str, dict[str, Any]] = {
    "default": {"description": "A problem", "content": PROBLEM_CONTENT},
    400: {"description": "The input is incorrect", "content": PROBLEM_CONTENT},
}
NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "Not found", "content": PROBLEM_CONTENT}}
CONFLICT: dict[int | str, dict[str, Any]] = {409: {"description": "Not as things are now", "content": PROBLEM_CONTENT}}
