"""The doors behind which networks, trainings, practices and the like are, and the proposals of them."""

from uuid import UUID

from bruggen.kit.clock import today
from bruggen.kit.ids import new_id
from bruggen.kit.sealing import seal_id
from bruggen.models import DigestSubscription, ExpertiseArea, ExpertiseRevision, PracticeUse, Question
from bruggen.writing.item_kinds import KINDS, ItemKind
from tests.matrix.doors import ALL_SEE, EDITS, HERE, ONE, RELATIONS, SIGNED_IN, Call, Door, delete, everyone, get, patch, post
from tests.matrix.world import REGION_OF, World

OWN_FIELDS = {
    "network": {"network_kind": "local", "domain": "mixed"},
    "training": {"direction": "both", "form": "course"},
    "gathering": {"gathering_kind": "infoMoment"},
    "goodPractice": {"occasion": "Veel afwezigheid.", "approach": "Samen aan tafel."},
    "initiative": {"initiative_kind": "offer", "phase": "idea"},
}
PROPOSERS = (*SIGNED_IN, "system")


def make_item(world: World, relation: str, kind: ItemKind, status: str = "published") -> UUID:
    """An item of the organization, meant for its region."""
    item_id = new_id()
    with world.adding() as add:
        add(
            kind.model(
                id=item_id,
                status=status,
                title=world.name(),
                summary="Kort.",
                organization_id=world.organizations[relation],
                area_scope="regions",
                areas=[ExpertiseArea(code=REGION_OF[relation])],
                **OWN_FIELDS.get(kind.name, {}),
            )
        )
    return item_id


def make_revision(world: World, relation: str, status: str = "draft") -> UUID:
    """A proposal of the organization, for the coordinators of its region."""
    revision_id = new_id()
    with world.adding() as add:
        add(
            ExpertiseRevision(
                id=revision_id,
                kind="method",
                organization_id=world.organizations[relation],
                region_code=REGION_OF[relation],
                status=status,
                content={"title": world.name()},
            )
        )
    return revision_id


def make_question(world: World, relation: str) -> UUID:
    """A question of the region."""
    question_id = new_id()
    with world.adding() as add:
        add(Question(id=question_id, region_code=REGION_OF[relation], asked_on=today(), text="Is er plaats?"))
    return question_id


def make_use(world: World, relation: str, status: str = "inReview") -> UUID:
    """A report of nobody here on a practice of the organization."""
    practice, use_id = make_item(world, relation, KINDS["goodPractice"]), new_id()
    with world.adding() as add:
        add(PracticeUse(id=use_id, practice_id=practice, organization_name="Een school", status=status))
    return use_id


def make_digest(world: World, _relation: str) -> str:
    """The secret of a subscription to the digest."""
    subscription_id = new_id()
    with world.adding() as add:
        add(DigestSubscription(id=subscription_id, email="an@voorbeeld.example", regions=[], themes=[]))
    return seal_id(world.product.house.seal, "digest", subscription_id)


def _at_a_link(method: str) -> Call:
    """Knock as whoever follows the link of a digest."""
    return lambda world, _caller, token: world.product.client.request(
        method, f"/digest/unsubscribe/{token}", follow_redirects=False
    )


def _outside(path: str) -> Call:
    """Knock at a path beside the API."""
    return lambda world, _caller, _key: world.product.client.get(path)


def _about(kind: ItemKind) -> list[Door]:
    name, plural = kind.name[0].upper() + kind.name[1:], kind.resource[0].upper() + kind.resource[1:]

    def published(world: World, relation: str) -> UUID:
        return make_item(world, relation, kind)

    def archived(world: World, relation: str) -> UUID:
        return make_item(world, relation, kind, "archived")

    one = f"/{kind.resource}/{{}}"
    editions = get(f"{one}/editions")
    return [
        Door(f"list{plural}", get(f"/{kind.resource}"), public=True),
        Door(f"get{name}", get(one), 200, published, RELATIONS, public=True),
        Door(f"get{name}", get(one), 200, archived, RELATIONS, public=True, allowed=EDITS, case="archived"),
        Door(f"list{name}Editions", editions, 200, published, RELATIONS, public=True),
        Door(f"list{name}Editions", editions, 200, archived, RELATIONS, public=True, allowed=EDITS, case="archived"),
        Door(
            f"archive{name}",
            post(f"{one}/archivings"),
            204,
            published,
            RELATIONS,
            ("coordinator",),
            {"coordinator": HERE},
            ALL_SEE,
        ),
        Door(f"restore{name}", post(f"{one}/restorations"), 204, archived, RELATIONS, ("coordinator",), {"coordinator": HERE}),
    ]


