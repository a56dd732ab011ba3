"""SELECTs of one's own account."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bruggen.access.authentication import role_holds
from bruggen.models import Organization, RecoveryCode, RoleAssignment


def get_roles(session: Session, user_id: UUID) -> list[tuple[RoleAssignment, str | None]]:
    """The roles that hold today, with the names of their organizations."""
    statement = (
        select(RoleAssignment, Organization.name)
        .outerjoin(Organization, Organization.id == RoleAssignment.organization_id)
        .where(RoleAssignment.user_id == user_id, *role_holds())
        .order_by(RoleAssignment.role, RoleAssignment.region_code, Organization.name)
    )
    return [(role, name) for role, name in session.execute(statement)]


def count_recovery_codes(session: Session, user_id: UUID) -> int:
    """How many recovery codes are left."""
    left = select(func.count()).where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    return session.scalar(left) or 0
