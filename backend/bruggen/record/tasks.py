"""Puts work into the queue, in the transaction of what caused it: the task is there exactly when its cause is.

What a task does stands in `bruggen.jobs`, which takes it out. A task names rows, it never carries what stands in them.
"""

from enum import StrEnum
from uuid import UUID, uuid4

import orjson
from sqlalchemy.orm import Session

from bruggen.models import QueuedTask

QUEUE = "bruggen"


class Task(StrEnum):
    """Everything that is done by itself."""

    DELIVER_MAIL = "deliverMail"
    MAIL_NEWS = "mailNews"
    SWEEP_MAIL = "sweepMail"
    SWEEP_RECORDS = "sweepRecords"
    REMIND_OF_TASKS = "remindOfTasks"
    REMIND_OF_SESSIONS = "remindOfSessions"
    ASK_EVALUATIONS = "askEvaluations"
    ERASE_REGISTRATIONS = "eraseRegistrations"
    SEND_DIGESTS = "sendDigests"
    FORGET_DIGESTS = "forgetDigests"
    ANCHOR_AUDIT = "anchorAudit"


def enqueue(session: Session, task: Task, *ids: UUID) -> None:
    """Have the task done, with these rows, once the session has committed."""
    message = {"id": str(uuid4()), "task": task, "ids": [str(row_id) for row_id in ids]}
    session.add(QueuedTask(queue=QUEUE, data=orjson.dumps(message)))
