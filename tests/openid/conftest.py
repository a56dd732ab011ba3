"""Product and provider, each listening on a port of its own, and a browser that follows the redirects between them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

import httpx2
import pytest
from pydantic import SecretStr
from sqlalchemy import delete, select
from starlette.testclient import TestClient

from bruggen.kit.db import SessionFactory
from bruggen.main import create_app
from bruggen.models import AuditEvent, ExternalIdentity, Organization, RateCount, RoleAssignment, SignInSession, User
from bruggen.settings import Settings
from tests.conftest import BACKENDS, House
from tests.features.offer_rows import database
from tests.kit.sockets import listening, reserve
from tests.openid.provider import CLIENT_ID, CLIENT_SECRET, Provider

BEGIN = "/auth/openIdConnect/authorizations"
CALLBACK = "/auth/openIdConnect/callbacks"
PAGE = "/aanmelden"
CLB = "0206731645"
RULES = {
    "vo_doelgroepcode": {
        "EA": {"role": "partnerEditor"},
        "OI": {"role": "referrer", "sector": "clb", "regions": {CLB: "OVL", "0400000000": "ZZZ"}},
    },
    "bruggen_rol_3d": {
        "Beleid": {"role": "policyOfficer", "sector": "welfare"},
        "Coordinator": {"role": "coordinator", "region": "LIM", "post": "youthCareEducation"},
    },
}


@dataclass(slots=True, frozen=True)
class Arrival:
    """The page of the site that a browser was sent to in the end."""

    path: str
    query: dict[str, str]
    fragment: str

    @property
    def refusal(self) -> str | None:
        """The code of what went wrong; None when nothing did."""
        return self.query.get("fout")

    @property
    def ticket(self) -> dict[str, str]:
        """What the page is told about a second factor."""
        return dict(parse_qsl(self.fragment))


@dataclass
class Browser:
    """A browser: cookies, and redirects followed until a page of the site."""

    url: str
    client: httpx2.Client = field(default_factory=httpx2.Client)
    token: str = ""

    def sign_in(self, **parameters: str) -> Arrival:
        """Click the link and follow it to the end."""
        return self.follow(self.leave(**parameters))

    def leave(self, **parameters: str) -> str:
        """Click the link; returns the address at the provider, or wherever else it leads."""
        answer = self.client.get(f"{self.url}{BEGIN}", params=parameters)
        assert answer.status_code == 302, answer.text
        return str(answer.headers["location"])

    def answer(self, address: str) -> str:
        """What the provider answers there: the address to come back to."""
        return str(self.client.get(address).headers["location"])

    def follow(self, address: str) -> Arrival:
        """Follow redirects until a page of the site."""
        while urlsplit(address).path != PAGE:
            answer = self.client.get(address)
            assert answer.status_code == 302, (address, answer.text)
            address = str(answer.headers["location"])
        assert address.startswith(f"{self.url}{PAGE}")
        parts = urlsplit(address)
        return Arrival(parts.path, dict(parse_qsl(parts.query)), parts.fragment)

    def post(self, path: str, **body: object) -> Any:
        """What the page sends."""
        return self.client.post(f"{self.url}{path}", json=body, headers={"Origin": self.url})

    def get(self, path: str) -> Any:
        """What the page reads, with the token that its cookie renews."""
        renewed = self.post("/auth/renewals")
        assert renewed.status_code == 200, renewed.text
        return self.client.get(f"{self.url}{path}", headers={"Authorization": f"Bearer {renewed.json()['accessToken']}"})

    def roles(self) -> list[tuple[str, bool]]:
        """The roles that the person sees on their own page, and whether each can be used."""
        return [(role["role"], role["usable"]) for role in self.get("/api/v1/profile").json()["roles"]]

    @property
    def is_signed_in(self) -> bool:
        """Whether the cookie renews anything."""
        return bool(self.post("/auth/renewals").status_code == 200)


@dataclass(slots=True, frozen=True)
class Place:
    """A product that people sign in to at a provider."""

    url: str
    house: House
    settings: Settings
    provider: Provider
    sessions: SessionFactory
    browsers: list[Browser] = field(default_factory=list)

    def browser(self) -> Browser:
        """A fresh one."""
        self.browsers.append(Browser(self.url))
        return self.browsers[-1]

    def close_browsers(self) -> None:
        """The end of a test."""
        for browser in self.browsers:
            browser.client.close()
        self.browsers.clear()

    def account(self, subject: str) -> User | None:
        """The account of the provider's subject."""
        with self.sessions() as session:
            known = select(User).join(ExternalIdentity, ExternalIdentity.user_id == User.id)
            return session.scalar(known.where(ExternalIdentity.subject == subject))

    def assignments(self, subject: str) -> list[tuple[str, str | None, bool]]:
        """All roles that the person ever had: role, source, whether it is over."""
        with self.sessions() as session:
            found = select(RoleAssignment).join(ExternalIdentity, ExternalIdentity.user_id == RoleAssignment.user_id)
            rows = session.scalars(found.where(ExternalIdentity.subject == subject).order_by(RoleAssignment.id))
            return [(row.role, row.source, row.ended_at is not None) for row in rows]

    def methods(self, subject: str) -> list[str]:
        """How the sessions of the person were opened."""
        with self.sessions() as session:
            found = select(SignInSession.method).join(ExternalIdentity, ExternalIdentity.user_id == SignInSession.user_id)
            return list(session.scalars(found.where(ExternalIdentity.subject == subject)))

    def organization(self, company_number: str) -> UUID:
        """Give one of the organizations this number."""
        with self.sessions.begin() as session:
            found = session.scalars(select(Organization).where(Organization.company_number.is_(None)).limit(1)).one()
            found.company_number = company_number
            return found.id

    def failures(self) -> list[str | None]:
        """Why sign-ins failed, as the audit trail says."""
        with self.sessions() as session:
            failed = select(AuditEvent.purpose).where(AuditEvent.action == "signInFailed").order_by(AuditEvent.sequence)
            return list(session.scalars(failed))


