"""SELECTs over the audit trail."""

from sqlalchemy import Select

from bruggen.access.access_log import NamedEvent, select_events
from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.features.audit_events.schemas import AuditEventFilters
from bruggen.models import AuditEvent


def select_audit_events(caller: Caller, filters: AuditEventFilters) -> Select[*NamedEvent]:
    """Events that the filters leave, after the cursor, with the names of who acted."""
    newest_first = filters.sort == "-sequence"
    statement = select_events().where(seen(caller, Scope.AUDIT_READ, AuditEvent))
    if filters.after is not None:
        before = AuditEvent.sequence < filters.after
        statement = statement.where(before if newest_first else AuditEvent.sequence > filters.after)
    if filters.actor:
        statement = statement.where(AuditEvent.actor_id.in_(filters.actor))
    if filters.action:
        statement = statement.where(AuditEvent.action.in_(filters.action))
    if filters.object_type:
        statement = statement.where(AuditEvent.object_type.in_(filters.object_type))
    if filters.object_id:
        statement = statement.where(AuditEvent.object_id.in_(filters.object_id))
    if filters.from_:
        statement = statement.where(AuditEvent.occurred_at >= filters.from_)
    if filters.to:
        statement = statement.where(AuditEvent.occurred_at < filters.to)
    return statement.order_by(AuditEvent.sequence.desc() if newest_first else AuditEvent.sequence)
