"""The job library's storage in our own database, on SQLite and PostgreSQL alike. It holds tasks, nothing else.

A row leaves the queue when a worker takes it, so a killed worker takes its task along: what must not be lost has a row of
its own that says what is left to do, and a task of the clock that looks for such rows.
"""

from datetime import UTC, datetime

import orjson
from huey.constants import EmptyData
from huey.registry import Message
from huey.serializer import Serializer
from huey.storage import BaseStorage
from sqlalchemy import delete, func, insert, select

from bruggen.kit.db import SessionFactory, insert_into
from bruggen.models import QueuedTask, ScheduledTask, TaskResult

MODULE = "bruggen.jobs"
"""The library names a task by module and name; ours are known by their name alone."""


class TaskSerializer(Serializer):
    """Tasks as JSON with ids in it, as `record.tasks.enqueue` writes them. Never pickle: reading a row must not run it."""

    def _serialize(self, data: object) -> bytes:
        if not isinstance(data, Message) or data.kwargs or data.on_complete or data.on_error or data.chord_config:
            raise TypeError("the queue holds tasks with ids, and nothing else")
        message = {
            "id": data.id,
            "task": data.name.removeprefix(f"{MODULE}."),
            "ids": data.args,
            "eta": data.eta,
            "retries": data.retries,
            "retryDelay": data.retry_delay,
            "retryBackoff": data.retry_backoff,
        }
        return orjson.dumps({name: value for name, value in message.items() if value is not None})

    def _deserialize(self, data: bytes) -> object:
        message = orjson.loads(data)
        return Message(
            id=message["id"],
            name=f"{MODULE}.{message['task']}",
            args=tuple(message["ids"]),
            eta=datetime.fromisoformat(message["eta"]) if "eta" in message else None,
            retries=message.get("retries"),
            retry_delay=message.get("retryDelay"),
            retry_backoff=message.get("retryBackoff"),
        )


class DatabaseStorage(BaseStorage):
    """One queue in the tables `queued_task`, `scheduled_task` and `task_result`; any number of workers may take from it."""

    def __init__(self, name: str, sessions: SessionFactory) -> None:
        super().__init__(name)
        self._sessions = sessions

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        """Add a task that may be taken now; a higher priority goes first."""
        with self._sessions.begin() as session:
            session.execute(insert(QueuedTask).values(queue=self.name, data=data, priority=-(priority or 0.0)))

    def enqueue_once(self, data: bytes, name: str, moment: str) -> bool:
        """Add a task of the clock, unless some process did for this moment or a later one. Moments compare as text."""
        with self._sessions.begin() as session:
            row = insert_into(session.get_bind(), TaskResult).values(
                queue=self.name, key=f"periodic:{name}", value=moment.encode()
            )
            newer = row.on_conflict_do_update(
                index_elements=[TaskResult.queue, TaskResult.key],
                set_={"value": row.excluded.value},
                where=TaskResult.value < row.excluded.value,
            )
            first = session.execute(newer.returning(TaskResult.key)).first() is not None
            if first:
                session.execute(insert(QueuedTask).values(queue=self.name, data=data, priority=0.0))
        return first

    def dequeue(self) -> bytes | None:
        """Take the first task; no other worker gets it. None when there is none."""
        # Looking first keeps idle workers from asking for SQLite's one lock of writing many times a second.
        if not self.queue_size():
            return None
        first = (
            select(QueuedTask.id)
            .where(QueuedTask.queue == self.name)
            .order_by(QueuedTask.priority, QueuedTask.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        with self._sessions.begin() as session:
            return session.scalar(delete(QueuedTask).where(QueuedTask.id == first.scalar_subquery()).returning(QueuedTask.data))

    def queue_size(self) -> int:
        """How many tasks may be taken now."""
        with self._sessions() as session:
            return session.scalar(select(func.count()).where(QueuedTask.queue == self.name)) or 0

    def add_to_schedule(self, data: bytes, ts: datetime) -> None:
        """Add a task that may be taken from a moment on: UTC, which the library leaves naive."""
        with self._sessions.begin() as session:
            session.execute(insert(ScheduledTask).values(queue=self.name, data=data, due_at=ts.replace(tzinfo=UTC)))

    def read_schedule(self, ts: datetime) -> list[bytes]:
        """Move what is due to the queue, and return nothing that is left to do.

        The library would take it from here and put it there in two transactions: what it holds in between dies with it.
        """
        of_queue = ScheduledTask.queue == self.name
        moment = ts.replace(tzinfo=UTC)
        with self._sessions() as session:
            first = session.scalar(select(func.min(ScheduledTask.due_at)).where(of_queue))
        if first is None or first > moment:
            return []
        due = (
            select(ScheduledTask.id)
            .where(of_queue, ScheduledTask.due_at <= moment)
            .order_by(ScheduledTask.due_at)
            .with_for_update(skip_locked=True)
        )
        with self._sessions.begin() as session:
            taken = session.scalars(delete(ScheduledTask).where(ScheduledTask.id.in_(due)).returning(ScheduledTask.data)).all()
            if taken:
                session.execute(insert(QueuedTask), [{"queue": self.name, "data": data, "priority": 0.0} for data in taken])
        return []

    def schedule_size(self) -> int:
        """How many tasks wait for their moment."""
        with self._sessions() as session:
            return session.scalar(select(func.count()).where(ScheduledTask.queue == self.name)) or 0

    def put_data(self, key: str, value: bytes, is_result: bool = False) -> None:
        """Refused: tasks have no results. What came of one stands in the row it was about."""
        raise NotImplementedError("a task has no result")

    def peek_data(self, key: str) -> object:
        """Nothing: no task is ever revoked."""
        return EmptyData

    def pop_data(self, key: str) -> object:
        """Nothing, as above."""
        return EmptyData
