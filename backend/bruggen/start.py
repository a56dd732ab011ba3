"""Where the command `bruggen` begins."""

import gc


def main() -> None:
    """Bring the command line into memory, and run it."""
    # What is imported stays: looking through all of it for garbage, again and again, takes a quarter of a start.
    gc.disable()
    from bruggen.cli import main as run

    gc.freeze()
    gc.enable()
    run()
