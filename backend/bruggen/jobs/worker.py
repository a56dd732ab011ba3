"""Runs the tasks: threads inside the serving process, or a process of their own. Any number of either may run at once."""

import structlog
from huey import Huey
from huey.consumer import Consumer, Scheduler
from sqlalchemy.exc import SQLAlchemyError

from bruggen.casework.key_rotation import require_case_keys
from bruggen.jobs.queue import make_queue
from bruggen.jobs.tools import Tools, make_tools
from bruggen.kit.clock import now
from bruggen.kit.db import make_engine
from bruggen.kit.migrate import require_current
from bruggen.kit.outer_keys import open_keys
from bruggen.kit.sealing import Seal
from bruggen.kit.wall import require_wall
from bruggen.record.sessions import recorded_sessions
from bruggen.settings import Settings

logger = structlog.get_logger("bruggen.jobs")

THREADS = 2
# An idle worker looks less and less often, but a mail never waits a second for one that could send it.
LOOKS = {"initial_delay": 0.1, "backoff": 1.15, "max_delay": 0.8}
PATIENCE_SECONDS = 10


class Clock(Scheduler):
    """Puts tasks of the clock into the queue: each minute's once, however many processes look at the clock."""

    def enqueue_periodic_tasks(self, _now: object) -> None:
        """Ask each task whether it is time."""
        moment = now()
        for task in self.huey.read_periodic(moment.replace(tzinfo=None)):
            try:
                self.huey.storage.enqueue_once(self.huey.serialize_task(task), task.name, f"{moment:%Y-%m-%dT%H:%M}")
            except SQLAlchemyError as error:
                logger.warning("task of the clock not queued", task=task.name, error=type(error).__name__)


class Process(Consumer):
    """A process of its own: ends gracefully when it is told to (SIGTERM), at once when it is interrupted (SIGINT)."""

    scheduler_class = Clock

    def __init__(self, queue: Huey) -> None:
        super().__init__(queue, workers=THREADS, graceful_signal="TERM", shutdown_timeout=PATIENCE_SECONDS, **LOOKS)


class Threads(Process):
    """Threads of a process that has handlers of its own for signals."""

    def _set_signal_handlers(self) -> None:
        pass


class Worker:
    """The worker inside the serving process."""

    def __init__(self, tools: Tools) -> None:
        self._threads = Threads(make_queue(tools))

    def start(self) -> None:
        """Begin to work."""
        self._threads.start()

    def stop(self) -> None:
        """End, having finished the tasks under way; one that takes more than ten seconds is cut off and found again."""
        self._threads.stop(graceful=True)


def run_worker(settings: Settings) -> None:
    """Work until a signal says to end. Raises OperatorError when database, keys or mail are not fit for it."""
    engine = make_engine(settings.database_url)
    require_wall(engine)
    require_current(engine)
    sessions = recorded_sessions(engine, Seal(settings.secret.get_secret_value()), open_keys(settings.case_keys))
    require_case_keys(sessions)
    Process(make_queue(make_tools(settings, sessions))).run()
    engine.dispose()
