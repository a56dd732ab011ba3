"""Who looked at something: the audit events of one object, for every resource that shows them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, Select, func, select

from bruggen.kit.actor import ActorKind
from bruggen.kit.schema import Schema
from bruggen.models import ApiClient, AuditEvent, User


class EventActor(Schema):
    """Who it was; the product itself and strangers have no id and no name."""

    kind: ActorKind
    id: UUID | None = None
    name: str | None = None


class AccessLogItem(Schema):
    """Somebody did something with the object, or looked at it; `fields` are names, never values."""

    id: UUID
    occurred_at: datetime
    actor: EventActor
    action: str
    fields: list[str]
    purpose: str | None = None


NamedEvent = tuple[AuditEvent, str | None]


def select_events() -> Select[*NamedEvent]:
    """Audit events with the names of whoever acted, as they are called today."""
    return (
        select(AuditEvent, func.coalesce(User.name, ApiClient.name))
        .outerjoin(User, (User.id == AuditEvent.actor_id) & (AuditEvent.actor_kind == ActorKind.USER))
        .outerjoin(ApiClient, (ApiClient.id == AuditEvent.actor_id) & (AuditEvent.actor_kind == ActorKind.API_CLIENT))
    )


def select_access_log(object_type: str, object_id: object) -> Select[*NamedEvent]:
    """All events of one object, the newest first."""
    about = (AuditEvent.object_type == object_type, AuditEvent.object_id == str(object_id))
    return select_events().where(*about).order_by(AuditEvent.sequence.desc())


def actor_of(event: AuditEvent, name: str | None) -> EventActor:
    """Who acted."""
    return EventActor(kind=ActorKind(event.actor_kind), id=event.actor_id, name=name)


def access_log_item(row: Row[*NamedEvent], *, purposes: bool = True) -> AccessLogItem:
    """A row of `select_access_log` as it is shown, to some without what it was for."""
    event, name = row
    return AccessLogItem(
        id=event.id,
        occurred_at=event.occurred_at,
        actor=actor_of(event, name),
        action=event.action,
        fields=event.fields,
        purpose=event.purpose if purposes else None,
    )
