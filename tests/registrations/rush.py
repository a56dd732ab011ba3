"""Many people who register for few places at the same moment, and some who change their minds meanwhile."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from threading import Barrier, Event, Thread
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from starlette.testclient import TestClient

from bruggen.models import Registration
from tests.registrations.desk import Desk, address

THREADS = 32


@dataclass(slots=True)
class Rush:
    """What became of everybody: whom each mail went to, and the most who ever had a place at once."""

    key: str
    told: dict[str, list[str]] = field(default_factory=dict)
    cancelled: set[str] = field(default_factory=set)
    most: int = 0
    looks: int = 0

    def states(self) -> Counter[str]:
        """How often each story was told in mails."""
        return Counter(" ".join(mails) for mails in self.told.values())


def rush(desk: Desk, *, people: int, places: int, cancelling: int, seed: int = 1) -> Rush:
    """Let them all in at once: `people` register for `places`, and `cancelling` of them take it back as soon as they are told."""
    result = Rush(desk.plan(capacity=places))
    emails = [address() for _ in range(people)]
    fickle = set(Random(seed).sample(emails, cancelling))  # noqa: S311 - the same each time is what it is for
    started, over = Barrier(THREADS), Event()
    watcher = Thread(target=_watch, args=(desk, result, over))
    watcher.start()

    def come(number: int) -> None:
        if number < THREADS:
            started.wait()
        email = emails[number]
        # From an address of their own: a school's would be held back.
        client = TestClient(
            desk.product.client.app, base_url="http://bruggen.test", client=(f"10.0.{number // 250}.{number % 250}", 1)
        )
        body = {"name": "Iemand", "email": email}
        _expect(client.post(f"/api/v1/trainingSessions/{result.key}/registrations", json=body), 202)
        if email in fickle:
            _expect(client.post("/api/v1/registrationCancellations", json={"token": desk.token(email)}), 200)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(come, range(people)))
    over.set()
    watcher.join()
    result.told = {email: desk.told(email) for email in emails}
    result.cancelled = fickle
    return result


def _expect(answer: Any, status: int) -> None:
    assert answer.status_code == status, answer.text


def _watch(desk: Desk, result: Rush, over: Event) -> None:
    """Count those who have a place, over and over."""
    counted = select(func.count()).where(Registration.session_id == UUID(result.key), Registration.status == "confirmed")
    while not over.is_set():
        with desk.product.sessions() as session:
            result.most = max(result.most, session.scalar(counted) or 0)
            result.looks += 1


def require_fair(desk: Desk, rush: Rush, *, people: int, places: int) -> None:
    """Nobody too many, nobody overtaken, and everybody told exactly what became of them."""
    rows = desk.rows(rush.key)
    assert rush.most <= places
    assert rush.looks > 1
    assert [row.number for row in rows] == list(range(1, people + 1))
    standing = [row for row in rows if row.status != "cancelled"]
    assert {row.email for row in rows if row.status == "cancelled"} == rush.cancelled
    # Those with a place came before all who wait.
    assert [row.status for row in standing] == ["confirmed"] * places + ["waiting"] * (len(standing) - places)
    for row in rows:
        assert row.email
        mails = list(rush.told[row.email])
        if row.status == "cancelled":
            assert mails.pop() == "registrationCancelled"
        if row.confirmed_at is None:
            assert mails == ["registrationWaiting"]
        else:
            assert mails in (["registrationConfirmed"], ["registrationWaiting", "registrationMovedUp"])
