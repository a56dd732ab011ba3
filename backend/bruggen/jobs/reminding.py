"""In the morning: what is due today or was before, told to whose it is; again after a week, as long as it is not done."""

from datetime import timedelta

from bruggen.casework.reminding import remind
from bruggen.jobs.tools import Tools
from bruggen.kit.clock import today
from bruggen.kit.wall import SYSTEM_WALL, open_wall
from bruggen.models import CaseTask

PAUSE = timedelta(days=7)


def remind_of_tasks(tools: Tools) -> None:
    """Remind everybody of what is due."""
    with tools.sessions.begin() as session:
        open_wall(session, SYSTEM_WALL)
        remind(session, CaseTask.due_on <= today(), pause=PAUSE)
