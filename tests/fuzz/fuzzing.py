"""The running product, asked whatever its own API document allows and forbids: every answer has to be as the document says."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import schemathesis
import uvicorn
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import EngineEvent, NonFatalError, ScenarioFinished
from sqlalchemy import select

from bruggen.access.roles import Role
from bruggen.casework.path import State
from bruggen.kit.db import make_engine
from bruggen.kit.wall import SYSTEM_WALL, open_wall
from bruggen.main import create_app
from bruggen.models import (
    AccountRequest,
    ApiClient,
    CaseAccess,
    CaseConsultation,
    CaseHandover,
    CaseTask,
    Coordinator,
    Gathering,
    Location,
    Offer,
    OfferRevision,
    Organization,
    Registration,
    RoleAssignment,
    Synonym,
    Training,
    TrainingSession,
    User,
)
from bruggen.record.rates import RateCounts
from bruggen.record.sessions import recorded_sessions
from tests.cases.rows import hand_over, let_in, put_case
from tests.conftest import House
from tests.follow.servers import until
from tests.make.people import Person, System, grant, organizations_in, person, system, token_of

DOCUMENT = Path(__file__).resolve().parents[2] / "openapi" / "bruggen-v1.json"
CALLERS = ("visitor", "referrer", "partnerManager", "coordinator", "dataProtectionOfficer", "administrator", "system")

# What stands in an address is drawn at random, and else is one of these, so that there is something at the address.
NAMED = {
    "path.code": ["OVL", "LIM", "naft"],
    "path.listName": ["category", "theme", "region", "sector"],
    "path.key": ["about", "privacy", "region.OVL"],
    "path.nisCode": ["44021", "71072"],
    "header.If-Match": ["*", '"1.0123abcd"', 'W/"1.0"', "1"],
    "header.Idempotency-Key": ["again"],
}
IDENTIFIED = {
    "offerId": Offer,
    "coordinatorId": Coordinator,
    "organizationId": Organization,
    "locationId": Location,
    "synonymId": Synonym,
    "offerRevisionId": OfferRevision,
    "userId": User,
    "roleAssignmentId": RoleAssignment,
    "accountRequestId": AccountRequest,
    "apiClientId": ApiClient,
    "caseConsultationId": CaseConsultation,
    "caseTaskId": CaseTask,
    "caseHandoverId": CaseHandover,
    "accessId": CaseAccess,
    "trainingId": Training,
    "gatheringId": Gathering,
    "trainingSessionId": TrainingSession,
    "registrationId": Registration,
}
# A body may be as the document says and still be refused: a name that is taken, a role that asks for a region, a wrong code.
NOT_FOR_A_DOCUMENT = ("positive_data_acceptance",)


@dataclass
class Tally:
    """What was asked, and what was wrong with the answers."""

    answers: Counter[int] = field(default_factory=Counter)
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def cases(self) -> int:
        """How many requests were sent."""
        return self.answers.total()

    @property
    def failures(self) -> int:
        """How many answers were a 500 or another fault of the server."""
        return sum(count for status, count in self.answers.items() if status >= 500)

    def add(self, event: EngineEvent, caller: str) -> None:
        """Take in what the engine says."""
        if isinstance(event, NonFatalError):
            self.wrong[f"{caller}: {event.label}: {event.value}"] = event.info.format(bold=str)
        if not isinstance(event, ScenarioFinished):
            return
        for exchange in event.recorder.interactions.values():
            self.answers[exchange.response.status_code if exchange.response else 599] += 1
        for checks in event.recorder.checks.values():
            for check in checks:
                if check.failure_info:
                    what = check.failure_info
                    self.wrong.setdefault(
                        f"{caller}: {event.label}: {check.name}: {what.failure.title}",
                        f"{what.failure.message}\n{what.code_sample}",
                    )


@dataclass(frozen=True, slots=True)
class Target:
    """The product, served on this machine, on a house of its own."""

    url: str
    house: House

    def fuzz(self, caller: str, *, cases: int, seed: int, phases: tuple[str, ...] = ("fuzzing",)) -> Tally:
        """So many cases of every operation as the caller, and whatever else the checks send. One seed always sends the same."""
        tally = Tally()
        schema = schemathesis.openapi.from_dict(json.loads(DOCUMENT.read_text()), config=self._config(cases, seed, phases))
        engine = make_engine(self.house.database_url)
        counts = RateCounts(engine)

        # Whoever asks a thousand times in a minute is kept out: that is tested elsewhere, and would hide everything here.
        @schema.hook
        def after_call(context: Any, case: Any, response: Any) -> None:
            counts.reset()

        if caller != "visitor":
            schema.auth(refresh_interval=60)(self._entering(caller))
        try:
            for event in from_schema(schema).execute():
                tally.add(event, caller)
        finally:
            engine.dispose()
        return tally

    def _entering(self, caller: str) -> type:
        target = self

        class Entering:
            """Somebody new again and again: who fuzzes may take away their own rights."""

            def get(self, case: Any, context: Any) -> str:
                return target.token(caller)

            def set(self, case: Any, data: str, context: Any) -> None:
                case.headers["Authorization"] = f"Bearer {data}"

        return Entering

    def token(self, caller: str) -> str:
        """The access token of somebody new."""
        engine = make_engine(self.house.database_url)
        sessions = recorded_sessions(engine, self.house.seal, self.house.keys)
        own = organizations_in(sessions, "OVL")[0]
        who: Person | System
        if caller == "system":
            who = system(sessions, own)
        else:
            role = Role(caller)
            region = "OVL" if role in (Role.COORDINATOR, Role.REFERRER) else None
            who = person(sessions, grant(role, region=region, organization=own if role == Role.PARTNER_MANAGER else None))
        token = token_of(sessions, self.house.settings, who)
        engine.dispose()
        return token

    def _config(self, cases: int, seed: int, phases: tuple[str, ...]) -> SchemathesisConfig:
        lists = NAMED | {f"path.{name}": [str(one) for one in self._some(model)] for name, model in IDENTIFIED.items()}
        lists = {name: values for name, values in lists.items() if values}
        on = {phase: {"enabled": phase in phases} for phase in ("examples", "coverage", "fuzzing", "stateful")}
        return SchemathesisConfig.from_dict(
            {
                "seed": seed,
                "base-url": self.url,
                "headers": {"Origin": self.url},
                "workers": 1,
                "continue-on-failure": True,
                "request-timeout": 60,
                "max-redirects": 0,
                "warnings": False,
                "generation": {"max-examples": cases, "database": "none", "no-shrink": True},
                "phases": on,
                "checks": {name: {"enabled": False} for name in NOT_FOR_A_DOCUMENT},
                "dictionaries": {name.replace(".", "-"): {"values": values} for name, values in lists.items()},
                "parameters": {name: {"dictionary": name.replace(".", "-"), "probability": 0.7} for name in lists},
            }
        )

    def _some(self, model: Any) -> list[UUID]:
        engine = make_engine(self.house.database_url)
        with recorded_sessions(engine, self.house.seal, self.house.keys)() as session:
            open_wall(session, SYSTEM_WALL)
            found = list(session.scalars(select(model.id).order_by(model.id).limit(5)))
        engine.dispose()
        return found


def put_cases(house: House) -> None:
    """Cases at which there is something to do, one in most states of the path."""
    engine = make_engine(house.database_url)
    sessions = recorded_sessions(engine, house.seal, house.keys)
    expert = person(sessions, grant(Role.EXPERT)).id
    with sessions.begin() as session:
        open_wall(session, SYSTEM_WALL)
        for state in (State.SUBMITTED, State.IN_SCREENING, State.CONSULT_HELD, State.FOLLOW_UP, State.CLOSED):
            case_id = put_case(session, state)
            let_in(session, case_id, expert, "expert")
            hand_over(session, case_id, "LIM")
        hand_over(session, put_case(session, State.SUBMITTED, region="LIM"), "OVL")
    engine.dispose()


@contextmanager
def serving(house: House) -> Iterator[Target]:
    """The product of the house on a port of this machine, real HTTP between it and who asks."""
    app = create_app(house.settings.model_copy(update={"jobs_embedded": False, "log_level": "CRITICAL"}))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, access_log=False))
    put_cases(house)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        until(lambda: server.started)
        yield Target(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", house)
    finally:
        server.should_exit = True
        thread.join()
