"""The doors behind which people, their roles and their systems are; and those through which everybody comes in."""

from typing import Any

from tests.matrix.doors import (
    HERE,
    MINE,
    ONE,
    OWN,
    RELATIONS,
    SIGNED_IN,
    Door,
    delete,
    everyone,
    get,
    patch,
    post,
)
from tests.matrix.world import REGION_OF, World

EVERYWHERE = everyone(RELATIONS, "administrator")
OVERSEERS = everyone(RELATIONS, "administrator", "dataProtectionOfficer")
USER_READERS = ("partnerManager", "coordinator", "dataProtectionOfficer", "administrator")
MANAGERS = ("partnerManager", "administrator")
DECIDERS = ("coordinator", "administrator")
MISSING = "00000000-0000-7000-8000-000000000000"


def new_person(world: World, relation: str) -> dict[str, Any]:
    """Somebody to be let in as an editor of the organization."""
    role = {"role": "partnerEditor", "organization": str(world.organizations[relation])}
    return {"email": f"p{next(world.numbers)}@people.test", "name": "Nieuw", "role": role}


def referrers_role(world: World, relation: str) -> Any:
    """The role of a referrer of the region."""
    return world.role_of(world.referrer(relation))


def colleagues_role(world: World, relation: str) -> Any:
    """The role of an editor of the organization."""
    return world.role_of(world.colleague(relation))


SELF = [
    Door("getProfile", get("/profile"), scoped=SIGNED_IN, allowed=everyone(ONE, *SIGNED_IN)),
    Door("changeProfile", patch("/profile", {"language": "nl"}), scoped=SIGNED_IN, allowed=everyone(ONE, *SIGNED_IN)),
    # These want a proof that nobody here gives: whoever is let in is told so.
    *(
        Door(operation, post(f"/profile/{path}", body), 400, scoped=SIGNED_IN, allowed=everyone(ONE, *SIGNED_IN))
        for operation, path, body in (
            ("changePassword", "passwordChanges", {"current": "x", "password": "y"}),
            ("beginOwnSecondFactor", "secondFactorEnrollments", {"password": "x"}),
            ("confirmOwnSecondFactor", "secondFactorConfirmations", {"code": "000000"}),
            ("renewOwnRecoveryCodes", "recoveryCodeRenewals", {"code": "000000"}),
        )
    ),
    Door(
        "removeOwnSecondFactor",
        post("/profile/secondFactorRemovals", {"code": "000000"}),
        400,
        scoped=SIGNED_IN,
        allowed=everyone(ONE, "ended", "notYet", "partnerEditor", "partnerManager", "policyOfficer"),
        seen=everyone(ONE, "waiting", "referrer", "coordinator", "expert", "dataProtectionOfficer", "administrator"),
    ),
    Door("listSessions", get("/sessions"), scoped=SIGNED_IN, allowed=everyone(ONE, *SIGNED_IN)),
    Door(
        "getSession",
        lambda world, caller, key: world.send(caller, "GET", f"/sessions/{key}"),
        make=lambda world, at: world.referrer(at).session_id,
        relations=RELATIONS,
        scoped=SIGNED_IN,
        allowed=EVERYWHERE,
        case="of another",
    ),
    Door(
        "endSession",
        delete("/sessions/{}", guarded=False),
        204,
        make=lambda world, at: world.referrer(at).session_id,
        relations=RELATIONS,
        scoped=SIGNED_IN,
        allowed=EVERYWHERE,
        case="of another",
    ),
]

USERS = [
    Door("listUsers", get("/users"), scoped=USER_READERS, allowed=everyone(ONE, *USER_READERS)),
    Door(
        "getUser",
        get("/users/{}"),
        200,
        lambda world, at: world.colleague(at).id,
        RELATIONS,
        USER_READERS,
        {"partnerManager": MINE, **OVERSEERS},
        case="a partner",
    ),
    Door(
        "getUser",
        get("/users/{}"),
        200,
        lambda world, at: world.referrer(at).id,
        RELATIONS,
        USER_READERS,
        {"coordinator": HERE, **OVERSEERS},
        case="a referrer",
    ),
    Door(
        "changeUser",
        patch("/users/{}", {"name": "Anders"}),
        200,
        lambda world, at: world.colleague(at).id,
        RELATIONS,
        MANAGERS,
        {"partnerManager": MINE, **EVERYWHERE},
    ),
    Door(
        "inviteAgain",
        post("/users/{}/invitations"),
        409,
        lambda world, at: world.colleague(at).id,
        RELATIONS,
        MANAGERS,
        {"partnerManager": MINE, **EVERYWHERE},
        case="somebody who came in",
    ),
    Door(
        "inviteUser",
        post("/users", new_person),
        201,
        lambda _world, at: at,
        RELATIONS,
        MANAGERS,
        {"partnerManager": MINE, **EVERYWHERE},
        {"partnerManager": RELATIONS},
        # Who does not see everybody is not told whether the address had an account.
        oks={"partnerManager": 202},
    ),
    Door(
        "getUserAccessLog",
        get("/users/{}/accessLog"),
        200,
        lambda world, at: world.referrer(at).id,
        RELATIONS,
        ("dataProtectionOfficer",),
        everyone(RELATIONS, "dataProtectionOfficer"),
        case="of another",
    ),
    Door("listRoleAssignments", get("/roleAssignments"), scoped=USER_READERS, allowed=everyone(ONE, *USER_READERS)),
    Door(
        "getRoleAssignment",
        get("/roleAssignments/{}"),
        200,
        colleagues_role,
        RELATIONS,
        USER_READERS,
        {"partnerManager": MINE, **OVERSEERS},
        case="of a partner",
    ),
    Door(
        "getRoleAssignment",
        get("/roleAssignments/{}"),
        200,
        referrers_role,
        RELATIONS,
        USER_READERS,
        {"coordinator": HERE, **OVERSEERS},
        case="of a referrer",
    ),
    Door(
        "changeRoleAssignment",
        patch("/roleAssignments/{}", {"validUntil": None}),
        200,
        colleagues_role,
        RELATIONS,
        MANAGERS,
        {"partnerManager": MINE, **EVERYWHERE},
    ),
    Door(
        "endRole",
        post("/roleAssignments/{}/endings"),
        204,
        colleagues_role,
        RELATIONS,
        MANAGERS,
        {"partnerManager": MINE, **EVERYWHERE},
        case="of a partner",
    ),
    Door(
        "endRole", post("/roleAssignments/{}/endings"), 204, referrers_role, RELATIONS, MANAGERS, EVERYWHERE, case="of a referrer"
    ),
    Door(
        "giveRole",
        post(
            "/users/{}/roleAssignments",
            lambda world, _: {"role": "partnerManager", "organization": str(world.organizations[OWN])},
        ),
        201,
        lambda world, at: world.colleague(at).id,
        RELATIONS,
        MANAGERS,
        {"partnerManager": MINE, **EVERYWHERE},
    ),
]

