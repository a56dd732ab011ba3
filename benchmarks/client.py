"""One client, one kept-alive connection, one request at a time: `python -m benchmarks.client <port> <paths.json> <warm-up>`.

Prints the milliseconds from the first byte sent to the last byte read, by kind. Every answer must be a 200 with a total.
"""

import gc
import http.client
import json
import sys
import time
from collections import defaultdict
from pathlib import Path


def main() -> None:
    """Ask every path once and print what it took."""
    port, file, warm_up = int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    paths = json.loads(file.read_text())
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    seen: dict[str, list[float]] = defaultdict(list)
    # The client's own pauses are not the server's.
    gc.disable()
    for number, (kind, path) in enumerate(paths):
        started = time.perf_counter()
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read()
        elapsed = (time.perf_counter() - started) * 1000
        if response.status != 200 or b'"total"' not in body:
            raise SystemExit(f"{path} was answered with {response.status}: {body[:500]!r}")
        if number >= warm_up:
            seen[kind].append(elapsed)
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
