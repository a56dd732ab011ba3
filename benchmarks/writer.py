"""Changes offers as the product does, at a steady rate: `python -m benchmarks.writer <database url> <per second> <seconds>`.

Each change is one transaction through the product's models; its change log follows by itself. Ends early when its
standard input closes. Prints what was done.
"""

import json
import select as polling
import sys
import time
from random import Random

from sqlalchemy import select

from benchmarks.product import SECRET
from bruggen.kit.db import make_engine
from bruggen.kit.sealing import Seal
from bruggen.models import Offer
from bruggen.record.sessions import recorded_sessions

STATUSES = ("free", "limited", "waitingList", "closed")


def main() -> None:
    """Give offers another availability and another summary until the time is over."""
    url, rate, seconds = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
    random = Random(1)
    sessions = recorded_sessions(make_engine(url), Seal(SECRET))
    with sessions() as session:
        ids = session.scalars(select(Offer.id).where(Offer.status == "published").limit(20_000)).all()
    started = time.perf_counter()
    print(json.dumps({"ready": True}), flush=True)
    changes, late = 0, 0.0
    while (due := changes / rate) < seconds:
        if _closed(max(0.0, started + due - time.perf_counter())):
            break
        with sessions.begin() as session:
            offer = session.get_one(Offer, random.choice(ids))
            offer.availability = random.choice(STATUSES)
            offer.waiting_weeks = random.randint(1, 40) if offer.availability == "waitingList" else None
            offer.summary = f"{offer.summary[:200].rstrip()} Nieuw: {random.randint(1, 999)} plaatsen."[:300]
        changes += 1
        late = max(late, time.perf_counter() - started - due)
    spent = time.perf_counter() - started
    print(json.dumps({"changes": changes, "per_second": changes / spent, "latest_by_ms": late * 1000}))


def _closed(wait: float) -> bool:
    """Sleep so long; true as soon as standard input has ended."""
    readable, _, _ = polling.select([sys.stdin], [], [], wait)
    return bool(readable)


if __name__ == "__main__":
    main()
