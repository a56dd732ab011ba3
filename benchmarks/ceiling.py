"""How much of what a Python server can do at all the directory does: pages per second against a bare ASGI "hello"."""

import json
from collections.abc import Callable
from pathlib import Path

from benchmarks.arguments import parse, report
from benchmarks.load import Throughput, interleave, median_rate, median_ratio, summary, take, throughput
from benchmarks.product import prepare, served
from benchmarks.queries import filtered_pages, plain_page
from benchmarks.servers import FIRST_PORT, WORK, Server, uvicorn

BARE, FRAMEWORK, PRODUCT, UNCACHED, SAME = range(FIRST_PORT, FIRST_PORT + 5)
# More than any server here asks in a second.
PATHS_PER_SECOND = 20_000


def main() -> None:
    """Measure all of them in turns."""
    arguments = parse("ceiling", __doc__, offers=20_000, rounds=5, seconds=6)
    data = prepare(arguments.offers)
    result = report("ceiling", f"ceiling-{arguments.offers}", arguments)
    with (
        Server("bare", uvicorn("benchmarks.apps.bare:app", BARE), BARE),
        Server("framework", uvicorn("benchmarks.apps.framework:app", FRAMEWORK), FRAMEWORK),
        served(data, PRODUCT) as product,
        served(data, UNCACHED, name="bruggen-uncached", settings={"BRUGGEN_PAGE_CACHE_BYTES": "0"}),
        Server("same", uvicorn("benchmarks.apps.same:app", SAME), SAME, env={"BENCH_ANSWER": str(_kept_answer(product))}),
    ):
        contenders = _contenders(product, arguments.offers, arguments.seconds)
        for measure in contenders.values():
            measure()
        rounds = interleave(contenders, arguments.rounds)
        result.details = {"rates": summary(rounds), "memory_mb": round(product.memory_mb())}
    share = {name: 100 * median_ratio(rounds, name, "bare ASGI hello") for name in rounds}
    result.figure("bare ASGI hello", median_rate(rounds["bare ASGI hello"]), "/s")
    targets = {"directory page": 8.0, "directory page, ready-made": 75.0, "directory page, 304": 90.0}
    for name in list(rounds)[1:]:
        result.figure(name, median_rate(rounds[name]), "/s")
        result.figure(f"{name}, of bare ASGI", share[name], "%", at_least=targets.get(name))
    limit = 100 * median_ratio(rounds, "directory page, ready-made", "bare ASGI, answer of a page")
    result.figure("directory page, ready-made, of sending it alone", limit, "%")
    result.finish()


def _kept_answer(product: Server) -> Path:
    """The product's first page in a file, for an application that does nothing but send it."""
    status, headers, body = product.get(plain_page(0))
    if status != 200:
        raise SystemExit(f"expected 200, got {status}: {body[:500]!r}")
    # The server that sends it tells the time itself.
    headers.pop("date")
    file = WORK / "answer.json"
    file.write_text(json.dumps({"headers": headers, "body": body.decode()}), encoding="utf-8")
    return file


def _contenders(product: Server, offers: int, seconds: float) -> dict[str, Callable[[], Throughput]]:
    """The cached and the 304 page come from the layer before the router; the others never twice from one URL, or uncached."""
    filtered, faceted = filtered_pages(1, offers), filtered_pages(2, offers, facets=True)
    count = int(PATHS_PER_SECOND * seconds)
    page = plain_page(0)
    status, headers, _ = product.get(page)
    etag = {"If-None-Match": headers["etag"]}
    unchanged, _, body = product.get(page, etag)
    if (status, unchanged, body) != (200, 304, b""):
        raise SystemExit(f"expected 200 and an empty 304, got {status} and {unchanged} with {len(body)} bytes")
    plain = [plain_page(number) for number in range(count)]
    return {
        "bare ASGI hello": lambda: throughput(BARE, seconds=seconds),
        "FastAPI hello": lambda: throughput(FRAMEWORK, seconds=seconds),
        "bare ASGI, answer of a page": lambda: throughput(SAME, page, seconds=seconds),
        "directory page": lambda: throughput(UNCACHED, paths=plain, seconds=seconds),
        "directory page, filtered": lambda: throughput(PRODUCT, paths=take(filtered, count), seconds=seconds),
        "directory page, filtered, 5 facets": lambda: throughput(PRODUCT, paths=take(faceted, count), seconds=seconds),
        "directory page, ready-made": lambda: throughput(PRODUCT, page, seconds=seconds),
        "directory page, 304": lambda: throughput(PRODUCT, page, seconds=seconds, headers=etag),
    }


if __name__ == "__main__":
    main()
