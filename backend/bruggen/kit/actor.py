"""Who does something, as far as a record of it needs to know: no rights, only identity."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

INFO_KEY = "actor"


class ActorKind(StrEnum):
    """The kinds of caller there are; `system` is the product itself (a command, a job)."""

    USER = "user"
    API_CLIENT = "apiClient"
    GUEST = "guest"
    SIGNED_LINK = "signedLink"
    ANONYMOUS = "anonymous"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that acts. `address` is the network address, empty where there is none."""

    kind: ActorKind
    id: UUID | None = None
    session_id: UUID | None = None
    address: str = ""


SYSTEM = Actor(ActorKind.SYSTEM)
ANONYMOUS = Actor(ActorKind.ANONYMOUS)


def set_actor(session: Session, actor: Actor) -> None:
    """From now on, what the session changes is done by this actor."""
    session.info[INFO_KEY] = actor


def actor_of(session: Session) -> Actor:
    """Who acts in the session: the product itself unless a request said otherwise."""
    actor: Actor = session.info.get(INFO_KEY, SYSTEM)
    return actor
