"""People, and systems, with the rights that a test needs: rows put in at once, tokens signed at once, no password hashed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import select

from bruggen.access.authentication import Tokens
from bruggen.access.keyring import KeyRing
from bruggen.access.roles import CLIENT_SCOPES, ROLES, Role
from bruggen.access.scopes import Scope
from bruggen.kit.actor import ActorKind
from bruggen.kit.clock import now, today
from bruggen.kit.db import SessionFactory
from bruggen.kit.ids import new_id
from bruggen.kit.passwords import hash_password
from bruggen.kit.sealing import new_token, token_digest
from bruggen.models import ApiClient, Location, Municipality, Organization, RoleAssignment, SignInSession, User
from bruggen.settings import Settings


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account who is signed in."""

    id: UUID
    email: str
    session_id: UUID


@dataclass(frozen=True, slots=True)
class System:
    """A partner's system that is connected."""

    id: UUID
    secret: str


@cache
def nobodys_password() -> str:
    """The hash of a password that nobody knows, made once: hashing is slow on purpose."""
    return hash_password(new_token())


def grant(
    role: Role,
    *,
    region: str | None = None,
    organization: UUID | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
    **more: Any,
) -> RoleAssignment:
    """A role to give to a `person`; what its rule asks for beside region and organization is filled in."""
    rule = ROLES[role]
    fitting: dict[str, Any] = {"post": "youthCareEducation"} if "post" in rule.asks else {}
    if rule.sectors:
        fitting["sector"] = rule.sectors[0]
    return RoleAssignment(
        role=role.value,
        region_code=region,
        organization_id=organization,
        valid_from=valid_from or today(),
        valid_until=valid_until,
        **{**fitting, **more},
    )


def person(
    sessions: SessionFactory,
    *grants: RoleAssignment,
    name: str = "Iemand",
    email: str | None = None,
    password: str | None = None,
    entered: bool = True,
    second_factor: bool = True,
) -> Person:
    """Somebody with these roles, signed in on one browser, with a second factor given there or not.

    Only a person with a `password` of their own can sign in anew; who has not `entered` was invited and no more.
    """
    user_id, session_id = new_id(), new_id()
    address = email or f"{user_id}@people.test"
    hashed = hash_password(password) if password else nobodys_password() if entered else None
    with sessions.begin() as session:
        session.add(User(id=user_id, email=address, name=name, password_hash=hashed))
        session.flush()
        for one in grants:
            one.user_id = user_id
            session.add(one)
        session.add(
            SignInSession(
                id=session_id,
                user_id=user_id,
                method="password",
                second_factor=second_factor,
                device="a browser",
                expires_at=now() + timedelta(days=1),
            )
        )
    return Person(user_id, address, session_id)


def system(
    sessions: SessionFactory,
    organization: UUID,
    *,
    scopes: Iterable[Scope] = CLIENT_SCOPES,
    expires_on: date | None = None,
) -> System:
    """A system of the organization, with these scopes."""
    client_id, secret = new_id(), new_token()
    with sessions.begin() as session:
        session.add(
            ApiClient(
                id=client_id,
                name="A system",
                organization_id=organization,
                scopes=sorted(scope.value for scope in scopes),
                secret_hash=token_digest(secret),
                expires_on=expires_on or today() + timedelta(days=30),
            )
        )
    return System(client_id, secret)


def token_of(sessions: SessionFactory, settings: Settings, who: Person | System) -> str:
    """An access token as the product itself gives it, good for ten minutes."""
    tokens = Tokens(KeyRing(sessions), settings.public_url, settings.demo)
    if isinstance(who, System):
        return tokens.issue(ActorKind.API_CLIENT, who.id)
    return tokens.issue(ActorKind.USER, who.id, who.session_id)


def organizations_in(sessions: SessionFactory, region: str) -> list[UUID]:
    """Organizations that have locations in this region and in no other."""
    with sessions() as session:
        rows = session.execute(
            select(Organization.id, Municipality.region_code)
            .join(Location, Location.organization_id == Organization.id)
            .join(Municipality, Municipality.nis_code == Location.nis_code)
        ).all()
    regions: dict[UUID, set[str]] = {}
    for organization, code in rows:
        regions.setdefault(organization, set()).add(code)
    return sorted(organization for organization, codes in regions.items() if codes == {region})
