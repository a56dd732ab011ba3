"""Mails people that there is something new for them: once, until they have looked, and never what it is."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from bruggen.jobs.tools import Tools
from bruggen.kit.clock import now
from bruggen.kit.wall import SYSTEM_WALL, open_wall
from bruggen.models import Notification, User
from bruggen.record.mail import queue_mail

QUIET = timedelta(hours=12)
"""How long the next mail waits for somebody who has not looked since the last one."""


def mail_news(tools: Tools, notification_id: UUID) -> None:
    """Queue a mail for this news, unless it was seen, or one went out for earlier news that was not seen yet."""
    with tools.sessions.begin() as session:
        open_wall(session, SYSTEM_WALL)
        # Locked by person: of two that come in at once, one mails.
        news = session.get(Notification, notification_id)
        if news is None or news.read_at is not None:
            return
        user = session.scalar(select(User).where(User.id == news.user_id, User.status == "active").with_for_update())
        if user is None:
            return
        earlier = select(Notification.id).where(
            Notification.user_id == user.id,
            Notification.id < news.id,
            Notification.read_at.is_(None),
            Notification.created_at > now() - QUIET,
        )
        if news.kind != "emergency" and session.scalar(earlier.limit(1)) is not None:
            return
        queue_mail(session, tools.seal, user.email, "news", {"link": f"{tools.public_url}/vandaag"})
