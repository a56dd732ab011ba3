"""Every route of the product as a door: who gets in where, declared by hand and once. The matrix tries all of them.

What stands here says what ought to be. It is not made from the table of roles in the code, so that the two can disagree.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.matrix.world import OWN, REFUSED, RELATIONS, SAME_REGION, World

Maker = Callable[[World, str], Any]
Call = Callable[[World, str, Any], Any]
Where = Mapping[str, tuple[str, ...]]

NOBODYS = ("visitor", "ended", "notYet", "waiting")
PEOPLE = (
    "referrer",
    "partnerEditor",
    "partnerManager",
    "coordinator",
    "expert",
    "policyOfficer",
    "dataProtectionOfficer",
    "administrator",
)
SYSTEMS = ("system", "limitedSystem")
CALLERS = (*NOBODYS, *PEOPLE, *SYSTEMS, *REFUSED)
SIGNED_IN = ("ended", "notYet", "waiting", *PEOPLE)

HERE = (OWN, SAME_REGION)
MINE = (OWN,)
ONE = ("-",)

Outcome = tuple[int, str]
UNAUTHENTICATED = {"expired": "expiredAccessToken"}


@dataclass(frozen=True)
class Door:
    """A route: how to knock (`call`), on what (`make`), and who gets in.

    `scoped` may do it somewhere; `allowed` says where, `seen` where they may look but not touch. `public` doors are open to
    all, except with a token that is no good where the route looks at tokens (`judges`).
    """

    operation: str
    call: Call
    ok: int = 200
    make: Maker = lambda _world, _relation: None
    relations: tuple[str, ...] = ONE
    scoped: tuple[str, ...] = ()
    allowed: Where = field(default_factory=dict)
    seen: Where = field(default_factory=dict)
    public: bool = False
    judges: bool = True
    # Where somebody is let in and answered in another way than the others.
    oks: Mapping[str, int] = field(default_factory=dict)
    case: str = ""
    callers: tuple[str, ...] = CALLERS
    # What is answered where somebody may not know that there is anything.
    hidden: Outcome = (404, "resourceNotFound")

    def __str__(self) -> str:
        return f"{self.operation}{f' ({self.case})' if self.case else ''}"

    def outcome(self, caller: str, relation: str) -> Outcome:
        """The status and, of a refusal, the problem's name that this caller is to get."""
        if caller in REFUSED and (self.judges or not self.public):
            return 401, UNAUTHENTICATED.get(caller, "invalidAccessToken")
        if self.public and not self.allowed:
            return self.ok, ""
        if caller == "visitor" and not self.public:
            return 401, "noAccessToken"
        if caller not in self.scoped and not self.public:
            return 403, "missingScope"
        if relation in self.allowed.get(caller, ()):
            return self.oks.get(caller, self.ok), ""
        if relation in self.seen.get(caller, ()):
            return 403, "missingPermission"
        return self.hidden


def get(path: str) -> Call:
    """Knock by reading."""
    return lambda world, caller, key: world.send(caller, "GET", path.format(key))


def post(path: str, body: Mapping[str, Any] | Callable[[World, Any], Mapping[str, Any]] | None = None) -> Call:
    """Knock by making or doing."""

    def call(world: World, caller: str, key: Any) -> Any:
        sent = body(world, key) if callable(body) else body
        return world.send(caller, "POST", path.format(key), json=dict(sent or {}))

    return call


def patch(path: str, changes: Mapping[str, Any]) -> Call:
    """Knock by changing whatever is there."""
    return lambda world, caller, key: world.send(caller, "PATCH", path.format(key), json=dict(changes), headers={"If-Match": "*"})


def delete(path: str, *, guarded: bool = True) -> Call:
    """Knock by taking away."""
    headers = {"If-Match": "*"} if guarded else {}
    return lambda world, caller, key: world.send(caller, "DELETE", path.format(key), headers=headers)


def everyone(where: tuple[str, ...], *names: str) -> dict[str, tuple[str, ...]]:
    """These callers, in these places."""
    return dict.fromkeys(names, where)


WRITERS = ("partnerEditor", "partnerManager", "coordinator", "system")
EDITS = {**everyone(MINE, "partnerEditor", "partnerManager", "system"), "coordinator": HERE}
READS = {**EDITS, "limitedSystem": MINE}
ALL_SEE = everyone(RELATIONS, *CALLERS)
GOVERNS = {"partnerManager": MINE, "coordinator": HERE}

