"""Whether the time of a refused sign-in tells that an account exists: known and unknown addresses in turns, one run."""

import math
import random
import statistics
from itertools import chain

from benchmarks.arguments import parse, report
from benchmarks.load import percentiles
from benchmarks.people import Connection, add_accounts
from benchmarks.product import copy_of, prepare, served
from benchmarks.servers import FIRST_PORT

PORT = FIRST_PORT + 60
TRIES_OF_ONE = 5
# Two-sample Kolmogorov-Smirnov, at 1 %: below this two samples of one distribution differ in 99 runs of 100.
COEFFICIENT = 1.628


def main() -> None:
    """Give a wrong password for known and unknown addresses, in a random order."""
    arguments = parse("sign_in", __doc__, offers=2_000, rounds=4, seconds=1)
    result = report("sign_in", "sign-in", arguments)
    data = copy_of(prepare(arguments.offers), "sign-in")
    each = 20 if arguments.quick else 100
    known = add_accounts(data, each * arguments.rounds // TRIES_OF_ONE)
    unknown = [f"nobody{number}@bench.test" for number in range(len(known))]
    tries = [
        *chain.from_iterable(
            [("known", one), ("unknown", other)] * TRIES_OF_ONE for one, other in zip(known, unknown, strict=True)
        )
    ]
    random.Random(7).shuffle(tries)
    # Tries are counted by the caller's address, too: each comes from one of its own, as a proxy tells it.
    settings = {"BRUGGEN_TRUSTED_PROXIES": '["127.0.0.1"]'}
    seen: dict[str, list[float]] = {"known": [], "unknown": []}
    with served(data, PORT, settings=settings):
        connection = Connection(PORT)
        for number, (kind, address) in enumerate([*tries[:20], *tries]):
            headers = {
                "Origin": f"http://127.0.0.1:{PORT}",
                "Content-Type": "application/json",
                "X-Forwarded-For": f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}",
            }
            status, milliseconds = connection.ask("POST", "/auth/signIns", headers, {"email": address, "password": "guess"})
            if status != 401:
                raise SystemExit(f"a wrong password was answered with {status}")
            if number >= 20:
                seen[kind].append(milliseconds)
    for kind, values in seen.items():
        for name in ("p50", "p99"):
            result.figure(f"{kind} address, {name}", percentiles(values)[name], "ms")
    result.figure("difference of the medians", abs(statistics.median(seen["known"]) - statistics.median(seen["unknown"])), "ms")
    distance, critical = _distance(seen["known"], seen["unknown"])
    result.figure("Kolmogorov-Smirnov distance of the two", distance, "", below=critical)
    result.figure("chance that the known one takes longer", 100 * _longer(seen["known"], seen["unknown"]), "%")
    result.finish()


def _distance(one: list[float], other: list[float]) -> tuple[float, float]:
    """The largest distance of the two empirical distributions, and what it may be by chance at 1 %."""
    largest = max(abs(_share(one, value) - _share(other, value)) for value in [*one, *other])
    return largest, COEFFICIENT * math.sqrt((len(one) + len(other)) / (len(one) * len(other)))


def _share(values: list[float], limit: float) -> float:
    return sum(value <= limit for value in values) / len(values)


def _longer(one: list[float], other: list[float]) -> float:
    """Mann-Whitney: of all pairs, the share in which the first takes longer; a half when nothing can be told."""
    return sum(first > second for first in one for second in other) / (len(one) * len(other))


if __name__ == "__main__":
    main()
