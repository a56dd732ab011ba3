"""The product running on a house, used by whoever a test needs."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select
from starlette.testclient import TestClient

from bruggen.access.roles import Role
from bruggen.kit.db import SessionFactory
from bruggen.models import AuditEvent, MailMessage, RoleAssignment
from bruggen.record.mail import open_content
from bruggen.record.rates import RateCounts
from tests.conftest import House
from tests.make.people import Person, System, grant, organizations_in, person, token_of

MERGE_PATCH = "application/merge-patch+json"


class As:
    """The product below /api/v1, used by one person or system. Every answer is httpx's."""

    def __init__(self, client: TestClient, who: Person | System, token: str) -> None:
        self.who = who
        self.token = token
        self._client = client

    @property
    def id(self) -> UUID:
        """Whose id."""
        return self.who.id

    def send(self, method: str, path: str, headers: dict[str, str] | None = None, **options: Any) -> Any:
        """Send a request."""
        own = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        return self._client.request(method, path if path.startswith("/api/") else f"/api/v1{path}", headers=own, **options)

    def get(self, path: str, headers: dict[str, str] | None = None, **params: Any) -> Any:
        """Read, with these parameters."""
        return self.send("GET", path, headers, params=params or None)

    def post(self, path: str, body: dict[str, Any] | None = None, *, key: str | None = None) -> Any:
        """Make or do, under an Idempotency-Key or without."""
        return self.send("POST", path, {"Idempotency-Key": key} if key else None, json=body or {})

    def patch(self, path: str, changes: dict[str, Any], *, etag: str | None = None) -> Any:
        """Change the state with this ETag; the one of this moment when none is given."""
        match = etag or self.get(path).headers.get("ETag", "*")
        return self.send("PATCH", path, {"If-Match": match, "Content-Type": MERGE_PATCH}, json=changes)

    def delete(self, path: str, *, etag: str = "*") -> Any:
        """Take away."""
        return self.send("DELETE", path, {"If-Match": etag})


@dataclass(frozen=True)
class Product:
    """The product, its database, and a client of nobody."""

    house: House
    engine: Engine
    sessions: SessionFactory
    client: TestClient

    def let_in(self, who: Person | System) -> As:
        """The product as this person or system uses it."""
        return As(self.client, who, token_of(self.sessions, self.house.settings, who))

    def person(self, *grants: RoleAssignment, **more: Any) -> As:
        """Somebody new with these roles, signed in."""
        return self.let_in(person(self.sessions, *grants, **more))

    def administrator(self, **more: Any) -> As:
        """A new administrator, signed in."""
        return self.person(grant(Role.ADMINISTRATOR), **more)

    def organizations(self, region: str) -> list[UUID]:
        """Organizations of this region alone."""
        return organizations_in(self.sessions, region)

    def forget_tries(self) -> None:
        """As if nothing had been tried yet: the tests all come from one address."""
        RateCounts(self.engine).reset()

    def mails(self, recipient: str) -> list[tuple[str, dict[str, str]]]:
        """What was written to this address: template and content."""
        with self.sessions() as session:
            found = session.scalars(select(MailMessage).where(MailMessage.recipient == recipient).order_by(MailMessage.id))
            return [
                (mail.template, open_content(self.house.seal, recipient, mail.template, mail.content or b"")) for mail in found
            ]

    def events(self, actor: As, *actions: str) -> list[tuple[str, str, str | None, list[str]]]:
        """What the trail says that somebody did: action, kind of object, its id, names."""
        with self.sessions() as session:
            found = select(AuditEvent).where(AuditEvent.actor_id == actor.id, AuditEvent.action.in_(actions))
            events = session.scalars(found.order_by(AuditEvent.sequence))
            return [(event.action, event.object_type, event.object_id, event.fields) for event in events]


def is_the_same(hidden: Any, missing: Any) -> bool:
    """Whether two refusals look alike to who gets them: all but the number of the request."""
    bodies = [{name: value for name, value in answer.json().items() if name != "instance"} for answer in (hidden, missing)]
    return hidden.status_code == missing.status_code and bodies[0] == bodies[1]
