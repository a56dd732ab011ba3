"""SELECTs over code lists."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.models import Code


def get_codes(session: Session, *list_names: str) -> Sequence[Code]:
    """The codes of these lists, or of all where none is named, in the order shown."""
    statement = select(Code).order_by(Code.list_name, Code.position, Code.code)
    if list_names:
        statement = statement.where(Code.list_name.in_(list_names))
    return session.scalars(statement).all()


def get_code(session: Session, list_name: str, code: str) -> Code | None:
    """One code."""
    return session.get(Code, (list_name, code))
