"""The doors behind which cases are: who gets in, by what they are at the case and by the state that it is in."""

from collections.abc import Callable, Mapping
from typing import Any

from bruggen.casework.path import State
from bruggen.kit.clock import today
from tests.cases.people import APPLICATION
from tests.matrix import case_world
from tests.matrix.case_world import CASE_RELATIONS, IN_REGION, PHONED, SYSTEMS
from tests.matrix.doors import CALLERS, ONE, SIGNED_IN, Call, Door, Maker, Where, delete, everyone, get, patch, post
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

ACCESSES = [
    *for_the_tandem("listCaseAccesses", get(f"{PATH}/experts")),
    *for_the_tandem(
        "askExpert",
        post(f"{PATH}/experts", lambda world, _: {"email": world.address(), "validUntil": str(today()), **REASON}),
        ok=201,
        ended={},
    ),
    *for_the_tandem(
        "endCaseAccess",
        lambda world, caller, key: world.send(caller, "DELETE", f"/caseConsultations/{key[0]}/experts/{key[1]}"),
        ok=204,
        make=case_world.access,
    ),
    Door(
        "breakGlass",
        post("/breakGlassAccesses", lambda _world, code: {"code": code, "reason": "Een acute vraag van de spoed."}),
        201,
        lambda world, at: case_world.code_of(world, at, SUBMITTED),
        (OTHER_REGION,),
        HANDLERS,
        everyone((OTHER_REGION,), *HANDLERS),
        oks={"elsewhere": 409},
        callers=CASE_CALLERS,
    ),
    Door(
        "breakGlass",
        post("/breakGlassAccesses", lambda _world, code: {"code": code, "reason": "Een acute vraag van de spoed."}),
        201,
        lambda world, at: case_world.code_of(world, at, CLOSED),
        (OWN,),
        HANDLERS,
        everyone((OWN,), *HANDLERS),
        oks={"coordinator": 409, "colleague": 409, "rescuer": 409},
        callers=CASE_CALLERS,
        case="closed",
    ),
    Door(
        "breakGlass",
        post("/breakGlassAccesses", lambda _world, code: {"code": code, "reason": "Een acute vraag van de spoed."}),
        201,
        lambda world, at: case_world.code_of(world, at, DRAFT),
        CASE_RELATIONS,
        HANDLERS,
        callers=CASE_CALLERS,
        case="draft",
    ),
]

TO_OTHERS = {"coordinator": (OTHER_REGION,), "colleague": (OTHER_REGION,), "elsewhere": IN_REGION}
BOTH_TANDEMS = everyone(CASE_RELATIONS, "coordinator", "colleague", "elsewhere")
HANDOVERS = [
    Door("listCaseHandovers", get("/caseHandovers"), scoped=HANDLERS, allowed=everyone(ONE, *HANDLERS), callers=CASE_CALLERS),
    *for_the_tandem("proposeCaseHandover", post(f"{PATH}/handovers", {"region": "BRU", **REASON}), ok=204, ended={}),
    *(
        Door(
            operation,
            post(f"/caseHandovers/{{}}/{name}", said),
            ok,
            lambda world, at, status=status: case_world.handover(world, at, status),  # type: ignore[misc]
            CASE_RELATIONS,
            HANDLERS,
            TO_OTHERS,
            BOTH_TANDEMS,
            case=status,
            callers=CASE_CALLERS,
        )
        for operation, name, said in (
            ("acceptCaseHandover", "acceptances", None),
            ("refuseCaseHandover", "refusals", REASON),
        )
        for status, ok in (("proposed", 204), ("refused", 409), ("accepted", 409))
    ),
]

