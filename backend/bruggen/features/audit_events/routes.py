"""`/auditEvents`: who did what, when, from where, on which object. Reading it is written in it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from bruggen.access.access_log import actor_of
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, requires
from bruggen.access.recording import recorded
from bruggen.access.scopes import Scope
from bruggen.features.audit_events import queries
from bruggen.features.audit_events.schemas import AuditEventFilters, AuditEventItem
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import cursor_answer
from bruggen.kit.page import CursorCollection
from bruggen.models import AuditEvent

router = APIRouter(tags=["AuditEvents"], responses=REFUSALS, dependencies=[recorded("auditEvents", AuditEvent, Scope.AUDIT_READ)])
Reader = Annotated[Caller, requires(Scope.AUDIT_READ)]


def _item(row: AnyRow) -> AuditEventItem:
    event, name = row
    return AuditEventItem(
        id=event.id,
        sequence=event.sequence,
        occurred_at=event.occurred_at,
        actor=actor_of(event, name),
        address=event.address,
        action=event.action,
        object_type=event.object_type,
        object_id=event.object_id,
        fields=event.fields,
        purpose=event.purpose,
        trace_id=event.trace_id,
    )


@router.get("/auditEvents", operation_id="listAuditEvents", response_model=CursorCollection[AuditEventItem])
def list_audit_events(
    request: Request, query: Annotated[AuditEventFilters, Query()], session: DbSession, caller: Reader
) -> Response:
    """Read the audit trail, the newest first, on from a cursor or whole as a file."""
    statement = queries.select_audit_events(caller, query)
    return cursor_answer(request, query, session, statement, AuditEventItem, _item, lambda item: item.sequence)
