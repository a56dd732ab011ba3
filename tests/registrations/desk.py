"""A training with its sessions, and whoever registers for them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import select

from bruggen.access.roles import Role
from bruggen.jobs.tools import Tools, make_tools
from bruggen.kit.clock import now
from bruggen.kit.mail import Attachment
from bruggen.models import MailMessage, Registration, TrainingSession
from bruggen.record.mail import open_mail
from tests.make.expertise import make_item
from tests.make.people import grant
from tests.make.product import As, Product

NUMBERS = count(1)
SOON = timedelta(days=30)


@dataclass(slots=True)
class Desk:
    """The product, a training of an organization of Oost-Vlaanderen, and its editor."""

    product: Product
    editor: As
    training: UUID

    @classmethod
    def open(cls, product: Product, kind: str = "training", **content: Any) -> "Desk":
        """A desk with a training, or a gathering, of its own."""
        organization = product.organizations("OVL")[0]
        with product.sessions.begin() as session:
            made = {"title": "Omgaan met schoolangst", "organization": organization, **content}
            item = make_item(session, kind, **made)
        return cls(product, product.person(grant(Role.PARTNER_EDITOR, organization=organization)), item.id)

    def plan(self, *, path: str = "trainings", starts_in: timedelta = SOON, **more: Any) -> str:
        """Plan a session of two hours; returns its id."""
        starts_at = now() + starts_in
        body = {"startsAt": said(starts_at), "endsAt": said(starts_at + timedelta(hours=2)), "place": "De Krook", **more}
        answer = self.editor.post(f"/{path}/{self.training}/sessions", body)
        assert answer.status_code == 201, answer.text
        key: str = answer.json()["id"]
        return key

    def read(self, key: str) -> dict[str, Any]:
        """The session as everybody sees it."""
        shown: dict[str, Any] = self.product.client.get(f"/api/v1/trainingSessions/{key}").json()
        return shown

    def register(self, key: str, email: str | None = None, **more: Any) -> tuple[str, str]:
        """Somebody registers; returns their address and what they hear."""
        self.product.forget_tries()
        email = email or address()
        answer = self.ask(key, email, **more)
        assert answer.status_code == 202, answer.text
        return email, answer.json()["status"]

    def ask(self, key: str, email: str, *, once: str | None = None, **more: Any) -> Any:
        """Somebody asks to be registered."""
        headers = {"Idempotency-Key": once} if once else {}
        body = {"name": "An Vraagt", "email": email, **more}
        return self.product.client.post(f"/api/v1/trainingSessions/{key}/registrations", json=body, headers=headers)

    def with_link(self, email: str, resource: str, **more: Any) -> Any:
        """What whoever got a mail does with the link in the last one that has one."""
        return self.product.client.post(f"/api/v1/{resource}", json={"token": self.token(email), **more})

    def token(self, email: str) -> str:
        """The secret in the last mail with a link that went to this address."""
        links = [content["link"] for _, content in self.product.mails(email) if "link" in content]
        address, _, token = links[-1].partition("#token=")
        assert address.endswith("/inschrijving")
        return token

    def told(self, email: str) -> list[str]:
        """Which mails went to this address, the first first."""
        return [template for template, _ in self.product.mails(email)]

    def files(self, email: str) -> list[tuple[Attachment, ...]]:
        """What went with the mails to this address."""
        with self.product.sessions() as session:
            mails = session.scalars(select(MailMessage).where(MailMessage.recipient == email).order_by(MailMessage.id))
            return [open_mail(self.product.house.seal, email, mail.template, mail.content or b"")[1] for mail in mails]

    def rows(self, key: str) -> list[Registration]:
        """Registrations for the session in the order of their turns."""
        with self.product.sessions() as session:
            mine = select(Registration).where(Registration.session_id == UUID(key)).order_by(Registration.number)
            return list(session.scalars(mine))

    def move(self, key: str, starts_in: timedelta) -> None:
        """Have the session begin so long from now, as if time had gone by: nobody is told."""
        with self.product.sessions.begin() as session:
            meeting = session.get_one(TrainingSession, UUID(key))
            meeting.starts_at = now() + starts_in
            meeting.ends_at = meeting.starts_at + timedelta(hours=2)

    @property
    def tools(self) -> Tools:
        """What tasks of the clock work with."""
        return make_tools(self.product.house.settings, self.product.sessions)

    def tools_keeping(self, kept: timedelta) -> Tools:
        """Those of an installation that keeps names for so long."""
        settings = self.product.house.settings.model_copy(update={"registration_retention_days": kept.days})
        return make_tools(settings, self.product.sessions)


def address() -> str:
    """A mail address that nobody has yet."""
    return f"deelnemer{next(NUMBERS)}@school.test"


def said(moment: datetime) -> str:
    """A moment as it is sent."""
    return moment.isoformat()
