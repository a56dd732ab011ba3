"""SELECTs over coordinators."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from bruggen.models import Coordinator, CoordinatorPost, Region


def select_coordinators(regions: Sequence[str], roles: Sequence[str]) -> Select[Coordinator]:
    """Coordinators by region (in the regions' order), then post, then place in the post."""
    statement = (
        select(Coordinator)
        .join(Region, Region.code == Coordinator.region_code)
        .order_by(Region.position, Coordinator.role.desc(), Coordinator.position)
    )
    if regions:
        statement = statement.where(Coordinator.region_code.in_(regions))
    if roles:
        statement = statement.where(Coordinator.role.in_(roles))
    return statement


def get_posts(session: Session) -> dict[tuple[str, str], CoordinatorPost]:
    """All posts with who holds them, by region and role."""
    statement = select(CoordinatorPost).options(selectinload(CoordinatorPost.coordinators))
    return {(post.region_code, post.role): post for post in session.scalars(statement)}


def get_locked_post(session: Session, region: str, role: str) -> CoordinatorPost | None:
    """One post; on PostgreSQL nobody else changes who holds it before the transaction ends."""
    return session.get(CoordinatorPost, (region, role), with_for_update=True)


def last_position(session: Session, region: str, role: str) -> int | None:
    """The place in the post of the last who holds it; None when nobody does."""
    held = (Coordinator.region_code == region, Coordinator.role == role)
    return session.scalar(select(func.max(Coordinator.position)).where(*held))
