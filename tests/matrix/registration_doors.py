"""The doors behind which sessions of trainings and gatherings are, and who registered for them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from bruggen.expertise.tokens import token_of
from bruggen.kit.clock import now
from bruggen.kit.ids import new_id
from bruggen.models import Registration, TrainingSession
from bruggen.writing.item_kinds import KINDS
from tests.matrix.doors import ALL_SEE, EDITS, RELATIONS, Door, delete, get, patch, post
from tests.matrix.expertise_doors import make_item
from tests.matrix.world import World

MANAGERS = ("partnerEditor", "partnerManager", "coordinator", "system")
# Systems never hear who registered.
ORGANIZERS = ("partnerEditor", "partnerManager", "coordinator")
ORGANIZES = {name: EDITS[name] for name in ORGANIZERS}


def make_session(world: World, relation: str, kind: str = "training", status: str = "published") -> UUID:
    """A session of a training of the organization, in a month."""
    item, session_id, starts_at = make_item(world, relation, KINDS[kind], status), new_id(), now() + timedelta(days=30)
    with world.adding() as add:
        add(
            TrainingSession(id=session_id, item_id=item, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), capacity=20)
        )
    return session_id


def hidden_session(world: World, relation: str) -> UUID:
    """A session of a training that is being set up."""
    return make_session(world, relation, status="inDevelopment")


def make_registration(world: World, relation: str, **more: Any) -> UUID:
    """Somebody's registration for such a session."""
    session_id, registration_id = make_session(world, relation), new_id()
    with world.adding() as add:
        whole = {"status": "confirmed", "name": "Iemand", "email": f"r{next(world.numbers)}@people.test", **more}
        add(Registration(id=registration_id, session_id=session_id, number=1, **whole))
    return registration_id


def _token(world: World, key: UUID) -> dict[str, Any]:
    return {"token": token_of(world.product.house.seal, key)}


def _planned(world: World, _key: object) -> dict[str, Any]:
    starts_at = now() + timedelta(days=30)
    return {"startsAt": starts_at.isoformat(), "endsAt": (starts_at + timedelta(hours=2)).isoformat()}


def _somebody(world: World, _key: object) -> dict[str, Any]:
    return {"name": "Iemand", "email": f"r{next(world.numbers)}@people.test"}


def _of(kind: str) -> list[Door]:
    known, one = KINDS[kind], kind.capitalize()
    path = f"/{known.resource}/{{}}/sessions"

    def published(world: World, relation: str) -> UUID:
        return make_item(world, relation, known)

    def archived(world: World, relation: str) -> UUID:
        return make_item(world, relation, known, "archived")

    return [
        Door(f"listSessionsOf{one}", get(path), 200, published, RELATIONS, public=True),
        Door(f"listSessionsOf{one}", get(path), 200, archived, RELATIONS, public=True, allowed=EDITS, case="archived"),
        Door(f"addSessionOf{one}", post(path, _planned), 201, published, RELATIONS, MANAGERS, EDITS, ALL_SEE),
    ]


ONE = "/trainingSessions/{}"
SESSIONS = [
    *_of("training"),
    *_of("gathering"),
    Door("listTrainingSessions", get("/trainingSessions"), public=True),
    Door("getTrainingSession", get(ONE), 200, make_session, RELATIONS, public=True),
    Door(
        "getTrainingSession", get(ONE), 200, hidden_session, RELATIONS, public=True, allowed=EDITS, case="of what is being set up"
    ),
    Door(
        "getTrainingCalendar",
        lambda world, _caller, _key: world.product.client.get("/calendar/trainings.ics"),
        public=True,
        judges=False,
    ),
    Door("changeTrainingSession", patch(ONE, {"note": "Anders."}), 200, make_session, RELATIONS, MANAGERS, EDITS, ALL_SEE),
    Door("removeTrainingSession", delete(ONE), 204, make_session, RELATIONS, MANAGERS, EDITS, ALL_SEE),
    Door("cancelTrainingSession", post(f"{ONE}/cancellations"), 200, make_session, RELATIONS, MANAGERS, EDITS, ALL_SEE),
]
REGISTRATIONS = [
    Door("register", post(f"{ONE}/registrations", _somebody), 202, make_session, RELATIONS, public=True),
    Door(
        "register",
        post(f"{ONE}/registrations", _somebody),
        # Whoever may see it hears that nobody can register yet.
        409,
        hidden_session,
        RELATIONS,
        public=True,
        allowed=EDITS,
        case="for what is being set up",
    ),
    Door("checkRegistration", post("/registrationChecks", _token), 200, make_registration, RELATIONS, public=True),
    Door("cancelRegistration", post("/registrationCancellations", _token), 200, make_registration, RELATIONS, public=True),
    Door("listRegistrations", get(f"{ONE}/registrations"), 200, make_session, RELATIONS, ORGANIZERS, ORGANIZES, ALL_SEE),
    Door("getRegistration", get("/registrations/{}"), 200, make_registration, RELATIONS, ORGANIZERS, ORGANIZES),
    Door("noteAttendance", patch("/registrations/{}", {"came": True}), 200, make_registration, RELATIONS, ORGANIZERS, ORGANIZES),
    Door("removeRegistration", delete("/registrations/{}"), 204, make_registration, RELATIONS, ORGANIZERS, ORGANIZES),
]
EVALUATIONS = [
    # Nobody came yet: whoever holds a link is told so.
    Door(
        "evaluate",
        post("/evaluations", lambda world, key: {**_token(world, key), "score": 4}),
        409,
        make_registration,
        RELATIONS,
        public=True,
    ),
    Door("makeCertificate", post("/registrationCertificates", _token), 409, make_registration, RELATIONS, public=True),
    Door("getEvaluations", get(f"{ONE}/evaluations"), 200, make_session, RELATIONS, ORGANIZERS, ORGANIZES, ALL_SEE),
]
DOORS = [*SESSIONS, *REGISTRATIONS, *EVALUATIONS]