@pytest.fixture(scope="session")
def provider() -> Iterator[Provider]:
    """The provider of the run."""
    listener = reserve()
    made = Provider(url=f"http://127.0.0.1:{listener.getsockname()[1]}")
    with listening(made.app(), listener):
        yield made
        made.quick.set()


@contextmanager
def opened(house: House, provider: Provider, **changes: Any) -> Iterator[Place]:
    """The product on this house, registered at the provider."""
    listener = reserve()
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    usual = {
        "public_url": url,
        "jobs_embedded": False,
        "oidc_issuer": provider.url,
        "oidc_client_id": CLIENT_ID,
        "oidc_client_secret": SecretStr(CLIENT_SECRET),
        "oidc_role_claims": RULES,
        "oidc_second_factor_values": ["mfa", "urn:be:vlaanderen:acm:hoog"],
        "oidc_timeout_seconds": 30.0,
    }
    settings = house.settings.model_copy(update=usual | changes)
    provider.redirect_uri = f"{url}{CALLBACK}"
    app = create_app(settings)
    with database(house) as sessions, TestClient(app), listening(app, listener):
        place = Place(url, house, settings, provider, sessions)
        yield place
        place.close_browsers()


@pytest.fixture(scope="module", params=BACKENDS)
def shared_place(request: pytest.FixtureRequest, make_house: Callable[[str], House], provider: Provider) -> Iterator[Place]:
    """A product for the tests of a module, on each backend."""
    with opened(make_house(request.param), provider) as place:
        yield place


@pytest.fixture
def place(shared_place: Place) -> Iterator[Place]:
    """The shared product; the provider has forgotten what the test before made of it."""
    shared_place.provider.reset()
    shared_place.provider.redirect_uri = f"{shared_place.url}{CALLBACK}"
    # All tests come from one network address.
    with shared_place.sessions.begin() as session:
        session.execute(delete(RateCount))
    yield shared_place
    shared_place.close_browsers()


def teacher(subject: str, **claims: Any) -> dict[str, Any]:
    """What ACM/IDM says about somebody of a guidance centre who signed in with a second factor."""
    return {
        "sub": subject,
        "given_name": "An",
        "family_name": "Voorbeeld",
        "vo_email": f"{subject}@clb.example",
        "vo_doelgroepcode": "OI",
        "vo_orgcode": CLB,
        "acr": "urn:be:vlaanderen:acm:hoog",
        **claims,
    }
