"""Reminds of sessions of trainings and gatherings, asks what people thought of them, and erases who registered.

Each session is a transaction of its own: when one fails, the others are done.
"""

from uuid import UUID

import structlog
from sqlalchemy import Select

from bruggen.expertise import following
from bruggen.jobs.tools import Tools

logger = structlog.get_logger("bruggen.jobs")


def remind_of_sessions(tools: Tools) -> None:
    """Two days before."""
    for session_id in _found(tools, following.select_near()):
        with tools.sessions.begin() as session:
            following.remind(session, session_id, public_url=tools.public_url)


def ask_evaluations(tools: Tools) -> None:
    """The day after."""
    for session_id in _found(tools, following.select_over()):
        with tools.sessions.begin() as session:
            following.ask_evaluations(session, session_id, public_url=tools.public_url)


def erase_registrations(tools: Tools) -> None:
    """When names have had their time."""
    for session_id in _found(tools, following.select_named(tools.registrations_kept)):
        with tools.sessions.begin() as session:
            count = following.erase(session, session_id)
        logger.info("registrations erased", session=str(session_id), count=count)


def _found(tools: Tools, statement: Select[UUID]) -> list[UUID]:
    with tools.sessions() as session:
        return list(session.scalars(statement))
