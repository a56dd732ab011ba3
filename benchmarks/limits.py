"""What limits a figure: the server under load, sampled by py-spy: `python -m benchmarks.limits page|filtered|facets|search`.

Prints the functions that take most of the time; the sampled stacks stay in var/bench/stacks.txt.
"""

import argparse
import collections
import subprocess
import sys
import threading

from benchmarks.load import take, throughput
from benchmarks.product import prepare, served
from benchmarks.queries import filtered_pages, plain_page, searches
from benchmarks.servers import FIRST_PORT, LOAD_CORE, WORK, pinned

PORT = FIRST_PORT + 50
VENV = WORK / "profiler"
PIN = "py-spy==0.4.1"
TRUNK = 0.85
PATHS_PER_SECOND = 20_000


def main() -> None:
    """Load the server with one kind of request and sample it meanwhile."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.limits", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("kind", choices=("page", "filtered", "facets", "search", "ready-made"))
    parser.add_argument("--offers", type=int, default=20_000)
    parser.add_argument("--seconds", type=int, default=8)
    arguments = parser.parse_args()
    _install()
    count = PATHS_PER_SECOND * (arguments.seconds + 2)
    sources = {
        "page": lambda: [plain_page(number) for number in range(count)],
        "filtered": lambda: take(filtered_pages(4, arguments.offers), count),
        "facets": lambda: take(filtered_pages(5, arguments.offers, facets=True), count),
        "search": lambda: take(searches(seed=6, kind="two words"), 30_000),
        "ready-made": lambda: [plain_page(0)] * count,
    }
    cache = {} if arguments.kind == "ready-made" else {"BRUGGEN_PAGE_CACHE_BYTES": "0"}
    with served(prepare(arguments.offers), PORT, settings=cache) as server:
        paths = sources[arguments.kind]()
        throughput(PORT, paths=paths, seconds=1)
        load = threading.Thread(target=lambda: print(throughput(PORT, paths=paths, seconds=arguments.seconds + 1)))
        load.start()
        stacks = _sample(server.process.pid, arguments.seconds)
        load.join()
    _tell(stacks, arguments.kind)


def _sample(pid: int, seconds: int) -> str:
    """Collapsed stacks of the server; the time of native code counts for the Python function that called it."""
    file = WORK / "stacks.txt"
    argv = [str(VENV / "bin/py-spy"), "record", "--rate", "200", "--duration", str(seconds), "--format", "raw"]
    subprocess.run(pinned(LOAD_CORE, [*argv, "--output", str(file), "--pid", str(pid)]), check=True, capture_output=True)
    return file.read_text("utf-8")


def _tell(stacks: str, kind: str) -> None:
    own: collections.Counter[str] = collections.Counter()
    total: collections.Counter[str] = collections.Counter()
    samples = 0
    for line in stacks.splitlines():
        stack, count = line.rsplit(" ", 1)
        frames = stack.split(";")
        samples += int(count)
        own[frames[-1]] += int(count)
        for frame in dict.fromkeys(frames):
            total[frame] += int(count)
    for title, counter in (("itself", own), ("with what it calls", total)):
        print(f"\n{kind}: share of {samples} samples, {title}")
        # The trunk that every sample passes through tells nothing.
        branches = [(frame, count) for frame, count in counter.most_common() if count < TRUNK * samples]
        for frame, count in branches[:25]:
            print(f"  {100 * count / samples:5.1f} %  {frame}")


def _install() -> None:
    if not (VENV / "bin/py-spy").exists():
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        subprocess.run([str(VENV / "bin/python"), "-m", "pip", "install", "--quiet", PIN], check=True)


if __name__ == "__main__":
    main()
