"""`/sessions`: where one is signed in, and others where that may be seen."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, requires
from bruggen.access.reach import find
from bruggen.access.recording import recorded
from bruggen.access.scopes import Scope
from bruggen.access.sessions import end_sessions
from bruggen.features.sessions import queries
from bruggen.features.sessions.schemas import SessionFilters, SessionItem, SessionUser
from bruggen.kit.answers import answer, nothing
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ReadQuery
from bruggen.kit.problems import NOT_FOUND
from bruggen.models import SignInSession

router = APIRouter(tags=["Sessions"], responses=REFUSALS, dependencies=[recorded("sessions", SignInSession, Scope.SESSION_READ)])
Reader = Annotated[Caller, requires(Scope.OWN_PROFILE_READ)]
Owner = Annotated[Caller, requires(Scope.OWN_PROFILE_WRITE)]
SessionId = Annotated[UUID, Path(alias="sessionId", description="Id of the session.")]


def _item(opened: SignInSession, caller: Caller) -> SessionItem:
    return SessionItem(
        href=f"/api/v1/sessions/{opened.id}",
        id=opened.id,
        user=SessionUser(id=opened.user.id, name=opened.user.name),
        device=opened.device,
        method=opened.method,
        second_factor=opened.second_factor,
        created_at=opened.created_at,
        last_used_at=opened.last_used_at,
        expires_at=opened.expires_at,
        current=opened.id == caller.session_id,
    )


@router.get("/sessions", operation_id="listSessions", response_model=Collection[SessionItem])
def list_sessions(request: Request, query: Annotated[SessionFilters, Query()], session: DbSession, caller: Reader) -> Response:
    """List the sessions that have not ended: one's own, and others' with the scope session:read."""

    def item(row: AnyRow) -> SessionItem:
        return _item(row[0], caller)

    return list_answer(request, query, session, queries.select_sessions(caller, query), SessionItem, item)


@router.get("/sessions/{sessionId}", operation_id="getSession", response_model=SessionItem, responses=NOT_FOUND)
def get_session(
    request: Request, query: Annotated[ReadQuery, Query()], session: DbSession, caller: Reader, session_id: SessionId
) -> Response:
    """Read one session, also one that has ended."""
    opened = find(session, caller, Scope.SESSION_READ, SignInSession, session_id, options=queries.WHOLE)
    return answer(request, query, _item(opened, caller))


@router.delete("/sessions/{sessionId}", operation_id="endSession", status_code=204, responses=NOT_FOUND)
def end_session(session: DbSession, caller: Owner, session_id: SessionId) -> Response:
    """Sign a browser out: one's own, or another's with the scope session:write. Its access token is refused from now on."""
    opened = find(session, caller, Scope.SESSION_WRITE, SignInSession, session_id, change=True)
    end_sessions(session, [opened], because="revoked")
    return nothing()
