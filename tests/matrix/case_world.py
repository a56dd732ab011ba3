"""Cases in a world: whose they are, who was let into them, and in which state."""

from uuid import UUID

from bruggen.access.links import new_link
from bruggen.access.roles import Role
from bruggen.casework.path import State
from bruggen.kit.ids import new_id
from bruggen.kit.wall import SYSTEM_WALL, open_wall
from bruggen.models import CaseConsultation, CaseOffer, CaseTask, Notification, RoleAssignment, SavedView
from tests.cases.rows import hand_over, let_in, put_case
from tests.make.people import grant
from tests.matrix.world import OTHER_REGION, OWN, REGION_OF, SAME_REGION, World

# Beside `own`, handed in by the referrer: a system's application, and one that the coordinator wrote down on the phone.
SYSTEMS, PHONED = "systems", "phoned"
IN_REGION = (OWN, SYSTEMS, PHONED, SAME_REGION)
CASE_RELATIONS = (*IN_REGION, OTHER_REGION)
OTHER = {"OVL": "LIM", "LIM": "OVL"}


def roles_at_cases() -> dict[str, RoleAssignment]:
    """Who there is at cases beside those who are everywhere; what they are at the case is in `case`."""
    return {
        "otherSide": grant(Role.REFERRER, region="OVL", sector="youthCare"),
        "colleague": grant(Role.COORDINATOR, region="OVL", post="togetherAgainstDropout"),
        "elsewhere": grant(Role.COORDINATOR, region="LIM"),
        "rescuer": grant(Role.COORDINATOR, region="ANT"),
        "pastRescuer": grant(Role.COORDINATOR, region="ANT"),
        "pastExpert": grant(Role.EXPERT),
        "endedExpert": grant(Role.EXPERT),
    }


def case(world: World, relation: str, state: State, *, other_side: bool = True) -> UUID:
    """A case in this state. At `own` ones the expert and the rescuer are let in; others were once."""
    bystander = world.bystander
    region = REGION_OF.get(relation, "OVL")
    whose = {
        OWN: {"referrer_id": world.ids["referrer"], "created_by": world.ids["referrer"]},
        SYSTEMS: {"api_client_id": world.ids["system"]},
        PHONED: {"created_by": world.ids["coordinator"]},
    }.get(relation, {"referrer_id": bystander, "created_by": bystander})
    side = world.ids["otherSide"] if relation == OWN else bystander
    with world.product.sessions.begin() as session:
        open_wall(session, SYSTEM_WALL)
        case_id = put_case(session, state, region=region, other_side_id=side if other_side else None, **whose)
        if relation == OWN and state != State.DRAFT:
            let_in(session, case_id, world.ids["expert"], "expert")
            let_in(session, case_id, world.ids["pastExpert"], "expert", hours=-1)
            let_in(session, case_id, world.ids["endedExpert"], "expert", ended=True)
            let_in(session, case_id, world.ids["rescuer"], "emergency")
            let_in(session, case_id, world.ids["pastRescuer"], "emergency", hours=-1)
    return case_id


def code_of(world: World, relation: str, state: State) -> str:
    """The code of a case, as somebody reads it out."""
    case_id = case(world, relation, state)
    with world.product.sessions.begin() as session:
        open_wall(session, SYSTEM_WALL)
        return session.get_one(CaseConsultation, case_id).code


def task(world: World, relation: str, state: State) -> UUID:
    """The task of a case."""
    case_id = case(world, relation, state)
    with world.product.sessions.begin() as session:
        open_wall(session, SYSTEM_WALL)
        return session.query(CaseTask).filter_by(case_id=case_id).one().id


def access(world: World, relation: str, state: State) -> tuple[UUID, UUID]:
    """A case, and the way into it of somebody who was asked."""
    case_id = case(world, relation, state)
    with world.product.sessions.begin() as session:
        open_wall(session, SYSTEM_WALL)
        return case_id, let_in(session, case_id, world.bystander, "expert")


def offer(world: World, relation: str, state: State) -> tuple[UUID, UUID]:
    """A case, and an offer that was put forward for it."""
    case_id, offer_id = case(world, relation, state), world.offer(SAME_REGION)
    with world.product.sessions.begin() as session:
        open_wall(session, SYSTEM_WALL)
        session.add(CaseOffer(case_id=case_id, offer_id=offer_id))
    return case_id, offer_id


def handover(world: World, relation: str, status: str = "proposed") -> UUID:
    """A hand-over of a case to the other of the two regions."""
    case_id = case(world, relation, State.IN_SCREENING)
    with world.product.sessions.begin() as session:
        open_wall(session, SYSTEM_WALL)
        return hand_over(session, case_id, OTHER[REGION_OF.get(relation, "OVL")], status)


def link(world: World, relation: str) -> str:
    """The secret of a link to be the other side of a case."""
    case_id = case(world, relation, State.SUBMITTED, other_side=False)
    with world.product.sessions.begin() as session:
        return new_link(session, "otherSide", content={"case": str(case_id)})


def news(world: World, relation: str, person: str) -> UUID:
    """Something new for somebody in a case."""
    case_id = case(world, relation, State.SUBMITTED)
    with world.product.sessions.begin() as session:
        open_wall(session, SYSTEM_WALL)
        one = Notification(id=new_id(), user_id=world.ids[person], case_id=case_id, kind="question")
        session.add(one)
        return one.id


def view(world: World, relation: str) -> UUID:
    """A view of the coordinator, of a colleague, or of another region's, shared with the tandem; or a referrer's own."""
    owner = {OWN: "coordinator", SAME_REGION: "colleague", OTHER_REGION: "elsewhere", PHONED: "referrer"}[relation]
    region = None if relation == PHONED else REGION_OF[relation]
    with world.product.sessions.begin() as session:
        one = SavedView(id=new_id(), owner_id=world.ids[owner], region_code=region, name=world.name(), query={"query": {}})
        session.add(one)
        return one.id
