"""The doors behind which organizations, the people of the tandems, texts and words are."""

from tests.matrix.doors import ALL_SEE, EDITS, HERE, MINE, ONE, WRITERS, Door, delete, everyone, get, patch, post
from tests.matrix.world import OTHER_REGION, OWN, REGION_OF, RELATIONS, World

PLACE = {"address": {"postalCode": "9000", "nisCode": "44021"}}
RECORDS = [
    Door(
        "addOrganization",
        post("/organizations", lambda world, _: {"name": world.name(), "sector": "welfare"}),
        201,
        scoped=WRITERS,
        allowed={"coordinator": ONE},
        seen=everyone(ONE, *WRITERS),
    ),
    Door(
        "changeOrganization",
        patch("/organizations/{}", {"description": "Anders."}),
        200,
        lambda world, at: world.organizations[at],
        RELATIONS,
        WRITERS,
        EDITS,
        ALL_SEE,
    ),
    Door(
        "removeOrganization", delete("/organizations/{}"), 204, World.organization, HERE, WRITERS, {"coordinator": HERE}, ALL_SEE
    ),
    Door(
        "removeOrganization",
        delete("/organizations/{}"),
        204,
        World.organization,
        (OTHER_REGION,),
        WRITERS,
        {},
        ALL_SEE,
        case="elsewhere",
    ),
    Door(
        "addLocation",
        post("/organizations/{}/locations", PLACE),
        201,
        lambda world, at: world.organizations[at],
        RELATIONS,
        WRITERS,
        EDITS,
        ALL_SEE,
    ),
    Door(
        "changeLocation",
        lambda world, caller, key: world.send(
            caller, "PATCH", f"/organizations/{key[0]}/locations/{key[1]}", json={"name": "Anders"}, headers={"If-Match": "*"}
        ),
        200,
        lambda world, at: (world.organizations[at], world.location(at)),
        RELATIONS,
        WRITERS,
        EDITS,
        ALL_SEE,
    ),
    Door(
        "removeLocation",
        lambda world, caller, key: world.send(
            caller, "DELETE", f"/organizations/{key[0]}/locations/{key[1]}", headers={"If-Match": "*"}
        ),
        204,
        lambda world, at: (world.organizations[at], world.location(at)),
        RELATIONS,
        WRITERS,
        EDITS,
        ALL_SEE,
    ),
    Door(
        "addCoordinator",
        post("/coordinators", lambda world, at: {"name": world.name(), "role": "youthCareEducation", "region": REGION_OF[at]}),
        201,
        lambda _world, at: at,
        (OWN, OTHER_REGION),
        ("coordinator",),
        {"coordinator": MINE},
        ALL_SEE,
    ),
    Door(
        "changeCoordinator",
        patch("/coordinators/{}", {"name": "Anders"}),
        200,
        World.coordinator,
        (OWN, OTHER_REGION),
        ("coordinator",),
        {"coordinator": MINE},
        ALL_SEE,
    ),
    Door(
        "removeCoordinator",
        delete("/coordinators/{}"),
        204,
        World.coordinator,
        (OWN, OTHER_REGION),
        ("coordinator",),
        {"coordinator": MINE},
        ALL_SEE,
    ),
    Door(
        "changeRegion",
        patch("/regions/{}", {"introduction": {"nl": "Welkom."}}),
        200,
        lambda _world, at: REGION_OF[at],
        (OWN, OTHER_REGION),
        ("coordinator",),
        {"coordinator": MINE},
        ALL_SEE,
    ),
]

ADMIN = ("administrator",)
TEXTS = [
    Door("changeContent", patch("/contents/about", {"title": {"nl": "Over"}}), scoped=ADMIN, allowed=everyone(ONE, *ADMIN)),
    Door(
        "addCode",
        post(
            "/refData/themes/codes",
            lambda world, _: {"code": f"extra{next(world.numbers)}", "label": {"nl": "Extra", "fr": "Extra", "en": "Extra"}},
        ),
        201,
        scoped=ADMIN,
        allowed=everyone(ONE, *ADMIN),
    ),
    Door(
        "changeCode",
        patch("/refData/themes/codes/truancy", {"label": {"nl": "Spijbelen"}}),
        scoped=ADMIN,
        allowed=everyone(ONE, *ADMIN),
    ),
    Door("listSynonyms", get("/synonyms"), scoped=ADMIN, allowed=everyone(ONE, *ADMIN)),
    Door("getSynonym", get("/synonyms/{}"), make=lambda world, _: world.synonym(), scoped=ADMIN, allowed=everyone(ONE, *ADMIN)),
    Door(
        "addSynonym",
        post("/synonyms", lambda world, _: {"term": f"nieuw{next(world.numbers)}", "synonym": "spijbelen", "kind": "equivalent"}),
        201,
        scoped=ADMIN,
        allowed=everyone(ONE, *ADMIN),
    ),
    Door(
        "changeSynonym",
        patch("/synonyms/{}", {"kind": "narrower"}),
        make=lambda world, _: world.synonym(),
        scoped=ADMIN,
        allowed=everyone(ONE, *ADMIN),
    ),
    Door(
        "removeSynonym",
        delete("/synonyms/{}"),
        204,
        make=lambda world, _: world.synonym(),
        scoped=ADMIN,
        allowed=everyone(ONE, *ADMIN),
    ),
]
