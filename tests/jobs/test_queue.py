"""The queue: each task is taken once, in order, by whoever comes first."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import orjson
import pytest
from huey.registry import Message
from sqlalchemy import select

from bruggen.jobs.mail import sweep_mail
from bruggen.jobs.queue import PERIODIC, TASKS, make_queue
from bruggen.jobs.storage import DatabaseStorage, TaskSerializer
from bruggen.jobs.tools import Tools
from bruggen.jobs.worker import Clock
from bruggen.kit.clock import now
from bruggen.kit.ids import new_id
from bruggen.models import MailMessage, QueuedTask, ScheduledTask
from bruggen.record.tasks import QUEUE, Task, enqueue
from tests.conftest import House
from tests.jobs.conftest import Desk


@pytest.fixture
def storage(desk: Desk) -> DatabaseStorage:
    return DatabaseStorage(QUEUE, desk.sessions)


def test_every_task_that_can_be_named_is_done_by_somebody() -> None:
    assert set(Task) == TASKS.keys() | PERIODIC.keys()


def test_a_hundred_tasks_are_each_taken_once_by_four_workers(storage: DatabaseStorage) -> None:
    for number in range(100):
        storage.enqueue(b"%d" % number)
    taken: list[bytes] = []
    together = threading.Barrier(4)

    def work() -> None:
        together.wait()
        while (task := storage.dequeue()) is not None or storage.queue_size():
            if task is not None:
                taken.append(task)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(taken, key=int) == [b"%d" % number for number in range(100)]


def test_tasks_are_taken_by_priority_and_then_in_their_order(storage: DatabaseStorage) -> None:
    for data, priority in [(b"first", None), (b"second", 0), (b"urgent", 10), (b"some day", -1)]:
        storage.enqueue(data, priority)
    assert [storage.dequeue() for _ in range(5)] == [b"urgent", b"first", b"second", b"some day", None]


def test_a_queue_knows_its_own_tasks_only(desk: Desk, storage: DatabaseStorage) -> None:
    DatabaseStorage("another", desk.sessions).enqueue(b"of another")
    assert storage.dequeue() is None


def test_a_task_that_another_transaction_is_taking_is_not_waited_for(make_house: Callable[[str], House]) -> None:
    sessions = make_house("postgresql").sessions()
    storage = DatabaseStorage(QUEUE, sessions)
    storage.enqueue(b"being taken")
    storage.enqueue(b"free")
    with sessions() as other:
        other.scalars(select(QueuedTask).order_by(QueuedTask.id).limit(1).with_for_update()).one()
        assert storage.dequeue() == b"free"
    sessions.kw["bind"].dispose()


def test_what_is_due_moves_to_the_queue_and_the_rest_waits(desk: Desk, storage: DatabaseStorage) -> None:
    moment = datetime(2026, 11, 24, 12)  # noqa: DTZ001 - the library's form of UTC
    for data, hours in [(b"second", 0), (b"first", -1), (b"later", 1)]:
        storage.add_to_schedule(data, moment + timedelta(hours=hours))
    assert storage.read_schedule(moment) == []
    assert {storage.dequeue(), storage.dequeue()} == {b"first", b"second"}
    assert storage.dequeue() is None
    with desk.sessions() as session:
        (later,) = session.scalars(select(ScheduledTask)).all()
    assert (later.data, later.due_at) == (b"later", moment.replace(hour=13, tzinfo=UTC))


def test_a_message_is_json_with_ids_and_comes_back_as_it_was() -> None:
    ids = (str(new_id()),)
    eta = datetime(2026, 11, 24, 12)  # noqa: DTZ001
    message = Message("1", "bruggen.jobs.deliverMail", eta, 3, 10, None, ids, {}, retry_backoff=4)
    data = TaskSerializer().serialize(message)
    assert orjson.loads(data)["task"] == Task.DELIVER_MAIL
    assert TaskSerializer().deserialize(data) == message._replace(kwargs=None)


@pytest.mark.parametrize("data", [{"any": "thing"}, Message("1", "bruggen.jobs.deliverMail", kwargs={"name": "An"}), b"bytes"])
def test_nothing_but_a_task_with_ids_goes_into_the_queue(data: object) -> None:
    with pytest.raises(TypeError):
        TaskSerializer().serialize(data)


def test_a_task_of_the_clock_is_put_in_once_a_minute_by_all_clocks_together(storage: DatabaseStorage) -> None:
    asked = ["2026-11-24T12:00", "2026-11-24T12:00", "2026-11-24T12:01", "2026-11-24T12:00", "2026-11-24T12:01"]
    assert [storage.enqueue_once(b"sweep", "sweepMail", moment) for moment in asked] == [True, False, True, False, False]
    assert storage.enqueue_once(b"other", "another", asked[0])
    assert [storage.dequeue() for _ in range(4)] == [b"sweep", b"sweep", b"other", None]


def test_a_clock_asks_for_a_sweep(desk: Desk) -> None:
    queue = make_queue(desk.tools())
    Clock(queue, threading.Event(), 1, True).enqueue_periodic_tasks(None)
    assert queue.dequeue().name == Task.SWEEP_MAIL


@pytest.mark.parametrize(
    ("status", "age", "pause", "found"),
    [
        ("waiting", 2, None, True),
        ("waiting", 0, None, False),
        ("waiting", 9, 1, False),
        ("waiting", 9, -2, True),
        ("sent", 9, None, False),
        ("failed", 9, None, False),
    ],
)
def test_a_sweep_finds_the_mails_that_nobody_is_at(desk: Desk, status: str, age: int, pause: int | None, found: bool) -> None:
    tools: Tools = desk.tools()
    mail_id = desk.write()
    queue = make_queue(tools)
    queue.dequeue()
    with desk.sessions.begin() as session:
        mail = session.get_one(MailMessage, mail_id)
        mail.status, mail.created_at = status, now() - timedelta(minutes=age)
        mail.not_before = None if pause is None else now() + timedelta(minutes=pause)
    sweep_mail(tools)
    task = queue.dequeue()
    assert (task.args if task else None) == ((str(mail_id),) if found else None)


def test_tasks_of_one_transaction_come_out_with_their_ids(desk: Desk) -> None:
    ids: list[UUID] = [new_id(), new_id()]
    with desk.sessions.begin() as session:
        for row_id in ids:
            enqueue(session, Task.DELIVER_MAIL, row_id)
    queue = make_queue(desk.tools())
    assert [queue.dequeue().args for _ in ids] == [(str(row_id),) for row_id in ids]
