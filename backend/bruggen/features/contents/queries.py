"""SELECTs over pages."""

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from bruggen.models import Content


def is_page() -> ColumnElement[bool]:
    """Condition of a text that is a page. With a dot in its key it is part of something, as a region's introduction."""
    return ~Content.key.contains(".")


def select_pages() -> Select[Content]:
    """All pages by their keys."""
    return select(Content).where(is_page()).order_by(Content.key)


def get_page(session: Session, key: str) -> Content | None:
    """One page."""
    return session.scalars(select(Content).where(is_page(), Content.key == key)).one_or_none()
