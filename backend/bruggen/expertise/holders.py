"""Whoever holds the link of a registration: what they can still do with it."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from bruggen.expertise.places import lock_session
from bruggen.expertise.tokens import DeadLink, read_token
from bruggen.kit.clock import now
from bruggen.kit.db import seal_of
from bruggen.models import ExpertiseItem, Registration, TrainingSession


def find_held(session: Session, token: str) -> Registration:
    """The registration that the link stands for, with its session and item and who gives it. Raises DeadLink."""
    known = select(Registration).where(Registration.id == read_token(seal_of(session), token), Registration.erased_at.is_(None))
    whole = joinedload(Registration.session).joinedload(TrainingSession.item).joinedload(ExpertiseItem.organization)
    registration = session.scalar(known.options(whole).execution_options(populate_existing=True))
    if registration is None:
        raise DeadLink
    return registration


def lock_held(session: Session, token: str) -> tuple[TrainingSession, Registration]:
    """The registration that the link stands for and its session, as they are now and as they stay. Raises DeadLink."""
    key = read_token(seal_of(session), token)
    session_id = session.scalar(select(Registration.session_id).where(Registration.id == key))
    if session_id is None:
        raise DeadLink
    meeting = lock_session(session, session_id)
    registration = session.get(Registration, key, populate_existing=True)
    if registration is None or registration.erased_at:
        raise DeadLink
    return meeting, registration


def has_come(meeting: TrainingSession, registration: Registration) -> bool:
    """Whether it is over and noted that they came."""
    return registration.status == "confirmed" and bool(registration.came) and meeting.ends_at <= now()


def has_certificate(meeting: TrainingSession, registration: Registration) -> bool:
    """Whether there is a certificate for who came: of trainings, and not of gatherings."""
    return has_come(meeting, registration) and meeting.item.kind == "training"
