"""What authorisation costs: one read with a token and without, in turns, on one connection in one run."""

import statistics

from benchmarks.arguments import parse, report
from benchmarks.load import percentiles
from benchmarks.people import Connection, coordinators_token, database
from benchmarks.product import copy_of, prepare, served
from benchmarks.servers import FIRST_PORT
from bruggen.models import Offer

PORT = FIRST_PORT + 70
MOST = 15.0


def main() -> None:
    """Read offers by their ids, every second time as a coordinator."""
    arguments = parse("access", __doc__, offers=20_000, rounds=5, seconds=6)
    result = report("access", f"access-{arguments.offers}", arguments)
    data = copy_of(prepare(arguments.offers), "access")
    count = 100 if arguments.quick else 1_000
    with database(data) as sessions, sessions() as session:
        ids = [row.id for row in session.query(Offer.id).filter_by(status="published").limit(count)]
    with served(data, PORT):
        token = {"Authorization": f"Bearer {coordinators_token(data, f'http://127.0.0.1:{PORT}')}"}
        connection = Connection(PORT)
        ratios, seen = [], {"without": [0.0], "with": [0.0]}
        for number in range(arguments.rounds + 1):
            taken: dict[str, list[float]] = {"without": [], "with": []}
            for offer_id in ids:
                for kind, headers in (("without", {}), ("with", token)):
                    status, milliseconds = connection.ask("GET", f"/api/v1/offers/{offer_id}", headers)
                    if status != 200:
                        raise SystemExit(f"an offer was answered with {status} {kind} a token")
                    taken[kind].append(milliseconds)
            # The first round warms everything up.
            if number:
                ratios.append(statistics.median(taken["with"]) / statistics.median(taken["without"]))
                seen = taken
    for kind in seen:
        result.figure(f"read of an offer {kind} authorisation, p50", percentiles(seen[kind])["p50"], "ms")
    result.figure("added by authorisation, median of the rounds", 100 * (statistics.median(ratios) - 1), "%", below=MOST)
    result.details = {"ratios": [round(ratio, 3) for ratio in ratios]}
    result.finish()


if __name__ == "__main__":
    main()
