"""From a bearer token to the caller, with the rights of this very moment: a role or session that ended bites at once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Date, and_, bindparam, or_, select
from sqlalchemy.orm import Session
from starlette.requests import Request

from bruggen.access.caller import VISITOR, Caller, Grant
from bruggen.access.keyring import ACCESS_TOKEN_LIFETIME, KeyRing
from bruggen.access.problems import ExpiredAccessToken, InvalidAccessToken
from bruggen.access.roles import CLIENT_SCOPES, ROLES, Role
from bruggen.access.scopes import Scope
from bruggen.kit.actor import ActorKind
from bruggen.kit.clock import now, today
from bruggen.kit.ids import new_id
from bruggen.kit.tokens import ExpiredToken, InvalidToken, sign, verify
from bruggen.models import ApiClient, RoleAssignment, SignInSession, User

AUDIENCE = "bruggen-api"
ACCESS_TOKEN = "at+jwt"  # noqa: S105 - the type of the token, RFC 9068


@dataclass(frozen=True, slots=True)
class Tokens:
    """Makes and reads access tokens of this installation. `issuer` is its public address."""

    keys: KeyRing
    issuer: str
    demo: bool

    def issue(
        self, kind: ActorKind, subject: UUID, session_id: UUID | None = None, *, scopes: Iterable[Scope] | None = None
    ) -> str:
        """An access token for a person's session or a partner's system; good for ten minutes, for these scopes at most."""
        moment = int(now().timestamp())
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "aud": AUDIENCE,
            "sub": str(subject),
            "knd": kind.value,
            "iat": moment,
            "nbf": moment,
            "exp": moment + int(ACCESS_TOKEN_LIFETIME.total_seconds()),
            "jti": str(new_id()),
        }
        if session_id:
            claims["sid"] = str(session_id)
        if scopes is not None:
            claims["scope"] = " ".join(sorted(scopes))
        return sign(claims, key=self.keys.signing_key(), typ=ACCESS_TOKEN)

    def read(self, token: str) -> dict[str, Any]:
        """The claims of a token. Raises ExpiredAccessToken or InvalidAccessToken."""
        try:
            return verify(token, self.keys, issuer=self.issuer, audience=AUDIENCE, typ=ACCESS_TOKEN)
        except ExpiredToken as error:
            raise ExpiredAccessToken from error
        except InvalidToken as error:
            raise InvalidAccessToken from error


def authenticate(request: Request, session: Session) -> Caller:
    """Who sent the request: a visitor without a token, else whoever the token stands for - if that still holds.

    Raises InvalidAccessToken or ExpiredAccessToken. A token that is sent is always judged, also where none is needed.
    """
    header = request.headers.get("authorization")
    if header is None:
        return VISITOR
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise InvalidAccessToken("Send the access token as: Authorization: Bearer <token>.")
    tokens: Tokens = request.app.state.tokens
    claims = tokens.read(token.strip())
    address = request.client.host if request.client else ""
    if claims.get("knd") == ActorKind.API_CLIENT:
        return _client(session, UUID(claims["sub"]), address, claims.get("scope"))
    return _user(session, UUID(claims["sub"]), UUID(claims["sid"]), address, demo=tokens.demo)


def role_holds(day: date | BindParameter[date] | None = None) -> tuple[ColumnElement[bool], ...]:
    """Conditions of a role assignment that holds on a day: Brussels' today, unless another is given."""
    day = today() if day is None else day
    return (
        RoleAssignment.ended_at.is_(None),
        RoleAssignment.valid_from <= day,
        or_(RoleAssignment.valid_until.is_(None), RoleAssignment.valid_until >= day),
    )


# Each request with a token asks this: it is composed once, and only its values change.
_RIGHTS = (
    select(
        User.demo,
        SignInSession.second_factor,
        RoleAssignment.role,
        RoleAssignment.region_code,
        RoleAssignment.organization_id,
    )
    .join(SignInSession, SignInSession.user_id == User.id)
    .outerjoin(
        RoleAssignment,
        and_(
            RoleAssignment.user_id == User.id,
            # What an identity provider vouches for, it vouches for now: a password of one's own does not outlive a job elsewhere.
            or_(RoleAssignment.source.is_(None), RoleAssignment.source == SignInSession.method),
            *role_holds(bindparam("day", type_=Date)),
        ),
    )
    .where(
        User.id == bindparam("user_id"),
        User.status == "active",
        SignInSession.id == bindparam("session_id"),
        SignInSession.revoked_at.is_(None),
        SignInSession.expires_at > bindparam("moment"),
    )
)


def _user(session: Session, user_id: UUID, session_id: UUID, address: str, *, demo: bool) -> Caller:
    values = {"user_id": user_id, "session_id": session_id, "day": today(), "moment": now()}
    rows = session.execute(_RIGHTS, values).all()
    if not rows or (rows[0].demo and not demo):
        raise InvalidAccessToken
    held = [row for row in rows if row.role in ROLES]
    usable = [row for row in held if row.second_factor or not ROLES[Role(row.role)].second_factor]
    return Caller(
        ActorKind.USER,
        user_id,
        session_id,
        grants=tuple(_grant(row) for row in usable),
        waiting=tuple(Role(row.role) for row in held if row not in usable),
        address=address,
    )


def _grant(row: Any) -> Grant:
    return Grant(Role(row.role), row.region_code, row.organization_id)


def _client(session: Session, client_id: UUID, address: str, narrowed: str | None) -> Caller:
    client = session.get(ApiClient, client_id)
    if client is None or not is_alive(client):
        raise InvalidAccessToken
    caller = client_caller(client, address)
    # What the client lost since counts no more; what this token was not asked for does not count either.
    return caller if narrowed is None else replace(caller, allowed=caller.scopes.intersection(narrowed.split()))


def is_alive(client: ApiClient) -> bool:
    """Whether the system may call today."""
    return client.revoked_at is None and client.expires_on >= today()


def client_caller(client: ApiClient, address: str) -> Caller:
    """A partner's system acts as an editor of its organization, within the scopes that it was given."""
    return Caller(
        ActorKind.API_CLIENT,
        client.id,
        grants=(Grant(Role.PARTNER_EDITOR, organization=client.organization_id),),
        allowed=frozenset(Scope(scope) for scope in client.scopes if scope in CLIENT_SCOPES),
        address=address,
    )