OWN_TASK = {"text": "De school bellen", "dueOn": str(today())}
TASKS = [
    Door("listCaseTasks", get("/caseTasks"), scoped=HANDLERS, allowed=everyone(ONE, *HANDLERS), callers=CASE_CALLERS),
    *for_the_tandem("addCaseTask", post(f"{PATH}/tasks", OWN_TASK), ok=201, ended={}),
    *for_the_tandem("getCaseTask", get("/caseTasks/{}"), make=case_world.task, seen=unseen),
    *for_the_tandem("changeCaseTask", patch("/caseTasks/{}", {"dueOn": str(today())}), make=case_world.task, seen=unseen),
    *for_the_tandem("completeCaseTask", post("/caseTasks/{}/completions"), make=case_world.task, seen=unseen),
    *for_the_tandem(
        "assignCases",
        post("/caseAssignments", lambda _world, key: {"assignments": [{"case": str(key), "coordinator": None}]}),
        seen=unseen,
        hidden=(400, ""),
    ),
    *for_the_tandem(
        "remindOfCases", post("/caseReminders", lambda _world, key: {"cases": [str(key)]}), seen=unseen, hidden=(400, "")
    ),
]

OFFERS = [
    *for_the_tandem("listCaseOffers", get(f"{PATH}/offers")),
    *for_the_tandem("suggestCaseOffers", get(f"{PATH}/offerSuggestions")),
    *for_the_tandem(
        "addCaseOffer",
        post(f"{PATH}/offers", lambda world, _: {"offer": str(world.offer(SAME_REGION))}),
        ok=201,
        ended={},
    ),
    *for_the_tandem(
        "removeCaseOffer",
        lambda world, caller, key: world.send(caller, "DELETE", f"/caseConsultations/{key[0]}/offers/{key[1]}"),
        ok=204,
        ended={},
        make=case_world.offer,
    ),
]

VIEWS_SEEN = {
    "coordinator": (OWN, SAME_REGION),
    "colleague": (OWN, SAME_REGION),
    "elsewhere": (OTHER_REGION,),
    "referrer": (PHONED,),
}
VIEWS_CHANGED = {"coordinator": (OWN,), "colleague": (SAME_REGION,), "elsewhere": (OTHER_REGION,), "referrer": (PHONED,)}
VIEW_RELATIONS = (OWN, SAME_REGION, OTHER_REGION, PHONED)
VIEW = {"name": "Dringend", "query": {"urgency": ["urgent"]}}
VIEWS = [
    Door("listSavedViews", get("/savedViews"), scoped=READERS, allowed=everyone(ONE, *READERS), callers=CASE_CALLERS),
    # Views are people's: a system has its own way to look at things.
    Door(
        "saveView",
        post("/savedViews", VIEW),
        201,
        scoped=READERS,
        allowed=everyone(ONE, *SPEAKERS),
        seen=everyone(ONE, "system"),
        callers=CASE_CALLERS,
    ),
    Door("getSavedView", get("/savedViews/{}"), 200, case_world.view, VIEW_RELATIONS, READERS, VIEWS_SEEN, callers=CASE_CALLERS),
    *(
        Door(operation, call, ok, case_world.view, VIEW_RELATIONS, READERS, VIEWS_CHANGED, VIEWS_SEEN, callers=CASE_CALLERS)
        for operation, call, ok in (
            ("changeSavedView", patch("/savedViews/{}", {"name": "Anders"}), 200),
            ("deleteSavedView", delete("/savedViews/{}"), 204),
        )
    ),
]

TABLE = [
    Door(operation, call, 200, scoped=READERS, allowed=everyone(ONE, *READERS), callers=CASE_CALLERS)
    for operation, call in (
        ("listCaseConsultations", get("/caseConsultations")),
        ("queryCaseConsultations", post("/caseConsultations/query")),
        ("exportCaseConsultations", post("/caseConsultations/exports")),
        ("listNotifications", get("/notifications")),
        ("readNotifications", post("/notifications/reads")),
    )
]
ENTRY = [
    Door(
        "beginCaseConsultation",
        post("/caseConsultations", {**APPLICATION}),
        201,
        scoped=APPLIERS,
        allowed=everyone(ONE, *APPLIERS),
        callers=CASE_CALLERS,
    ),
    Door(
        "getToday",
        get("/today"),
        scoped=(*SIGNED_IN, *case_world.roles_at_cases()),
        allowed=everyone(ONE, *SIGNED_IN, *case_world.roles_at_cases()),
        callers=CASE_CALLERS,
    ),
]

DOORS = [*READS, *WRITING, *STEPS, *SIDES, *ACCESSES, *HANDOVERS, *TASKS, *OFFERS, *VIEWS, *TABLE, *ENTRY]