REQUESTS = [
    Door("listAccountRequests", get("/accountRequests"), scoped=DECIDERS, allowed=everyone(ONE, *DECIDERS)),
    Door(
        "getAccountRequest",
        get("/accountRequests/{}"),
        200,
        World.request,
        RELATIONS,
        DECIDERS,
        {"coordinator": HERE, **EVERYWHERE},
    ),
    Door(
        "approveAccountRequest",
        post("/accountRequests/{}/approvals"),
        204,
        World.request,
        RELATIONS,
        DECIDERS,
        {"coordinator": HERE, **EVERYWHERE},
    ),
    Door(
        "refuseAccountRequest",
        post("/accountRequests/{}/refusals", {"reason": "Niet bekend."}),
        204,
        World.request,
        RELATIONS,
        DECIDERS,
        {"coordinator": HERE, **EVERYWHERE},
    ),
    Door(
        "requestAccount",
        post(
            "/accountRequests",
            lambda world, _: {
                "email": f"q{next(world.numbers)}@people.test",
                "name": "Iemand",
                "role": "referrer",
                "sector": "clb",
                "region": REGION_OF[OWN],
                "motivation": "Ik werk met leerlingen.",
            },
        ),
        202,
        public=True,
    ),
]

SCOPES = {"scopes": ["offer:read"]}
CLIENTS = [
    Door("listApiClients", get("/apiClients"), scoped=MANAGERS, allowed=everyone(ONE, *MANAGERS)),
    Door("getApiClient", get("/apiClients/{}"), 200, World.client, RELATIONS, MANAGERS, {"partnerManager": MINE, **EVERYWHERE}),
    Door(
        "connectApiClient",
        post("/apiClients", lambda world, at: {"name": world.name(), "organization": str(world.organizations[at]), **SCOPES}),
        201,
        lambda _world, at: at,
        RELATIONS,
        MANAGERS,
        {"partnerManager": MINE, **EVERYWHERE},
        {"partnerManager": RELATIONS},
    ),
    Door(
        "changeApiClient",
        patch("/apiClients/{}", {"name": "Anders"}),
        200,
        World.client,
        RELATIONS,
        MANAGERS,
        {"partnerManager": MINE, **EVERYWHERE},
    ),
    Door(
        "renewApiClientSecret",
        post("/apiClients/{}/secretRenewals"),
        200,
        World.client,
        RELATIONS,
        MANAGERS,
        {"partnerManager": MINE, **EVERYWHERE},
    ),
    Door(
        "cutOffApiClient",
        delete("/apiClients/{}"),
        204,
        World.client,
        RELATIONS,
        MANAGERS,
        {"partnerManager": MINE, **EVERYWHERE},
    ),
]

AUDIT = [
    Door(
        "listAuditEvents", get("/auditEvents"), scoped=("dataProtectionOfficer",), allowed=everyone(ONE, "dataProtectionOfficer")
    )
]

ENTRANCES = {
    # Where people and systems come in nobody is anybody yet: these are tried in tests/sign_in, tests/openid and tests/access.
    "signIn",
    "enrollSecondFactor",
    "giveSecondFactor",
    "renewSession",
    "signOut",
    "requestPasswordReset",
    "checkLink",
    "choosePassword",
    "getSignInMethods",
    "beginOpenIdConnect",
    "completeOpenIdConnect",
    "issueToken",
    "getKeys",
    "getHealth",
}
DOORS = [*SELF, *USERS, *REQUESTS, *CLIENTS, *AUDIT]
