"""The command line that all benchmarks share."""

import argparse
import shlex
import sys

from benchmarks.report import Report


def parse(module: str, description: str | None, *, offers: int, rounds: int, seconds: float) -> argparse.Namespace:
    """`--offers`, `--rounds`, `--seconds`, and `--quick`, which makes all of them small."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{module}", description=(description or "").splitlines()[0])
    parser.add_argument("--offers", type=int, default=offers, help=f"offers in the database ({offers})")
    parser.add_argument("--rounds", type=int, default=rounds, help=f"rounds, of which the median counts ({rounds})")
    parser.add_argument("--seconds", type=float, default=seconds, help=f"seconds of load a round ({seconds})")
    parser.add_argument("--quick", action="store_true", help="2,000 offers, one round, one second: shows that it runs")
    arguments = parser.parse_args()
    if arguments.quick:
        arguments.offers, arguments.rounds, arguments.seconds = 2000, 1, 1
    return arguments


def report(module: str, name: str, arguments: argparse.Namespace) -> Report:
    """A report that knows the command that made it."""
    return Report(name, shlex.join(["python", "-m", f"benchmarks.{module}", *sys.argv[1:]]), arguments.quick)
