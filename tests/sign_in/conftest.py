"""Somebody with an account and a browser, at the door of a running product."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from bruggen.access.roles import Role
from bruggen.kit.clock import today
from bruggen.kit.db import SessionFactory
from bruggen.kit.passwords import hash_password
from bruggen.main import create_app
from bruggen.models import AuditEvent, RoleAssignment, User
from tests.conftest import House
from tests.features.offer_rows import database

SITE = "http://bruggen.test"
PASSWORD = "vier natte fietsen op zolder"
HASH = hash_password(PASSWORD)


@dataclass(slots=True)
class Door:
    """The product's doors, and the house behind them."""

    house: House
    api: ASGIApp
    sessions: SessionFactory

    def browser(self) -> "Browser":
        """A fresh browser: no cookie."""
        return Browser(TestClient(self.api, base_url=SITE, headers={"Origin": SITE}))

    def person(self, email: str = "an@example.org", role: Role | None = None, *, demo: bool = False, region: str = "OVL") -> User:
        """An account with the password that all have, and maybe a role."""
        with self.sessions.begin() as session:
            user = User(email=email, name="An Voorbeeld", demo=demo, password_hash=HASH)
            if role:
                user.roles = [RoleAssignment(role=role, region_code=region, valid_from=today())]
            session.add(user)
        return user

    def change(self, user: User, **values: object) -> None:
        """Change the account behind everybody's back."""
        with self.sessions.begin() as session:
            found = session.get_one(User, user.id)
            for name, value in values.items():
                setattr(found, name, value)

    def trail(self, user: User) -> list[str]:
        """What was written down about the account, in order."""
        with self.sessions() as session:
            about = select(AuditEvent.action).where(AuditEvent.object_id == str(user.id)).order_by(AuditEvent.sequence)
            return list(session.scalars(about))

    def mailed_link(self, text: str = "/wachtwoord#") -> str:
        """The secret of the newest link that was mailed; the mail is waited for."""
        return self.mails()[-1].partition(text)[2].split()[0]

    def mails(self) -> list[str]:
        """The mails that were sent, oldest first."""
        return [path.read_text(encoding="utf-8") for path in sorted(self.house.outbox.glob("*.eml"))]


@dataclass(slots=True)
class Browser:
    """A browser with its cookies, and the access token that its page holds."""

    client: TestClient
    token: str = ""

    def post(self, path: str, **body: object) -> Any:
        """What the page sends."""
        return self.client.post(path, json=body, headers=self._headers())

    def get(self, path: str) -> Any:
        """What the page reads."""
        return self.client.get(path, headers=self._headers())

    def sign_in(self, email: str = "an@example.org", password: str = PASSWORD) -> Any:
        """Give address and password; keep the token."""
        answer = self.post("/auth/signIns", email=email, password=password)
        self._keep(answer)
        return answer

    def give_code(self, ticket: str, code: str) -> Any:
        """Complete a sign-in."""
        answer = self.post("/auth/secondFactors", ticket=ticket, code=code)
        self._keep(answer)
        return answer

    def renew(self) -> Any:
        """Get a new access token by the cookie."""
        answer = self.post("/auth/renewals")
        if answer.status_code == 200:
            self.token = answer.json()["accessToken"]
        return answer

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def _keep(self, answer: Any) -> None:
        if answer.status_code == 200 and "signedIn" in answer.json():
            self.token = answer.json()["signedIn"]["accessToken"]


@pytest.fixture
def door(house: House) -> Iterator[Door]:
    """A product that runs on a house of its own, on either database."""
    app = create_app(house.settings)
    with database(house) as sessions, TestClient(app):
        yield Door(house, app, sessions)
