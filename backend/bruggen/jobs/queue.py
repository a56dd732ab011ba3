"""The queue as workers see it: which function does which task, and how often it is tried."""

import logging
from collections.abc import Callable
from uuid import UUID

import structlog
from huey import Huey, crontab
from huey.signals import SIGNAL_ERROR

from bruggen.jobs.anchoring import anchor_audit
from bruggen.jobs.digests import forget_digests, send_digests
from bruggen.jobs.mail import deliver_mail, sweep_mail
from bruggen.jobs.news import mail_news
from bruggen.jobs.reminding import remind_of_tasks
from bruggen.jobs.sessions import ask_evaluations, erase_registrations, remind_of_sessions
from bruggen.jobs.storage import MODULE, DatabaseStorage, TaskSerializer
from bruggen.jobs.sweeping import sweep_records
from bruggen.jobs.tools import Tools
from bruggen.record.tasks import QUEUE, Task

logger = structlog.get_logger("bruggen.jobs")

TASKS: dict[Task, Callable[..., None]] = {Task.DELIVER_MAIL: deliver_mail, Task.MAIL_NEWS: mail_news}
PERIODIC: dict[Task, tuple[Callable[[Tools], None], Callable[..., bool]]] = {
    Task.SWEEP_MAIL: (sweep_mail, crontab()),
    Task.SWEEP_RECORDS: (sweep_records, crontab(minute="17")),
    Task.REMIND_OF_TASKS: (remind_of_tasks, crontab(minute="5", hour="5")),
    Task.REMIND_OF_SESSIONS: (remind_of_sessions, crontab(minute="23")),
    Task.ASK_EVALUATIONS: (ask_evaluations, crontab(minute="33", hour="7")),
    Task.ERASE_REGISTRATIONS: (erase_registrations, crontab(minute="53")),
    # On Monday morning, so that the week can be planned with it.
    Task.SEND_DIGESTS: (send_digests, crontab(minute="15", hour="5", day_of_week="1")),
    Task.FORGET_DIGESTS: (forget_digests, crontab(minute="37")),
    Task.ANCHOR_AUDIT: (anchor_audit, crontab(minute="41")),
}
"""Tasks of the clock: whether it is time for them is asked each minute, in UTC."""
RETRIES, FIRST_PAUSE_SECONDS, BACKOFF = 5, 10, 4


def make_queue(tools: Tools) -> Huey:
    """The queue with all tasks. One that fails is tried again after 10 seconds, then after ever longer, five times in all."""
    _forward_logs()
    queue = Huey(QUEUE, results=False, serializer=TaskSerializer(), storage_class=DatabaseStorage, sessions=tools.sessions)
    for task, work in TASKS.items():
        run = _runner(work, tools)
        queue.task(RETRIES, FIRST_PAUSE_SECONDS, BACKOFF, name=task.value)(run)
    for task, (look, is_time) in PERIODIC.items():
        queue.periodic_task(is_time, name=task.value)(_runner(look, tools))
    queue.signal(SIGNAL_ERROR)(_log_failure)
    return queue


def _runner(work: Callable[..., None], tools: Tools) -> Callable[..., None]:
    def run(*ids: str) -> None:
        work(tools, *(UUID(row_id) for row_id in ids))

    run.__module__ = MODULE
    return run


def _log_failure(_signal: str, task: object, error: Exception) -> None:
    # The kind of fault alone: its words may repeat what somebody wrote.
    logger.warning("task failed", task=type(task).__name__, error=type(error).__name__, retries_left=getattr(task, "retries", 0))


class _Forward(logging.Handler):
    """Hands the library's warnings to our log, without the words of the fault."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.name == "huey" and record.funcName == "_execute":
            return  # told by _log_failure, with the task's name
        fault = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        logger.warning("job queue", said=record.getMessage(), error=fault)


def _forward_logs() -> None:
    library = logging.getLogger("huey")
    library.setLevel(logging.WARNING)
    library.propagate = False
    library.handlers = [_Forward()]
