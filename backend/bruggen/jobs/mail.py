"""Sends the mails that were written down. A task only says which row to look at, so it does no harm when it runs twice."""

from datetime import timedelta
from uuid import UUID

import structlog
from huey.exceptions import RetryTask
from sqlalchemy import or_, select, update

from bruggen.jobs.digests import DIGEST, note_refusal
from bruggen.jobs.tools import Tools
from bruggen.kit.clock import now
from bruggen.kit.db import AnyRow
from bruggen.kit.mail import Mail, MailDelayed, MailRefused
from bruggen.models import MailMessage
from bruggen.record.mail import UNSUBSCRIBE, open_mail, render
from bruggen.record.tasks import Task, enqueue

logger = structlog.get_logger("bruggen.jobs")

LEASE = timedelta(minutes=2)
"""How long one worker has a mail to itself: longer than talking to a slow server takes."""
OVERDUE = timedelta(minutes=1)
SWEPT_AT_ONCE = 500


def deliver_mail(tools: Tools, mail_id: UUID) -> None:
    """Send the mail, if it still waits and nobody else is at it. Raises RetryTask when it is to be tried again."""
    row = _claim(tools, mail_id)
    if row is None:
        return
    about = {"mail": str(mail_id), "template": row.template, "attempt": row.attempts}
    pauses = tools.mail_pauses
    try:
        # Whoever died at it each time did not come to count: the claims did.
        if row.attempts > len(pauses) + 1:
            raise MailRefused("every worker died at it")
        fields, attachments = open_mail(tools.seal, row.recipient, row.template, row.content)
        subject, body = render(row.template, fields)
        tools.postman.send(Mail(mail_id, row.recipient, subject, body, attachments, fields.get(UNSUBSCRIBE)))
    except MailRefused as error:
        _close(tools, mail_id, "failed")
        if row.template == DIGEST:
            note_refusal(tools, row.recipient)
        logger.warning("mail given up", reason=str(error), **about)
    except Exception as error:
        # Whatever it was: the mail waits and is tried again, and is given up in the end.
        reason = str(error) if isinstance(error, MailDelayed) else type(error).__name__
        if row.attempts > len(pauses):
            _close(tools, mail_id, "failed")
            logger.warning("mail given up", reason=reason, **about)
            return
        pause = pauses[row.attempts - 1]
        _postpone(tools, mail_id, pause)
        logger.warning("mail not sent yet", reason=reason, **about)
        raise RetryTask(delay=pause) from error
    else:
        _close(tools, mail_id, "sent")
        logger.info("mail sent", **about)


def sweep_mail(tools: Tools) -> None:
    """Put mails into the queue again that wait for too long: whoever had them was killed."""
    moment = now()
    overdue = (
        select(MailMessage.id)
        .where(
            MailMessage.status == "waiting",
            MailMessage.created_at < moment - OVERDUE,
            or_(MailMessage.not_before.is_(None), MailMessage.not_before < moment - OVERDUE),
        )
        .order_by(MailMessage.created_at)
        .limit(SWEPT_AT_ONCE)
    )
    with tools.sessions.begin() as session:
        found = session.scalars(overdue).all()
        for mail_id in found:
            enqueue(session, Task.DELIVER_MAIL, mail_id)
    if found:
        logger.warning("mails were left behind", count=len(found))


def _claim(tools: Tools, mail_id: UUID) -> AnyRow | None:
    """The mail, and a lease on it; None when it is sent, given up, not due or somebody else's."""
    moment = now()
    statement = (
        update(MailMessage)
        .where(
            MailMessage.id == mail_id,
            MailMessage.status == "waiting",
            or_(MailMessage.not_before.is_(None), MailMessage.not_before <= moment),
        )
        .values(attempts=MailMessage.attempts + 1, not_before=moment + LEASE)
        .returning(MailMessage.recipient, MailMessage.template, MailMessage.content, MailMessage.attempts)
        .execution_options(synchronize_session=False)
    )
    with tools.sessions.begin() as session:
        return session.execute(statement).first()


def _postpone(tools: Tools, mail_id: UUID, pause: timedelta) -> None:
    with tools.sessions.begin() as session:
        session.execute(update(MailMessage).where(MailMessage.id == mail_id).values(not_before=now() + pause))


def _close(tools: Tools, mail_id: UUID, status: str) -> None:
    """The end of a mail; what stood in it goes, for it may have held a link that still works."""
    sent_at = now() if status == "sent" else None
    with tools.sessions.begin() as session:
        closed = update(MailMessage).where(MailMessage.id == mail_id)
        session.execute(closed.values(status=status, sent_at=sent_at, content=None, not_before=None))
