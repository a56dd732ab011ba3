"""From the provider's word on a person to an account here, and to the roles that follow from it.

People are known by `iss` and `sub` and nothing else: whoever brings the mail address of an account does not get into it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from pydantic import TypeAdapter, ValidationError
from sqlalchemy.orm import Session

from bruggen.access.granting import RoleInput, check_role, holds_role
from bruggen.access.invitations import add_user
from bruggen.access.roles import ROLES
from bruggen.features.openid import queries
from bruggen.features.openid.role_claims import RoleRules, matching_rules, organization_of
from bruggen.features.openid.schemas import Refusal
from bruggen.kit.clock import now, today
from bruggen.kit.problems import BadRequest
from bruggen.kit.schema import EmailAddress
from bruggen.models import ExternalIdentity, RoleAssignment, User

METHOD = "openIdConnect"
NAME_LENGTH = 200

logger = structlog.get_logger("bruggen.openid")
_ADDRESS: TypeAdapter[str] = TypeAdapter(EmailAddress)


def find_account(session: Session, issuer: str, claims: Mapping[str, Any], rules: RoleRules) -> User | Refusal:
    """The account of the person, with the roles that the claims stand for today; a new one for whom they give a role.

    Raises PreconditionFailed when the same account was made at the same moment.
    """
    wanted = _roles_of(session, claims, rules)
    user = queries.get_user(session, issuer, claims["sub"])
    if user is None:
        if not wanted:
            return Refusal.NO_ACCESS
        made = _make_account(session, claims)
        if isinstance(made, Refusal):
            return made
        user = made
        session.add(ExternalIdentity(user_id=user.id, issuer=issuer, subject=claims["sub"]))
    if user.status != "active":
        return Refusal.NO_ACCESS
    _follow_roles(session, user, wanted)
    return user


def is_proven_twice(claims: Mapping[str, Any], values: Sequence[str]) -> bool:
    """Whether the provider says that it asked for a second factor, in one of the words that the operator takes for it."""
    methods = claims.get("amr")
    said = [claims.get("acr"), *(methods if isinstance(methods, list) else [methods])]
    return any(value in said for value in values)


def _make_account(session: Session, claims: Mapping[str, Any]) -> User | Refusal:
    email = _address_of(claims)
    if email is None:
        return Refusal.NO_ADDRESS
    user = User(email=email, name=_name_of(claims, email))
    return user if add_user(session, user) else Refusal.ADDRESS_TAKEN


def _address_of(claims: Mapping[str, Any]) -> str | None:
    # An address that the person only says is theirs would let them wait in somebody else's account. `vo_email` comes from
    # the organization; `email` counts when the provider has verified it.
    said = claims.get("email") if claims.get("email_verified") is True else claims.get("vo_email")
    try:
        return _ADDRESS.validate_python(said)
    except ValidationError:
        return None


def _name_of(claims: Mapping[str, Any], email: str) -> str:
    parts = [claims.get(name) for name in ("given_name", "family_name")]
    name = claims.get("name") or " ".join(part for part in parts if isinstance(part, str))
    return str(name or email).replace("\0", "")[:NAME_LENGTH]


def _roles_of(session: Session, claims: Mapping[str, Any], rules: RoleRules) -> list[RoleInput]:
    organization = organization_of(claims)
    wanted = []
    for rule in matching_rules(rules, claims):
        bound = queries.get_organization_id(session, organization) if "organization" in ROLES[rule.role].asks else None
        role = RoleInput.model_validate(
            {
                "role": rule.role,
                "region": rule.region_for(organization),
                "organization": bound,
                "post": rule.post,
                "sector": rule.sector,
            }
        )
        try:
            check_role(session, role)
        except BadRequest as refusal:
            # An organization that is not here, or a region that no rule names for it: the operator's to see, nobody's to get.
            logger.warning("role claim not followed", role=rule.role, missing=[issue.name for issue in refusal.issues or ()])
        else:
            if role not in wanted:
                wanted.append(role)
    return wanted


def _follow_roles(session: Session, user: User, wanted: list[RoleInput]) -> None:
    """Give what the claims stand for and end what they do not any more; what people gave or the person has anyway stays."""
    for held in queries.get_sourced_roles(session, user, METHOD):
        if not any(_is_same(held, role) for role in wanted):
            held.ended_at = now()
    session.flush()
    for role in wanted:
        if not holds_role(session, user.id, role):
            session.add(
                RoleAssignment(
                    user_id=user.id,
                    role=role.role.value,
                    region_code=role.region,
                    organization_id=role.organization,
                    post=role.post,
                    sector=role.sector,
                    valid_from=today(),
                    source=METHOD,
                )
            )
    session.flush()


def _is_same(held: RoleAssignment, role: RoleInput) -> bool:
    of_held = held.role, held.region_code, held.organization_id, held.post, held.sector
    return of_held == (role.role.value, role.region, role.organization, role.post, role.sector)
