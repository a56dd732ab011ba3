"""The first accounts: an administrator for a real installation; for a demo one of every role, none of a real person."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.access.links import new_link
from bruggen.access.roles import ROLES, Role
from bruggen.kit.clock import today
from bruggen.kit.failures import OperatorError
from bruggen.kit.passwords import hash_password
from bruggen.models import Organization, RoleAssignment, User

DOMAIN = "demo.bruggen.example"
PASSWORD = "samen over de brug"  # noqa: S105 - everybody may know it
ORGANIZATION = "demo:arktos"
REGION = "OVL"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the demo: the part of its address before the @, and its role."""

    mailbox: str
    role: Role
    post: str | None = None
    sector: str | None = None
    region: str = REGION
    # What sets it apart from another of the same role.
    place: str = ""

    @property
    def email(self) -> str:
        """Its mail address, of a domain that does not exist (RFC 2606)."""
        return f"{self.mailbox}@{DOMAIN}"


ACCOUNTS = (
    DemoAccount("coordinator", Role.COORDINATOR, post="youthCareEducation"),
    DemoAccount("coordinator-sts", Role.COORDINATOR, post="togetherAgainstDropout"),
    DemoAccount("coordinator-antwerpen", Role.COORDINATOR, post="youthCareEducation", region="ANT", place="Antwerpen"),
    DemoAccount("clb", Role.REFERRER, sector="clb"),
    DemoAccount("jeugdhulp", Role.REFERRER, sector="youthCare"),
    DemoAccount("partner", Role.PARTNER_EDITOR),
    DemoAccount("partnerbeheer", Role.PARTNER_MANAGER),
    DemoAccount("beleid-welzijn", Role.POLICY_OFFICER, sector="welfare"),
    DemoAccount("beleid-onderwijs", Role.POLICY_OFFICER, sector="education"),
    DemoAccount("dpo", Role.DATA_PROTECTION_OFFICER),
    DemoAccount("beheer", Role.ADMINISTRATOR),
)


def seed_demo_accounts(session: Session) -> int:
    """Add the demo accounts that are missing; returns how many. Needs the demo organizations."""
    known = set(session.scalars(select(User.email).where(User.demo)))
    missing = [account for account in ACCOUNTS if account.email not in known]
    if not missing:
        return 0
    password_hash = hash_password(PASSWORD)
    organization_id = session.scalars(select(Organization.id).where(Organization.external_id == ORGANIZATION)).one()
    for account in missing:
        title, _ = ROLES[account.role].title
        role = RoleAssignment(role=account.role, post=account.post, sector=account.sector, valid_from=today())
        if account.role in (Role.COORDINATOR, Role.REFERRER):
            role.region_code = account.region
        if account.role in (Role.PARTNER_EDITOR, Role.PARTNER_MANAGER):
            role.organization_id = organization_id
        name = f"{title} {account.place}".strip()
        session.add(User(email=account.email, name=f"{name} (demo)", demo=True, password_hash=password_hash, roles=[role]))
    session.flush()
    return len(missing)


def remove_demo_accounts(session: Session) -> int:
    """Take the demo accounts out; returns how many."""
    users = session.scalars(select(User).where(User.demo)).all()
    for user in users:
        session.delete(user)
    session.flush()
    return len(users)


def invite_administrator(session: Session, email: str, name: str, public_url: str) -> str:
    """An account that may do an administrator's work, and the link to choose its password with.

    Raises OperatorError when the address is none, or has an account already.
    """
    email = email.strip().lower()
    if "@" not in email.strip("@"):
        raise OperatorError(f"{email} is not a mail address")
    if session.scalar(select(User.id).where(User.email == email)):
        raise OperatorError(f"{email} has an account already; an administrator can give it the role")
    user = User(email=email, name=name, roles=[RoleAssignment(role=Role.ADMINISTRATOR, valid_from=today())])
    session.add(user)
    session.flush()
    return f"{public_url}/wachtwoord#{new_link(session, 'invitation', user.id)}"