DOORS = [
    *(
        Door(operation, _outside(f"/feeds/novelties.{form}"), public=True, judges=False)
        for operation, form in (("getAtomFeed", "atom"), ("getRssFeed", "rss"))
    ),
    Door("askDigest", post("/digestSubscriptions", {"email": "an@voorbeeld.example"}), 202, public=True, judges=False),
    *(
        Door(operation, post(path, lambda _world, token: {"token": token}), 200, make_digest, public=True, judges=False)
        for operation, path in (
            ("checkDigest", "/digestChecks"),
            ("confirmDigest", "/digestConfirmations"),
            ("cancelDigest", "/digestCancellations"),
        )
    ),
    Door("unsubscribeDigest", _at_a_link("POST"), 204, make_digest, public=True, judges=False),
    Door("showDigest", _at_a_link("GET"), 303, make_digest, public=True, judges=False),
    Door("listNovelties", get("/novelties"), public=True, judges=False),
    Door("search", get("/search?q=school"), public=True, judges=False),
    *(door for kind in KINDS.values() for door in _about(kind)),
    Door("listExpertiseRevisions", get("/expertiseRevisions"), scoped=PROPOSERS, allowed=everyone(ONE, *PROPOSERS)),
    Door("getExpertiseRevision", get("/expertiseRevisions/{}"), 200, make_revision, RELATIONS, PROPOSERS, EDITS),
    Door(
        "beginExpertiseRevision",
        post(
            "/expertiseRevisions",
            lambda world, at: {"kind": "method", "region": REGION_OF[at], "organization": str(world.organizations[at])},
        ),
        201,
        lambda _world, at: at,
        RELATIONS,
        PROPOSERS,
        EDITS,
        ALL_SEE,
        case="for an organization",
    ),
    Door(
        "beginExpertiseRevision",
        post("/expertiseRevisions", {"kind": "goodPractice", "region": "LIM"}),
        201,
        scoped=PROPOSERS,
        allowed=everyone(ONE, *PROPOSERS),
        case="in one's own name",
    ),
    Door(
        "beginExpertiseRevision",
        post("/expertiseRevisions", lambda world, key: {"kind": "method", "region": "OVL", "item": str(key)}),
        201,
        lambda world, at: make_item(world, at, KINDS["method"]),
        RELATIONS,
        PROPOSERS,
        EDITS,
        ALL_SEE,
        case="of what is public",
    ),
    Door(
        "changeExpertiseRevision",
        patch("/expertiseRevisions/{}", {"content": {"title": "Anders"}}),
        200,
        make_revision,
        RELATIONS,
        PROPOSERS,
        EDITS,
    ),
    Door("withdrawExpertiseRevision", delete("/expertiseRevisions/{}"), 204, make_revision, RELATIONS, PROPOSERS, EDITS),
    # A draft with a title alone: whoever is let in hears what is missing.
    Door("submitExpertiseRevision", post("/expertiseRevisions/{}/submissions"), 400, make_revision, RELATIONS, PROPOSERS, EDITS),
    Door(
        "returnExpertiseRevision",
        post("/expertiseRevisions/{}/returns", {"remark": "Voor wie is het?"}),
        200,
        lambda world, at: make_revision(world, at, "inReview"),
        RELATIONS,
        PROPOSERS,
        {"coordinator": HERE},
        EDITS,
    ),
    Door(
        "publishExpertiseRevision",
        post("/expertiseRevisions/{}/publications"),
        400,
        lambda world, at: make_revision(world, at, "inReview"),
        RELATIONS,
        PROPOSERS,
        {"coordinator": HERE},
        EDITS,
    ),
    Door("listQuestions", get("/questions"), scoped=("coordinator",), allowed={"coordinator": ONE}),
    Door("getQuestion", get("/questions/{}"), 200, make_question, RELATIONS, ("coordinator",), {"coordinator": RELATIONS}),
    Door(
        "addQuestion",
        post("/questions", lambda _world, at: {"region": REGION_OF[at], "text": "Is er plaats?"}),
        201,
        lambda _world, at: at,
        RELATIONS,
        ("coordinator",),
        {"coordinator": HERE},
        {"coordinator": RELATIONS},
    ),
    Door(
        "changeQuestion",
        patch("/questions/{}", {"outcome": "unmet"}),
        200,
        make_question,
        RELATIONS,
        ("coordinator",),
        {"coordinator": HERE},
        {"coordinator": RELATIONS},
    ),
    Door(
        "removeQuestion",
        delete("/questions/{}"),
        204,
        make_question,
        RELATIONS,
        ("coordinator",),
        {"coordinator": HERE},
        {"coordinator": RELATIONS},
    ),
    Door(
        "listPracticeUses",
        get("/goodPractices/{}/uses"),
        200,
        lambda world, at: make_item(world, at, KINDS["goodPractice"]),
        RELATIONS,
        public=True,
    ),
    Door("getPracticeUse", get("/practiceUses/{}"), 200, lambda w, at: make_use(w, at, "published"), RELATIONS, public=True),
    Door(
        "getPracticeUse",
        get("/practiceUses/{}"),
        200,
        make_use,
        RELATIONS,
        public=True,
        allowed=EDITS,
        case="that nobody looked at",
    ),
    Door(
        "addPracticeUse",
        post("/goodPractices/{}/uses", {"organizationName": "Onze school"}),
        201,
        lambda world, at: make_item(world, at, KINDS["goodPractice"]),
        RELATIONS,
        PROPOSERS,
        everyone(RELATIONS, *SIGNED_IN),
        {"system": RELATIONS},
    ),
    # Whoever wrote it changes it, and nobody here did.
    Door(
        "changePracticeUse",
        patch("/practiceUses/{}", {"experience": "Het werkt."}),
        200,
        make_use,
        RELATIONS,
        PROPOSERS,
        {},
        EDITS,
    ),
    Door("removePracticeUse", delete("/practiceUses/{}"), 204, make_use, RELATIONS, PROPOSERS, EDITS),
    Door(
        "publishPracticeUse",
        post("/practiceUses/{}/publications"),
        204,
        make_use,
        RELATIONS,
        PROPOSERS,
        {"coordinator": HERE},
        EDITS,
    ),
]
