"""`/today`: what needs the caller now. After signing in, work begins here."""

from typing import Annotated

from fastapi import APIRouter
from starlette.responses import Response

from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS
from bruggen.access.scopes import Scope
from bruggen.access.walls import requires_at_case
from bruggen.features.today import queries
from bruggen.features.today.schemas import Today
from bruggen.kit.answers import private
from bruggen.kit.clock import today
from bruggen.kit.db import DbSession

router = APIRouter(tags=["Today"], responses=REFUSALS)
Anybody = Annotated[Caller, requires_at_case(Scope.OWN_PROFILE_READ)]


@router.get("/today", operation_id="getToday", response_model=Today)
def get_today(session: DbSession, caller: Anybody) -> Response:
    """What needs the caller now, counted; each kind leads to the list that it counts."""
    return private(Today(self="/api/v1/today", day=today(), items=queries.waiting(session, caller, today())))
