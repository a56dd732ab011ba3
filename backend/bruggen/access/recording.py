"""Writes down what was shown of others: one dependency for all routes of a resource, so that no route can forget it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.scopes import Scope
from bruggen.kit.db import Base, DbSession
from bruggen.kit.exports import wanted_format
from bruggen.record.audit import record_event

# How an answer is cut and dressed tells nothing about what was looked for.
DRESS = {"page", "pageSize", "sort", "select", "format", "lang", "after"}


def recorded(object_type: str, model: type[Base], scope: Scope) -> Any:
    """`APIRouter(dependencies=[recorded("users", User, Scope.USER_READ)])`: each GET that shows others becomes an event, in its
    own transaction. Without the `scope`, a list shows the caller's own alone.

    One object is `read`; a list is `searched`, or `exported` as a file, with the names of its filters. What is the caller's own
    is nobody's business to record: the own account, what belongs to it, lists that were asked for the own account alone.
    """

    def record(request: Request, session: DbSession) -> Iterator[None]:
        yield
        if request.method != "GET":
            return
        caller: Caller = request.state.caller
        key = next((str(value) for value in request.path_params.values()), None)
        if key is not None:
            if not _is_own(session, model, key, caller):
                record_event(session, "read", object_type, key, fields=_below(request, key))
        elif scope in caller.scopes and request.query_params.getlist("user") != [str(caller.id)]:
            as_file = wanted_format(request, request.query_params.get("format")) != "json"  # type: ignore[arg-type]
            filters = sorted(set(request.query_params) - DRESS)
            record_event(session, "exported" if as_file else "searched", object_type, fields=filters)

    return Depends(record, scope="function")


def _is_own(session: Session, model: type[Base], key: str, caller: Caller) -> bool:
    # The route loaded it already: this asks the session, not the database.
    found = session.get(model, UUID(key))
    return caller.id is not None and caller.id in (getattr(found, "id", None), getattr(found, "user_id", None))


def _below(request: Request, key: str) -> list[str]:
    """What of the object was shown, when it was not the object itself."""
    below = request.url.path.rpartition(key)[2].strip("/")
    return [below] if below else []
