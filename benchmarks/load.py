"""Load from the second core: throughput by wrk, latency by one patient client."""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.servers import LOAD_CORE, pinned

SCRIPT = Path(__file__).parent / "load.lua"
CONNECTIONS = 16


@dataclass(frozen=True)
class Throughput:
    """What one round of wrk saw."""

    per_second: float
    bytes_each: float
    p50_ms: float
    p99_ms: float


def throughput(
    port: int, path: str = "/", *, paths: Sequence[str] = (), seconds: float = 5, headers: Mapping[str, str] | None = None
) -> Throughput:
    """Keep one server busy for some seconds over 16 kept-alive connections.

    With `paths` each is asked once; a failed request or a path asked twice ends the benchmark: it would measure something else.
    """
    if not shutil.which("wrk"):
        raise SystemExit("wrk is missing: apt-get install wrk")
    argv = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "--timeout", "60s", "-s", str(SCRIPT)]
    for name, value in (headers or {}).items():
        argv += ["-H", f"{name}: {value}"]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        argv += [f"http://127.0.0.1:{port}{path}"]
        if paths:
            file.write("\n".join(paths) + "\n")
            file.flush()
            argv += ["--", file.name]
        result = subprocess.run(pinned(LOAD_CORE, argv), capture_output=True, text=True, check=True, timeout=seconds + 60)
    seen = json.loads(result.stdout.splitlines()[-1])
    if seen["failed"]:
        raise SystemExit(f"{seen['failed']} of {seen['requests']} requests to port {port} failed")
    if paths and seen["requests"] > len(paths):
        raise SystemExit(f"{len(paths)} different URLs did not last for {seconds} s: {seen['requests']} were asked")
    return Throughput(
        seen["requests"] / seen["seconds"], seen["bytes"] / max(1, seen["requests"]), seen["p50_ms"], seen["p99_ms"]
    )


def latencies(port: int, paths: Sequence[tuple[str, str]], warm_up: int = 50) -> dict[str, list[float]]:
    """Milliseconds of one request at a time over one connection, by kind; `paths` holds (kind, path).

    Runs in a process of its own on the second core; the first `warm_up` answers are not counted.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "paths.json"
        file.write_text(json.dumps(list(paths)))
        argv = [sys.executable, "-m", "benchmarks.client", str(port), str(file), str(warm_up)]
        result = subprocess.run(pinned(LOAD_CORE, argv), capture_output=True, text=True, timeout=600)
    if result.returncode:
        raise SystemExit(result.stderr[-2000:])
    return json.loads(result.stdout)


def percentiles(milliseconds: Sequence[float]) -> dict[str, float]:
    """p50, p99, p99.9 and the worst, each by the nearest rank."""
    ordered = sorted(milliseconds)

    def rank(share: float) -> float:
        return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))]

    return {"p50": rank(0.5), "p99": rank(0.99), "p99.9": rank(0.999), "max": ordered[-1], "n": len(ordered)}


def interleave(contenders: Mapping[str, Callable[[], Throughput]], rounds: int) -> dict[str, list[Throughput]]:
    """A B C A B C ...: what else happens on the machine touches all of them alike."""
    seen: dict[str, list[Throughput]] = {name: [] for name in contenders}
    for number in range(rounds):
        for name, measure in contenders.items():
            seen[name].append(measure())
            print(f"  round {number + 1}/{rounds}  {name:<34} {seen[name][-1].per_second:>10,.0f}/s", flush=True)
    return seen


def median_ratio(rounds: Mapping[str, Sequence[Throughput]], name: str, base: str) -> float:
    """The median over the rounds of `name` divided by `base` in the same round."""
    return statistics.median(mine.per_second / other.per_second for mine, other in zip(rounds[name], rounds[base], strict=True))


def median_rate(rounds: Sequence[Throughput]) -> float:
    """The median requests per second."""
    return statistics.median(entry.per_second for entry in rounds)


def take(paths: Iterator[str], count: int) -> list[str]:
    """The next `count` paths, none of which was asked before."""
    taken = list(islice(paths, count))
    if len(taken) < count:
        raise SystemExit("there are no more different URLs to ask")
    return taken


def summary(rounds: Mapping[str, Sequence[Throughput]]) -> dict[str, Any]:
    """Medians per contender, for the result file."""
    return {
        name: {
            "per_second": round(median_rate(seen)),
            "bytes": round(statistics.median(entry.bytes_each for entry in seen)),
            "rounds": [round(entry.per_second) for entry in seen],
        }
        for name, seen in rounds.items()
    }
