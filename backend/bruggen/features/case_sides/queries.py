"""SELECTs about the two sides of a case."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from bruggen.access.authentication import role_holds
from bruggen.access.roles import Role
from bruggen.models import CaseConsultation, RoleAssignment


def sectors_of(session: Session, user_id: UUID | None) -> set[str]:
    """The sectors in which somebody is a referrer today."""
    held = select(RoleAssignment.sector).where(RoleAssignment.user_id == user_id, RoleAssignment.role == Role.REFERRER.value)
    return {sector for sector in session.scalars(held.where(*role_holds())) if sector}


def get_case(session: Session, case_id: UUID) -> CaseConsultation | None:
    """The case, of those that the session sees."""
    return session.get(CaseConsultation, case_id, options=(selectinload(CaseConsultation.codes),))
