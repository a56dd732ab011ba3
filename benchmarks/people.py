"""Accounts in the database of a benchmark, and requests of one kept-alive connection."""

import http.client
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from benchmarks.product import SECRET, Data
from bruggen.access.authentication import Tokens
from bruggen.access.cookies import PATH, RENEWAL
from bruggen.access.keyring import KeyRing
from bruggen.access.roles import Role
from bruggen.access.sessions import open_session
from bruggen.kit.actor import ActorKind
from bruggen.kit.clock import today
from bruggen.kit.db import SessionFactory, make_engine
from bruggen.kit.ids import new_id
from bruggen.kit.outer_keys import open_keys
from bruggen.kit.passwords import hash_password
from bruggen.kit.sealing import Seal
from bruggen.models import RoleAssignment, User
from bruggen.record.sessions import recorded_sessions


@contextmanager
def database(data: Data) -> Iterator[SessionFactory]:
    """Sessions on the benchmark's own database."""
    engine = make_engine(data.database_url)
    yield recorded_sessions(engine, Seal(SECRET), open_keys(data.env["BRUGGEN_CASE_KEYS"]))
    engine.dispose()


def add_accounts(data: Data, count: int) -> list[str]:
    """So many accounts with a password; returns their addresses."""
    password_hash = hash_password("een wachtwoord dat niemand raadt")
    addresses = [f"person{number}@bench.test" for number in range(count)]
    with database(data) as sessions, sessions.begin() as session:
        session.add_all(User(email=address, name="Bench", password_hash=password_hash) for address in addresses)
    return addresses


def coordinators_token(data: Data, issuer: str, regions: Sequence[str] = ("OVL",)) -> str:
    """An access token of a new coordinator who is signed in."""
    with database(data) as sessions:
        session_id, user_id, _renewal = _sign_in(sessions, regions)
        return Tokens(KeyRing(sessions), issuer, demo=False).issue(ActorKind.USER, user_id, session_id)


def renewal_cookie(sessions: SessionFactory, regions: Sequence[str]) -> dict[str, str]:
    """The cookie of a new coordinator's browser: with it the site signs them in."""
    _session_id, _user_id, renewal = _sign_in(sessions, regions)
    return {"name": RENEWAL, "value": renewal, "path": PATH}


def _sign_in(sessions: SessionFactory, regions: Sequence[str]) -> tuple[UUID, UUID, str]:
    with sessions.begin() as session:
        roles = [
            RoleAssignment(role=Role.COORDINATOR, region_code=region, post="youthCareEducation", valid_from=today())
            for region in regions
        ]
        user = User(email=f"{new_id()}@bench.test", name="Bench", password_hash="*", roles=roles)
        session.add(user)
        session.flush()
        opened, renewal = open_session(session, user, method="password", second_factor=True, device="")
        return opened.id, user.id, renewal


class Connection:
    """One connection; each request is timed from the first byte sent to the last byte read."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: Any = None) -> tuple[int, float]:
        """The status of the answer and the milliseconds that it took."""
        sent = None if body is None else json.dumps(body)
        started = time.perf_counter()
        self._connection.request(method, path, sent, dict(headers))
        response = self._connection.getresponse()
        response.read()
        return response.status, (time.perf_counter() - started) * 1000
