"""The doors behind which cases are: who gets in, by what they are at the case and by the state that it is in."""

from collections.abc import Callable, Mapping
from typing import Any

from bruggen.casework.path import State
from tests.matrix import case_world
from tests.matrix.case_world import CASE_RELATIONS, IN_REGION, PHONED, SYSTEMS
from tests.matrix.doors import CALLERS, Call, Door, Maker, Where, delete, everyone, get, patch, post
from tests.matrix.world import OTHER_REGION, OWN, SAME_REGION, World

CASE_CALLERS = (*CALLERS, *case_world.roles_at_cases())
EXPERTS = ("expert", "pastExpert", "endedExpert")
HANDLERS = ("coordinator", "colleague", "elsewhere", "rescuer", "pastRescuer")
APPLIERS = ("referrer", "otherSide", *HANDLERS, "system")
SPEAKERS = ("referrer", "otherSide", *HANDLERS, *EXPERTS)
READERS = (*SPEAKERS, "system")

TANDEM = {"coordinator": IN_REGION, "colleague": IN_REGION, "elsewhere": (OTHER_REGION,)}
BOTH_SIDES = {"referrer": (OWN,), "otherSide": (OWN,), "system": (SYSTEMS,)}
LET_IN = {"expert": (OWN,), "rescuer": (OWN,)}
# Who applied. For whoever did so on the phone, the coordinator completes a draft, and the tandem what came after it.
BEGINNERS = {"referrer": (OWN,), "system": (SYSTEMS,), "coordinator": (PHONED,)}
APPLICANTS = {**BEGINNERS, "colleague": (PHONED,)}
DRAFT, BACK, SUBMITTED, SCREENED = State.DRAFT, State.TO_BE_COMPLETED, State.SUBMITTED, State.IN_SCREENING
FOLLOWED, CLOSED = State.FOLLOW_UP, State.CLOSED


def sees(state: State) -> Where:
    """Who may see a case in this state: a draft is its writers' alone."""
    return {**BOTH_SIDES, "coordinator": (PHONED,)} if state == DRAFT else {**BOTH_SIDES, **TANDEM, **LET_IN}


def without(where: Where, *names: str) -> Where:
    """All but these."""
    return {name: at for name, at in where.items() if name not in names}


def at_case(
    operation: str,
    call: Call,
    allowed: Mapping[State, Where],
    *,
    scoped: tuple[str, ...],
    ok: int = 200,
    make: Callable[[World, str, State], Any] = case_world.case,
    seen: Callable[[State], Where] = sees,
    **more: Any,
) -> list[Door]:
    """A door for each of the states: `allowed` says who gets in then. Who only sees it is refused."""

    def maker(state: State) -> Maker:
        return lambda world, relation: make(world, relation, state)

    return [
        Door(
            operation,
            call,
            ok,
            maker(state),
            **{"relations": CASE_RELATIONS, **more},
            scoped=scoped,
            allowed=where,
            seen=seen(state),
            callers=CASE_CALLERS,
            case=state,
        )
        for state, where in allowed.items()
    ]


def for_readers(
    operation: str, call: Call, *, ok: int = 200, states: tuple[State, ...] = (DRAFT, SUBMITTED, CLOSED)
) -> list[Door]:
    """Doors that are open to whoever sees the case."""
    return at_case(operation, call, {state: sees(state) for state in states}, scoped=READERS, ok=ok)


def for_the_tandem(operation: str, call: Call, *, ok: int = 200, ended: Where | None = None, **more: Any) -> list[Door]:
    """Doors that are open to the tandem that handles the case: never in a draft, and in a case that ended to `ended`."""
    allowed = {DRAFT: {}, SCREENED: TANDEM, CLOSED: TANDEM if ended is None else ended}
    return at_case(operation, call, allowed, scoped=HANDLERS, ok=ok, **more)


def unseen(_state: State) -> Where:
    """Nobody sees it but who gets in."""
    return {}


PATH = "/caseConsultations/{}"
WHEN = "2026-12-01T09:00:00+01:00"
REASON = {"reason": "Dat is zo afgesproken."}
NOTE = {"kind": "note", "text": "Morgen bellen we de school."}

READS = [
    *for_readers("getCaseConsultation", get(PATH), states=tuple(State)),
    *for_readers("listCaseTimeline", get(f"{PATH}/timeline")),
    *for_readers("listCasePeople", get(f"{PATH}/people")),
    *for_readers("listCaseAccessLog", get(f"{PATH}/accessLog")),
    *for_readers("checkCaseText", post(f"{PATH}/textChecks", {"text": "Een tekst."})),
    *for_readers("unwatchCase", delete(f"{PATH}/watches", guarded=False), ok=204),
    # A system hears of nothing: it asks.
    *at_case(
        "watchCase",
        post(f"{PATH}/watches"),
        {state: without(sees(state), "system") for state in (DRAFT, SUBMITTED, CLOSED)},
        scoped=READERS,
        ok=204,
    ),
]

