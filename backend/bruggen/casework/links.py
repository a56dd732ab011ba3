"""How cases and the professionals around them are pointed at, by every resource that does."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.kit.schema import Schema
from bruggen.models import User


class PersonLink(Schema):
    """A professional with an account."""

    id: UUID
    name: str


def case_href(case_id: UUID) -> str:
    """Where the case is."""
    return f"/api/v1/caseConsultations/{case_id}"


def names_of(session: Session, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of these professionals."""
    wanted = {person for person in ids if person}
    if not wanted:
        return {}
    return {row.id: row.name for row in session.execute(select(User.id, User.name).where(User.id.in_(wanted)))}
