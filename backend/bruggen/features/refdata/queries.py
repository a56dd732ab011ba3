"""SELECTs over code lists."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.models import Code


def get_codes(session: Session, list_name: str | None = None) -> Sequence[Code]:
    """The codes of one list, or of all, in the order shown."""
    statement = select(Code).order_by(Code.list_name, Code.position, Code.code)
    if list_name is not None:
        statement = statement.where(Code.list_name == list_name)
    return session.scalars(statement).all()


def get_code(session: Session, list_name: str, code: str) -> Code | None:
    """One code."""
    return session.get(Code, (list_name, code))
