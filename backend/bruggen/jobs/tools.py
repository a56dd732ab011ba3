"""What tasks work with."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bruggen.kit.db import SessionFactory
from bruggen.kit.mail import Postman, make_postman
from bruggen.kit.sealing import Seal
from bruggen.settings import Settings

MAIL_PAUSES = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))


@dataclass(frozen=True, slots=True)
class Tools:
    """The database, the seal, the postman, where links lead, and where the audit trail is anchored; how long a mail waits after
    each attempt, and how long it is kept who registered for a session that is over.

    After the last attempt a mail is given up.
    """

    sessions: SessionFactory
    seal: Seal
    postman: Postman
    public_url: str
    anchor_path: Path
    mail_pauses: tuple[timedelta, ...] = MAIL_PAUSES
    registrations_kept: timedelta = timedelta(days=30)


def make_tools(settings: Settings, sessions: SessionFactory) -> Tools:
    """The tools of an installation. Raises OperatorError when mail cannot go where the settings say."""
    postman = make_postman(settings.mail_url.get_secret_value(), settings.mail_sender, demo=settings.demo)
    return Tools(
        sessions,
        Seal(settings.secret.get_secret_value()),
        postman,
        settings.public_url,
        settings.audit_anchor_path,
        registrations_kept=timedelta(days=settings.registration_retention_days),
    )
