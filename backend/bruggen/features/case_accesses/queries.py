"""SELECTs about who was let into cases."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from bruggen.access.authentication import role_holds
from bruggen.access.case_reach import access_lives
from bruggen.access.holders import select_holders
from bruggen.access.roles import Role
from bruggen.models import CaseAccess, CaseConsultation, RoleAssignment, User


def list_accesses(session: Session, case_id: UUID) -> Sequence[CaseAccess]:
    """All of a case, the latest first."""
    rows = select(CaseAccess).where(CaseAccess.case_id == case_id).options(joinedload(CaseAccess.user))
    return session.scalars(rows.order_by(CaseAccess.id.desc())).all()


def get_access(session: Session, case_id: UUID, access_id: UUID) -> CaseAccess | None:
    """One of this case."""
    row = select(CaseAccess).where(CaseAccess.case_id == case_id, CaseAccess.id == access_id)
    return session.scalar(row.options(joinedload(CaseAccess.user)))


def is_let_in(session: Session, case_id: UUID, user_id: UUID, kind: str) -> bool:
    """Whether somebody is let into the case in this way now."""
    held = select(CaseAccess.id).where(
        CaseAccess.case_id == case_id, CaseAccess.user_id == user_id, CaseAccess.kind == kind, *access_lives()
    )
    return session.scalar(held.limit(1)) is not None


def find_account(session: Session, email: str) -> User | None:
    """An account that is not suspended."""
    return session.scalar(select(User).where(User.email == email, User.status == "active"))


def find_code(session: Session, code: str) -> CaseConsultation | None:
    """The case of this code, of those that the session sees; a draft is none yet."""
    return session.scalar(select(CaseConsultation).where(CaseConsultation.code == code, CaseConsultation.state != "draft"))


def reads_cases(session: Session, user_id: UUID) -> bool:
    """Whether somebody holds a role of their own with which cases are read."""
    roles = (Role.COORDINATOR.value, Role.REFERRER.value)
    held = select(RoleAssignment.id).where(RoleAssignment.user_id == user_id, RoleAssignment.role.in_(roles), *role_holds())
    return session.scalar(held.limit(1)) is not None


def expert_role(session: Session, user_id: UUID) -> RoleAssignment | None:
    """The expert's role that somebody holds today."""
    held = select(RoleAssignment).where(RoleAssignment.user_id == user_id, RoleAssignment.role == Role.EXPERT.value)
    return session.scalars(held.where(*role_holds())).first()


def officers(session: Session) -> set[UUID]:
    """The data protection officers of today."""
    return set(session.scalars(select_holders([Role.DATA_PROTECTION_OFFICER])))