WRITING = [
    *at_case(
        "changeCaseConsultation",
        patch(PATH, {"summary": "Anders gezegd"}),
        {
            DRAFT: sees(DRAFT),
            BACK: {**BOTH_SIDES, "coordinator": (PHONED,), "colleague": (PHONED,)},
            SCREENED: TANDEM,
            CLOSED: {},
        },
        scoped=APPLIERS,
    ),
    *at_case("deleteCaseConsultation", delete(PATH), {DRAFT: BEGINNERS, SUBMITTED: {}, CLOSED: {}}, scoped=APPLIERS, ok=204),
    *at_case(
        "rateCaseConsultation",
        patch(f"{PATH}/rating", {"usefulness": 4}),
        {SCREENED: {}, FOLLOWED: {**APPLICANTS, "otherSide": (OWN,)}, CLOSED: {**APPLICANTS, "otherSide": (OWN,)}},
        scoped=READERS,
    ),
    *at_case(
        "writeCaseMessage",
        post(f"{PATH}/messages", NOTE),
        {
            DRAFT: {"referrer": (OWN,), "otherSide": (OWN,), "coordinator": (PHONED,)},
            SUBMITTED: without(sees(SUBMITTED), "rescuer"),
            CLOSED: {},
        },
        scoped=SPEAKERS,
        ok=201,
    ),
    *at_case(
        "writeCaseMessage",
        post(f"{PATH}/messages", {**NOTE, "audience": "coordinators"}),
        {DRAFT: {}, SUBMITTED: TANDEM, CLOSED: {}},
        scoped=SPEAKERS,
        ok=201,
    ),
]


def step(
    operation: str,
    name: str,
    legal: Mapping[State, Where],
    said: Mapping[str, Any] | None = None,
    *,
    by: tuple[str, ...] = HANDLERS,
) -> list[Door]:
    """The doors of a step, from states that it is legal in; and of a closed case, where those who could take it hear that."""
    call = post(f"{PATH}/{name}", said)
    takers = legal[max(legal, key=list(State).index)]
    return [
        *at_case(operation, call, legal, scoped=by),
        *at_case(operation, call, {CLOSED: takers} if CLOSED not in legal else {}, scoped=by, ok=409),
    ]


STEPS = [
    *step("submitCaseConsultation", "submissions", {DRAFT: BEGINNERS, BACK: APPLICANTS}, by=APPLIERS),
    *step("screenCaseConsultation", "screenings", {SUBMITTED: TANDEM}),
    *step("askToCompleteCaseConsultation", "completionRequests", {SUBMITTED: TANDEM}, {"question": "Wat werkt er wel?"}),
    *step("planConsult", "consultPlans", {SCREENED: TANDEM}, {"consultAt": WHEN}),
    *step("recordConsult", "consults", {State.CONSULT_PLANNED: TANDEM}, {"advice": "Een vaste begeleider."}),
    *step("giveFeedback", "feedbacks", {State.CONSULT_HELD: TANDEM}, {"feedback": "Er is een plek."}),
    *step("closeCaseConsultation", "closures", {FOLLOWED: TANDEM}, {"outcome": "outOfSchoolOffer"}),
    *step("referCaseConsultation", "referrals", {SCREENED: TANDEM}, {"referredTo": "Een dienst", **REASON}),
    *step("refuseCaseConsultation", "refusals", {SUBMITTED: TANDEM}, REASON),
    *step("withdrawCaseConsultation", "withdrawals", {SCREENED: {**BEGINNERS, **TANDEM}}, by=APPLIERS),
    *step("reopenCaseConsultation", "reopenings", {CLOSED: TANDEM}, REASON),
]


def alone(world: World, relation: str, state: State) -> Any:
    """A case without another side."""
    return case_world.case(world, relation, state, other_side=False)


SIDES = [
    *at_case(
        "inviteOtherSide",
        post(f"{PATH}/otherSideInvitations", {"email": "collega@people.test"}),
        {DRAFT: BEGINNERS, SUBMITTED: {**BEGINNERS, **TANDEM}, CLOSED: {}},
        scoped=APPLIERS,
        ok=204,
        make=alone,
        seen=lambda state: without(sees(state), "otherSide"),
    ),
    *at_case(
        "confirmCaseConsultation",
        post(f"{PATH}/confirmations"),
        {DRAFT: {"otherSide": (OWN,)}, SUBMITTED: {"otherSide": (OWN,)}, CLOSED: {}},
        scoped=APPLIERS,
        ok=204,
    ),
    *at_case(
        "removeOtherSide",
        delete(f"{PATH}/otherSide", guarded=False),
        {DRAFT: {**BEGINNERS, "otherSide": (OWN,)}, SUBMITTED: {**BOTH_SIDES, **TANDEM}, CLOSED: {}},
        scoped=APPLIERS,
        ok=204,
    ),
    # The link is the way in: it is good for a referrer of the other sector, and for nobody else.
    Door(
        "joinCaseConsultation",
        post("/otherSides", lambda _world, token: {"token": token}),
        200,
        case_world.link,
        (OWN, SAME_REGION, OTHER_REGION),
        APPLIERS,
        {"otherSide": (OWN, SAME_REGION, OTHER_REGION)},
        everyone((OWN, SAME_REGION, OTHER_REGION), *APPLIERS),
        callers=CASE_CALLERS,
    ),
]

DOORS = [*READS, *WRITING, *STEPS, *SIDES]
