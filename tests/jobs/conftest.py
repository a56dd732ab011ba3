"""A house with tools that tasks work with: the mail goes to a folder, and a pause after a failure takes no time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from bruggen.jobs.tools import Tools
from bruggen.jobs.worker import Worker
from bruggen.kit.db import SessionFactory
from bruggen.kit.mail import make_postman
from bruggen.kit.sealing import Seal
from bruggen.models import MailMessage
from bruggen.record.mail import queue_mail
from tests.conftest import House
from tests.features.offer_rows import database
from tests.follow.servers import until

SENDER = "Bruggen <noreply@bruggen.test>"
RECIPIENT = "an.geheim@school.test"
LINK = "https://bruggen.test/welkom#token=geheim-abc"
NO_PAUSES = (timedelta(0), timedelta(0))


@dataclass(slots=True)
class Desk:
    """Writes mails down and looks what became of them."""

    house: House
    sessions: SessionFactory
    seal: Seal

    @property
    def outbox(self) -> Path:
        """The folder that mails go to where no server is named."""
        return self.house.outbox

    def tools(self, url: str | None = None, pauses: tuple[timedelta, ...] = NO_PAUSES) -> Tools:
        """Tools whose mail goes to the outbox or to another URL."""
        return Tools(
            self.sessions,
            self.seal,
            make_postman(url or f"outbox:{self.outbox}", SENDER),
            "http://bruggen.test",
            self.outbox.parent / "anchor",
            pauses,
        )

    def write(self, recipient: str = RECIPIENT) -> UUID:
        """A mail that waits."""
        with self.sessions.begin() as session:
            return queue_mail(session, self.seal, recipient, "invitation", {"name": "An", "link": LINK}).id

    def mail(self, mail_id: UUID) -> MailMessage:
        """The mail as it is now."""
        with self.sessions() as session:
            return session.get_one(MailMessage, mail_id)

    def waits_for(self, status: str, *mail_ids: UUID) -> list[MailMessage]:
        """The mails, once all of them have the status."""
        wanted = select(MailMessage).where(MailMessage.id.in_(mail_ids), MailMessage.status == status)

        def found() -> list[MailMessage]:
            with self.sessions() as session:
                mails = list(session.scalars(wanted))
            return mails if len(mails) == len(mail_ids) else []

        done: list[MailMessage] = until(found)
        return done

    def files(self) -> list[Path]:
        """What is in the outbox."""
        return sorted(self.outbox.glob("*.eml"))


@pytest.fixture
def desk(house: House) -> Iterator[Desk]:
    """A desk in a house of the test's own, on each backend."""
    with database(house) as sessions:
        yield Desk(house, sessions, house.seal)


@pytest.fixture
def working() -> Callable[[Tools], object]:
    """A worker that works for as long as a block runs."""

    @contextmanager
    def run(tools: Tools) -> Iterator[Worker]:
        worker = Worker(tools)
        worker.start()
        try:
            yield worker
        finally:
            worker.stop()

    return run
