"""Mails go out: once, in spite of failures, rivals and killed workers, and nothing of them stays behind."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import IO
from uuid import UUID

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from bruggen.jobs.mail import LEASE, deliver_mail
from bruggen.jobs.queue import RETRIES, make_queue
from bruggen.jobs.tools import Tools
from bruggen.jobs.worker import Worker
from bruggen.kit.clock import now
from bruggen.kit.mail import Attachment
from bruggen.main import create_app
from bruggen.models import MailMessage, QueuedTask, ScheduledTask, TaskResult
from bruggen.record.mail import queue_mail
from bruggen.record.tasks import QUEUE, Task, enqueue
from tests.cli.command import COMMAND, ROOT, environment, failure
from tests.conftest import House
from tests.follow.servers import PATIENCE, until
from tests.jobs.conftest import LINK, RECIPIENT, SENDER, Desk
from tests.jobs.servers import MailServer, mail_server

Working = Callable[[Tools], AbstractContextManager[Worker]]


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@contextmanager
def process(desk: Desk, url: str = "", log: IO[str] | None = None) -> Iterator["subprocess.Popen[bytes]"]:
    """A `bruggen jobs` on the desk's house."""
    running = subprocess.Popen(
        [COMMAND, "jobs"],
        cwd=ROOT,
        env=environment(desk.house, mail_url=url or f"outbox:{desk.outbox}", mail_sender=SENDER, log_level="DEBUG", demo="true"),
        stderr=log or subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield running
    finally:
        if running.poll() is None:
            os.kill(running.pid, signal.SIGKILL)
        running.wait(PATIENCE)


def let_time_pass(desk: Desk, mail_id: UUID) -> None:
    """As if everything so far had been an hour ago: the mail, the attempt, and what the clock asked for."""
    then = now() - timedelta(hours=1)
    with desk.sessions.begin() as session:
        mail = session.get_one(MailMessage, mail_id)
        mail.created_at, mail.not_before = then, then + LEASE
        session.execute(update(TaskResult).values(value=f"{then:%Y-%m-%dT%H:%M}".encode()))


def test_a_mail_goes_out_and_what_stood_in_it_is_forgotten(desk: Desk, working: Working) -> None:
    mail_id = desk.write()
    with working(desk.tools()):
        (mail,) = desk.waits_for("sent", mail_id)
    assert (mail.content, mail.attempts, mail.not_before) == (None, 1, None)
    assert mail.sent_at
    (path,) = desk.files()
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert (message["To"], message["Message-ID"]) == (RECIPIENT, f"<{mail_id}@bruggen.test>")
    assert LINK in path.read_text(encoding="utf-8")


def test_a_file_goes_out_with_its_mail(desk: Desk, working: Working) -> None:
    invite = Attachment("overleg.ics", "text/calendar; method=REQUEST", b"BEGIN:VCALENDAR\r\n")
    with desk.sessions.begin() as session:
        mail_id = queue_mail(session, desk.seal, RECIPIENT, "invitation", {"name": "An", "link": LINK}, [invite]).id
    with working(desk.tools()):
        desk.waits_for("sent", mail_id)
    (path,) = desk.files()
    (attached,) = message_from_bytes(path.read_bytes(), policy=default).iter_attachments()
    assert (attached.get_filename(), attached.get_payload(decode=True)) == (invite.name, invite.content)


def test_a_mail_that_was_rolled_back_never_goes_out(desk: Desk, working: Working) -> None:
    with desk.sessions() as session:
        queue_mail(session, desk.seal, "eve@evil.test", "invitation", {"name": "Eve", "link": LINK})
        session.flush()
        session.rollback()
    with working(desk.tools()):
        desk.waits_for("sent", desk.write())
    (path,) = desk.files()
    assert b"evil" not in path.read_bytes()


def test_the_serving_process_sends_mail_unless_told_otherwise(desk: Desk) -> None:
    settings = desk.house.settings
    with TestClient(create_app(settings.model_copy(update={"jobs_embedded": False}))) as client:
        mail_id = desk.write()
        assert client.get("/health").json() == {"status": "UP"}
    assert desk.mail(mail_id).status == "waiting"
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    with TestClient(create_app(settings)):
        desk.waits_for("sent", mail_id)
        assert {number: signal.getsignal(number) for number in handlers} == handlers


def test_two_processes_send_a_hundred_mails_once_each(desk: Desk) -> None:
    mail_ids = [desk.write(f"person{number}@school.test") for number in range(100)]
    with process(desk) as one, process(desk) as other:
        mails = desk.waits_for("sent", *mail_ids)
        for running in one, other:
            running.send_signal(signal.SIGTERM)
            # One that had not begun yet when all was done ends at once.
            assert running.wait(PATIENCE) in (0, -signal.SIGTERM)
    assert {mail.attempts for mail in mails} == {1}
    assert sorted(path.stem.split("Z-")[1] for path in desk.files()) == sorted(map(str, mail_ids))


def test_a_task_that_is_there_twice_sends_its_mail_once(desk: Desk, working: Working) -> None:
    mail_id = desk.write()
    with desk.sessions.begin() as session:
        for _ in range(5):
            enqueue(session, Task.DELIVER_MAIL, mail_id)
    with working(desk.tools()):
        desk.waits_for("sent", mail_id)
        until(lambda: not make_queue(desk.tools()).pending_count())
    assert len(desk.files()) == 1
    assert desk.mail(mail_id).attempts == 1


def test_nobody_else_tries_a_mail_that_is_being_sent(desk: Desk, server: MailServer, working: Working) -> None:
    server.silent = True
    mail_id = desk.write()
    with working(desk.tools(f"smtp://127.0.0.1:{server.port}")):
        assert server.arriving.wait(PATIENCE)
        deliver_mail(desk.tools(), mail_id)
        server.silent = False
        desk.waits_for("sent", mail_id)
    assert desk.files() == []
    assert len(server.messages) == 1


def test_a_mail_that_failed_is_tried_again(desk: Desk, server: MailServer, working: Working) -> None:
    server.answers = ["451 not now", "421 not now either"]
    mail_id = desk.write()
    with working(desk.tools(f"smtp://127.0.0.1:{server.port}")):
        (mail,) = desk.waits_for("sent", mail_id)
    assert mail.attempts == 3
    assert len(server.messages) == 1


def test_a_mail_that_keeps_failing_is_given_up_and_forgotten(desk: Desk, server: MailServer, working: Working) -> None:
    server.always = "451 not now"
    mail_id = desk.write()
    with working(desk.tools(f"smtp://127.0.0.1:{server.port}")):
        (mail,) = desk.waits_for("failed", mail_id)
    assert (mail.attempts, mail.content, mail.sent_at) == (3, None, None)


def test_a_refused_mail_is_given_up_at_once(desk: Desk, server: MailServer, working: Working) -> None:
    server.recipient_answer = "550 no such user"
    mail_id = desk.write()
    with working(desk.tools(f"smtp://127.0.0.1:{server.port}")):
        (mail,) = desk.waits_for("failed", mail_id)
    assert (mail.attempts, mail.content) == (1, None)


def test_a_pause_after_a_failure_is_kept_also_from_another_task(desk: Desk, server: MailServer) -> None:
    server.always = "451 not now"
    tools = desk.tools(f"smtp://127.0.0.1:{server.port}", (timedelta(hours=1),))
    mail_id = desk.write()
    queue = make_queue(tools)
    queue.execute(queue.dequeue())
    with desk.sessions() as session:
        (again,) = session.scalars(select(ScheduledTask)).all()
    mail = desk.mail(mail_id)
    assert mail.not_before
    assert abs(again.due_at - mail.not_before) < timedelta(minutes=1)
    deliver_mail(tools, mail_id)
    assert desk.mail(mail_id).attempts == 1


def test_a_task_of_a_mail_that_is_gone_does_nothing(desk: Desk) -> None:
    mail_id = desk.write()
    with desk.sessions.begin() as session:
        session.delete(session.get_one(MailMessage, mail_id))
    deliver_mail(desk.tools(), mail_id)
    assert desk.files() == []


def test_a_mail_that_every_worker_dies_at_is_given_up(desk: Desk) -> None:
    mail_id = desk.write()
    with desk.sessions.begin() as session:
        session.get_one(MailMessage, mail_id).attempts = 3
    deliver_mail(desk.tools(), mail_id)
    assert desk.mail(mail_id).status == "failed"
    assert desk.files() == []


def test_a_worker_killed_with_a_mail_in_its_hands_loses_nothing(desk: Desk, server: MailServer) -> None:
    server.silent = True
    url = f"smtp://127.0.0.1:{server.port}"
    with process(desk, url) as doomed:
        mail_id = desk.write()
        assert server.arriving.wait(PATIENCE)
        os.kill(doomed.pid, signal.SIGKILL)
        doomed.wait(PATIENCE)
    server.silent = False
    with desk.sessions() as session:
        assert b"deliverMail" not in b"".join(session.scalars(select(QueuedTask.data)))
    assert desk.mail(mail_id).status == "waiting"
    let_time_pass(desk, mail_id)
    with process(desk, url):
        (mail,) = desk.waits_for("sent", mail_id)
    assert mail.attempts == 2
    assert {message["Message-ID"] for message in server.messages} == {f"<{mail_id}@bruggen.test>"}


def test_the_log_tells_what_happened_and_nothing_of_what_was_written(desk: Desk, server: MailServer, tmp_path: Path) -> None:
    server.answers = ["250 OK"]
    server.always = f"554 not for {RECIPIENT}"
    path = tmp_path / "log"
    with path.open("w") as log, process(desk, f"smtp://127.0.0.1:{server.port}", log):
        desk.waits_for("sent", desk.write())
        desk.waits_for("failed", desk.write())
        with desk.sessions.begin() as session:
            session.add(MailMessage(recipient=RECIPIENT, template="invitation", content=b"geheim: not sealed"))
            session.flush()
            broken = session.scalars(select(MailMessage.id).where(MailMessage.status == "waiting")).one()
            enqueue(session, Task.DELIVER_MAIL, broken)
        until(lambda: "SealBroken" in path.read_text())
    said = path.read_text()
    assert "mail sent" in said
    assert "mail given up" in said
    assert "SMTP 554" in said
    assert "geheim" not in said
    assert "Traceback" not in said


def test_a_failing_task_is_logged_by_name_and_kind_and_comes_again_later(desk: Desk, tmp_path: Path) -> None:
    with desk.sessions.begin() as session:
        session.add(QueuedTask(queue=QUEUE, data=b'{"id":"1","task":"deliverMail","ids":["geheim"]}'))
    path = tmp_path / "log"

    def again() -> ScheduledTask | None:
        with desk.sessions() as session:
            return session.scalars(select(ScheduledTask)).one_or_none()

    with path.open("w") as log, process(desk, log=log):
        task: ScheduledTask = until(again)
    assert task.due_at > now()
    assert b'"retries":%d' % (RETRIES - 1) in task.data
    (line,) = [line for line in path.read_text().splitlines() if "task failed" in line]
    assert "deliverMail" in line
    assert "ValueError" in line
    assert "geheim" not in path.read_text()
    assert "Traceback" not in path.read_text()


def test_a_worker_outlives_messages_it_cannot_read(desk: Desk, tmp_path: Path) -> None:
    with desk.sessions.begin() as session:
        session.add(QueuedTask(queue=QUEUE, data=b"geheim"))
        session.add(QueuedTask(queue=QUEUE, data=b'{"id":"1","task":"ofAnotherVersion","ids":[]}'))
    path = tmp_path / "log"
    with path.open("w") as log, process(desk, log=log):
        desk.waits_for("sent", desk.write())
    assert "JSONDecodeError" in path.read_text()
    assert "HueyException" in path.read_text()
    assert "geheim" not in path.read_text()


@pytest.mark.parametrize("command", ["jobs", "serve"])
def test_mail_that_would_leave_a_demo_is_refused_at_the_start(make_house: Callable[[str], House], command: str) -> None:
    line = failure(command, house=make_house("sqlite"), mail_url="smtp://mail.test", demo="true")
    assert "BRUGGEN_MAIL_URL leaves this machine" in line
