"""The timeline of a case: what happened, who did it, and what they wrote. Only ever added to."""

from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.casework.sealing import seal_text
from bruggen.kit.actor import actor_of
from bruggen.kit.clock import now
from bruggen.kit.envelope import DataKey
from bruggen.kit.ids import new_id
from bruggen.models import CaseConsultation, CaseEvent

Audience = Literal["everyone", "coordinators"]


def add_event(
    session: Session,
    case: CaseConsultation,
    kind: str,
    *,
    event_id: UUID | None = None,
    key: DataKey | None = None,
    text: str | None = None,
    audience: Audience = "everyone",
    detail: Mapping[str, Any] | None = None,
) -> CaseEvent:
    """Write down that the session's actor did something at the case; `detail` is codes and ids, what was written is sealed.

    The case has moved: its version does, too.
    """
    actor = actor_of(session)
    event_id = event_id or new_id()
    sealed = seal_text(key, event_id, text) if key and text else None
    event = CaseEvent(
        id=event_id,
        case_id=case.id,
        kind=kind,
        audience=audience,
        actor_kind=actor.kind.value,
        actor_id=actor.id,
        detail=dict(detail or {}),
        sealed=sealed,
    )
    session.add(event)
    case.last_activity_at = case.updated_at = now()
    return event
