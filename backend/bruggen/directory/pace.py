"""How the follower shares an interpreter with the searches."""

from time import sleep

PAUSE_SECONDS = 0.0002


def give_way() -> None:
    """Let a waiting search go first. Between two steps of work this is what keeps it from waiting for all of them.

    Letting go of the interpreter alone is not enough: on one core the thread that waits would not wake up in time to take it.
    """
    sleep(PAUSE_SECONDS)
