"""SELECTs over regions and their tandem."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from bruggen.models import Content, CoordinatorPost, Municipality, Region


def select_regions() -> Select[Region]:
    """All regions, in their fixed order."""
    return select(Region).order_by(Region.position)


def get_posts(session: Session) -> Sequence[CoordinatorPost]:
    """All posts, youth care first, with who holds them."""
    statement = select(CoordinatorPost).order_by(CoordinatorPost.role.desc()).options(selectinload(CoordinatorPost.coordinators))
    return session.scalars(statement).all()


def get_municipalities(session: Session, region_code: str) -> Sequence[Municipality]:
    """The region's municipalities by name."""
    statement = select(Municipality).where(Municipality.region_code == region_code).order_by(Municipality.name_nl)
    return session.scalars(statement).all()


def get_introduction(session: Session, region_code: str) -> Content | None:
    """The text of the region's own; one that was taken away has an empty body."""
    return session.get(Content, f"region.{region_code}")
