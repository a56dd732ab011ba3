"""What a session is, when and where: as everybody is told, by every resource that does."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from bruggen.kit.schema import Schema
from bruggen.models import ExpertiseItem, Municipality, TrainingSession
from bruggen.writing.item_kinds import href_of

ItemKindName = Literal["training", "gathering"]
SessionStatus = Literal["planned", "cancelled"]


class SessionItemLink(Schema):
    """The training or gathering that a session is of."""

    kind: ItemKindName
    id: UUID
    href: str
    title: str
    demo: bool = Field(description="Whether this is demo data.")


class SessionMunicipality(Schema):
    """The municipality that a session is in."""

    nis_code: str
    name: str
    region: str


class SessionFacts(Schema):
    """What, when and where. Moments are in UTC."""

    item: SessionItemLink
    status: SessionStatus
    starts_at: datetime
    ends_at: datetime
    place: str | None = None
    municipality: SessionMunicipality | None = None
    online: bool


def item_link(item: ExpertiseItem) -> SessionItemLink:
    """The training or gathering as others name it."""
    href = href_of(item.kind, item.id)
    return SessionItemLink(kind=item.kind, id=item.id, href=href, title=item.title, demo=item.demo)


def facts_of(meeting: TrainingSession, municipality: Municipality | None) -> dict[str, Any]:
    """What every schema of a session says; its item must be loaded."""
    return {
        "item": item_link(meeting.item),
        "status": meeting.status,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "place": meeting.place,
        "municipality": SessionMunicipality(
            nis_code=municipality.nis_code, name=municipality.name_nl, region=municipality.region_code
        )
        if municipality
        else None,
        "online": meeting.online,
    }
