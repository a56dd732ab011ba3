"""SELECTs of signing in."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.access.authentication import role_holds
from bruggen.access.roles import ROLES, Role
from bruggen.models import RoleAssignment, User


def get_user(session: Session, email: str) -> User | None:
    """The account of a mail address, whatever its state."""
    return session.scalar(select(User).where(User.email == email))


def needs_second_factor(session: Session, user: User) -> bool:
    """Whether a role that the person holds today asks for a second factor."""
    roles = session.scalars(select(RoleAssignment.role).where(RoleAssignment.user_id == user.id, *role_holds()))
    return any(ROLES[Role(role)].second_factor for role in roles)
