"""SELECTs over evaluations."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.models import Evaluation


def get_evaluations(session: Session, session_id: UUID) -> Sequence[Evaluation]:
    """What people thought of the session, in an order that tells nothing: their ids are random."""
    return session.scalars(select(Evaluation).where(Evaluation.session_id == session_id).order_by(Evaluation.id)).all()
