"""What every way of signing in ends with: a session at once, or a step in which a code of the second factor is given."""

from dataclasses import dataclass

from fastapi import Request
from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.access.authentication import role_holds
from bruggen.access.caller import VISITOR
from bruggen.access.links import new_link
from bruggen.access.roles import ROLES, Role
from bruggen.access.sessions import open_session
from bruggen.kit.actor import Actor, set_actor
from bruggen.kit.db import DbSession
from bruggen.models import RoleAssignment, SignInSession, User


@dataclass(slots=True)
class SignedIn:
    """A session that was opened, the token that renews it, and recovery codes if they were just made."""

    session: SignInSession
    renewal: str
    recovery_codes: list[str] | None = None


@dataclass(slots=True)
class Step:
    """A sign-in that waits for its code."""

    ticket: str
    enrolled: bool


def enter(session: Session, user: User, *, method: str, device: str, proven_twice: bool = False) -> SignedIn | Step:
    """Sign in a person who proved who they are once: at once, or after a code where the account or its roles ask for one.

    `proven_twice` says that an identity provider asked for a second factor already.
    """
    enrolled = user.totp_confirmed_at is not None
    # Demo accounts are for looking around, and hold nothing of anybody.
    if proven_twice or (user.demo and not enrolled):
        opened, renewal = open_session(session, user, method=method, second_factor=True, device=device)
        return SignedIn(opened, renewal)
    if enrolled or _needs_second_factor(session, user):
        return Step(new_link(session, "secondFactor", user.id, {"method": method}), enrolled)
    opened, renewal = open_session(session, user, method=method, second_factor=False, device=device)
    return SignedIn(opened, renewal)


def _needs_second_factor(session: Session, user: User) -> bool:
    roles = session.scalars(select(RoleAssignment.role).where(RoleAssignment.user_id == user.id, *role_holds()))
    return any(ROLES[Role(role)].second_factor for role in roles)


def act_as_nobody(request: Request, session: DbSession) -> None:
    """Whoever signs in is nobody yet; what happens is written down with the address it came from."""
    request.state.caller = VISITOR
    set_actor(session, Actor(VISITOR.kind, address=address_of(request)))


def address_of(request: Request) -> str:
    """The network address that the request came from."""
    return request.client.host if request.client else ""


def device_of(request: Request) -> str:
    """What the browser calls itself."""
    return request.headers.get("user-agent", "")
