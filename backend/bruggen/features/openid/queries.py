"""SELECTs of signing in elsewhere."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.access.assignments import not_over
from bruggen.models import ExternalIdentity, Organization, RoleAssignment, User


def get_user(session: Session, issuer: str, subject: str) -> User | None:
    """The person whom the provider knows by this subject."""
    statement = select(User).join(ExternalIdentity, ExternalIdentity.user_id == User.id)
    return session.scalar(statement.where(ExternalIdentity.issuer == issuer, ExternalIdentity.subject == subject))


def get_organization_id(session: Session, company_number: str) -> UUID | None:
    """The organization with this number in the register of companies, written with dots or without."""
    number = company_number.replace(".", "")
    return session.scalar(select(Organization.id).where(Organization.company_number == number)) if number else None


def get_sourced_roles(session: Session, user: User, source: str) -> Sequence[RoleAssignment]:
    """The roles that the person has from this source, today or later."""
    held = select(RoleAssignment).where(RoleAssignment.user_id == user.id, RoleAssignment.source == source, not_over())
    return session.scalars(held).all()
