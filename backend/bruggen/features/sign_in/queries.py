"""SELECTs of signing in."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.models import User


def get_user(session: Session, email: str) -> User | None:
    """The account of a mail address, whatever its state."""
    return session.scalar(select(User).where(User.email == email))
