"""The caller of a route that touches cases: from here on the database itself knows who asks (kit/wall.py)."""

from typing import Annotated, Any

from fastapi import Security

from bruggen.access.caller import Caller
from bruggen.access.dependencies import current_caller
from bruggen.access.scopes import Scope
from bruggen.kit.db import DbSession
from bruggen.kit.wall import Wall, open_wall


def _behind_the_wall(session: DbSession, caller: Annotated[Caller, Security(current_caller)]) -> Caller:
    open_wall(session, Wall(caller.id, tuple(caller.regions(Scope.CASE_READ))))
    return caller


def requires_at_case(*scopes: Scope) -> Any:
    """The caller, who must have all of these scopes; for every route of cases, in place of `requires`."""
    return Security(_behind_the_wall, scopes=[scope.value for scope in scopes])
