"""The doors behind which the work on cases is: who was let in, hand-overs, tasks, offers, the table and its views."""

from bruggen.kit.clock import today
from tests.cases.people import APPLICATION
from tests.matrix import case_world
from tests.matrix.case_doors import (
    APPLIERS,
    CASE_CALLERS,
    CLOSED,
    DRAFT,
    HANDLERS,
    PATH,
    READERS,
    REASON,
    SPEAKERS,
    SUBMITTED,
    for_the_tandem,
    unseen,
)
from tests.matrix.case_world import CASE_RELATIONS, IN_REGION, PHONED
from tests.matrix.doors import ONE, SIGNED_IN, Door, delete, everyone, get, patch, post
from tests.matrix.world import OTHER_REGION, OWN, SAME_REGION

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
FROM_OWN = {"coordinator": IN_REGION, "colleague": IN_REGION, "elsewhere": (OTHER_REGION,)}
ANSWERED = (("proposed", 204), ("refused", 409), ("accepted", 409), ("withdrawn", 409))
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
        for status, ok in ANSWERED
    ),
    *(
        Door(
            "withdrawCaseHandover",
            post("/caseHandovers/{}/withdrawals"),
            ok,
            lambda world, at, status=status: case_world.handover(world, at, status),  # type: ignore[misc]
            CASE_RELATIONS,
            HANDLERS,
            FROM_OWN,
            BOTH_TANDEMS,
            case=status,
            callers=CASE_CALLERS,
        )
        for status, ok in ANSWERED
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

DOORS = [*ACCESSES, *HANDOVERS, *TASKS, *OFFERS, *VIEWS, *TABLE, *ENTRY]
