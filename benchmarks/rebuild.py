"""How long `bruggen directory rebuild` takes, and how soon after its start the server answers a page."""

import statistics
import time

from benchmarks.arguments import parse, report
from benchmarks.product import bruggen, copy_of, prepare, served
from benchmarks.servers import FIRST_PORT

PORT = FIRST_PORT + 30


def main() -> None:
    """Rebuild and start several times; the medians count."""
    arguments = parse("rebuild", __doc__, offers=20_000, rounds=5, seconds=0)
    result = report("rebuild", f"rebuild-{arguments.offers}", arguments)
    data = copy_of(prepare(arguments.offers), "rebuild")
    rebuilt, started = [], []
    for number in range(arguments.rounds):
        began = time.perf_counter()
        bruggen(data, "directory", "rebuild")
        rebuilt.append(time.perf_counter() - began)
        with served(data, PORT) as server:
            started.append(server.ready_after)
        print(f"  round {number + 1}/{arguments.rounds}  rebuilt in {rebuilt[-1]:.2f} s, first page after {started[-1]:.2f} s")
    size = sum(file.stat().st_size for file in (data.folder / "directory").rglob("*") if file.is_file())
    at_20000 = arguments.offers == 20_000
    result.figure("bruggen directory rebuild, whole command", statistics.median(rebuilt), "s", below=5 if at_20000 else None)
    result.figure("process start to first answered page", statistics.median(started), "s", below=2 if at_20000 else None)
    result.figure("index on disk", size / 1e6, "MB")
    result.details = {"rebuilt_s": [round(value, 2) for value in rebuilt], "started_s": [round(value, 2) for value in started]}
    result.finish()


if __name__ == "__main__":
    main()