PUBLIC = [
    Door("listOffers", get("/offers"), public=True, judges=False),
    Door("listRegions", get("/regions"), public=True, judges=False),
    Door("getRegion", get("/regions/OVL"), public=True, judges=False),
    Door("listMunicipalities", get("/municipalities"), public=True, judges=False),
    Door("getMunicipality", get("/municipalities/44021"), public=True, judges=False),
    Door("listCoordinators", get("/coordinators"), public=True, judges=False),
    Door("getCoordinator", get("/coordinators/{}"), make=World.coordinator, relations=RELATIONS, public=True, judges=False),
    Door("listOrganizations", get("/organizations"), public=True, judges=False),
    Door(
        "getOrganization",
        get("/organizations/{}"),
        make=lambda world, at: world.organizations[at],
        relations=RELATIONS,
        public=True,
    ),
    Door(
        "listLocations",
        get("/organizations/{}/locations"),
        make=lambda world, at: world.organizations[at],
        public=True,
        judges=False,
        relations=RELATIONS,
    ),
    Door(
        "getLocation",
        lambda world, caller, key: world.send(caller, "GET", f"/organizations/{key[0]}/locations/{key[1]}"),
        make=lambda world, at: (world.organizations[at], world.location(at)),
        relations=RELATIONS,
        public=True,
        judges=False,
    ),
    Door("listCodeLists", get("/refData"), public=True, judges=False),
    Door("getCodeList", get("/refData/themes"), public=True, judges=False),
    Door("getCode", get("/refData/themes/codes/truancy"), public=True, judges=False),
    Door("listContents", get("/contents"), public=True, judges=False),
    Door("getContent", get("/contents/about"), public=True, judges=False),
    Door("listRoles", get("/roles"), public=True, judges=False),
    Door("getOffer", get("/offers/{}"), make=World.offer, relations=RELATIONS, public=True),
    Door(
        "getOffer",
        get("/offers/{}"),
        make=lambda world, at: world.offer(at, "archived"),
        relations=RELATIONS,
        public=True,
        allowed=READS,
        case="archived",
    ),
    Door(
        "getOffer",
        get("/offers/{}"),
        make=lambda world, at: world.offer(at, "inDevelopment"),
        relations=RELATIONS,
        public=True,
        allowed=READS,
        case="in development",
    ),
]

OFFERS = [
    Door("archiveOffer", post("/offers/{}/archivings"), 204, World.offer, RELATIONS, WRITERS, GOVERNS, ALL_SEE),
    Door(
        "restoreOffer",
        post("/offers/{}/restorations"),
        204,
        lambda world, at: world.offer(at, "archived"),
        RELATIONS,
        WRITERS,
        GOVERNS,
        EDITS,
    ),
    Door("verifyOffer", post("/offers/{}/verifications"), 204, World.offer, RELATIONS, WRITERS, EDITS, ALL_SEE),
    Door(
        "changeOfferAvailability",
        patch("/offers/{}/availability", {"status": "free"}),
        200,
        World.offer,
        RELATIONS,
        WRITERS,
        EDITS,
        ALL_SEE,
    ),
    Door(
        "listOfferRevisions",
        get("/offerRevisions"),
        scoped=(*WRITERS, "limitedSystem"),
        allowed=everyone(ONE, *WRITERS, "limitedSystem"),
    ),
    Door("getOfferRevision", get("/offerRevisions/{}"), 200, World.revision, RELATIONS, (*WRITERS, "limitedSystem"), READS),
    Door(
        "beginOfferRevision",
        post("/offerRevisions", lambda world, at: {"organization": str(world.organizations[at])}),
        201,
        lambda _world, at: at,
        RELATIONS,
        WRITERS,
        EDITS,
        ALL_SEE,
    ),
    Door(
        "changeOfferRevision",
        patch("/offerRevisions/{}", {"content": {"title": "Anders"}}),
        200,
        World.revision,
        RELATIONS,
        WRITERS,
        EDITS,
    ),
    Door("withdrawOfferRevision", delete("/offerRevisions/{}"), 204, World.revision, RELATIONS, WRITERS, EDITS),
    # A draft with a title alone: whoever is let in hears what is missing.
    Door("submitOfferRevision", post("/offerRevisions/{}/submissions"), 400, World.revision, RELATIONS, WRITERS, EDITS),
    Door(
        "returnOfferRevision",
        post("/offerRevisions/{}/returns", {"remark": "Wat kost het?"}),
        200,
        lambda world, at: world.revision(at, "inReview"),
        RELATIONS,
        WRITERS,
        {"coordinator": HERE},
        EDITS,
    ),
    Door(
        "publishOfferRevision",
        post("/offerRevisions/{}/publications"),
        400,
        lambda world, at: world.revision(at, "inReview"),
        RELATIONS,
        WRITERS,
        {"coordinator": HERE},
        EDITS,
    ),
]
