"""What a list shows, counts and exports is exactly what the caller may see one by one: no door beside the door."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest

from bruggen.models import Offer
from tests.matrix.doors import ALL_SEE, EDITS, HERE, READS, WRITERS, Where
from tests.matrix.expertise_doors import PROPOSERS, make_revision
from tests.matrix.network_doors import make_meeting
from tests.matrix.people_doors import (
    DECIDERS,
    EVERYWHERE,
    MANAGERS,
    MINE,
    OVERSEERS,
    USER_READERS,
    colleagues_role,
    referrers_role,
)
from tests.matrix.registration_doors import hidden_session, make_session
from tests.matrix.world import OWN, RELATIONS, World

FORMATS = ("json", "ndjson", "csv")


@dataclass(frozen=True)
class Listed:
    """A list, what is put into it in each relation, and who is to find what."""

    path: str
    make: Callable[[World, str], UUID]
    readers: tuple[str, ...]
    found: Where
    case: str = ""

    def __str__(self) -> str:
        return f"{self.path}{self.case}"


def colleague(world: World, relation: str) -> UUID:
    """An editor of the organization."""
    return world.colleague(relation).id


def referrer(world: World, relation: str) -> UUID:
    """A referrer of the region."""
    return world.referrer(relation).id


LISTS = [
    Listed("/offerRevisions", World.revision, (*WRITERS, "limitedSystem"), READS),
    Listed("/expertiseRevisions", make_revision, PROPOSERS, EDITS),
    Listed("/trainingSessions", make_session, ("visitor", *PROPOSERS), ALL_SEE),
    Listed("/trainingSessions", hidden_session, ("visitor", *PROPOSERS), EDITS, " of what is being set up"),
    Listed("/networkMeetings", make_meeting, PROPOSERS, EDITS),
    Listed(
        "/users", lambda world, at: world.colleague(at).id, USER_READERS, {"partnerManager": MINE, **OVERSEERS}, " of partners"
    ),
    Listed("/users", lambda world, at: world.referrer(at).id, USER_READERS, {"coordinator": HERE, **OVERSEERS}, " of referrers"),
    Listed("/roleAssignments", colleagues_role, USER_READERS, {"partnerManager": MINE, **OVERSEERS}, " of partners"),
    Listed("/roleAssignments", referrers_role, USER_READERS, {"coordinator": HERE, **OVERSEERS}, " of referrers"),
    Listed("/accountRequests", World.request, DECIDERS, {"coordinator": HERE, **EVERYWHERE}),
    Listed("/apiClients", World.client, MANAGERS, {"partnerManager": MINE, **EVERYWHERE}),
    Listed(
        "/sessions",
        lambda world, at: world.referrer(at).session_id,
        ("partnerManager", "coordinator", "dataProtectionOfficer", "administrator"),
        EVERYWHERE,
    ),
]


@pytest.mark.parametrize("listed", LISTS, ids=str)
@pytest.mark.parametrize("form", FORMATS)
def test_shows_counts_and_exports_what_may_be_seen_and_nothing_else(world: World, listed: Listed, form: str) -> None:
    wrong = []
    for caller in listed.readers:
        before = world.send(caller, "GET", listed.path, params={"pageSize": 1}).json()["total"]
        made = {relation: listed.make(world, relation) for relation in RELATIONS}
        whole = world.send(caller, "GET", listed.path, params={"pageSize": 1000, "format": form})
        shown = {relation for relation, key in made.items() if str(key) in whole.text}
        total = world.send(caller, "GET", listed.path, params={"pageSize": 1}).json()["total"]
        allowed = set(listed.found.get(caller, ()))
        if shown != allowed or total - before != len(allowed):
            wrong.append(f"{caller}: sees {sorted(shown)} and counts {total - before}, not {sorted(allowed)}")
    assert wrong == []


@pytest.mark.parametrize("status", ["archived", "inDevelopment"])
def test_the_directory_finds_counts_and_suggests_published_offers_only(world: World, status: str) -> None:
    word = f"zwartkijker{status}"
    offer = world.offer(OWN, status)
    with world.product.sessions.begin() as session:
        session.get_one(Offer, offer).title = f"Een {word} in de klas"
    for caller in ("visitor", "coordinator", "partnerManager", "administrator"):
        for query in ({"q": word}, {"id": str(offer)}, {"q": word[:9], "facets": "category,organization"}):
            answer = world.send(caller, "GET", "/offers", params=query).json()
            corrected = [one["used"] for one in answer.get("interpretation", {}).get("corrections", [])]
            shown = str([answer["items"], answer.get("facets"), corrected])
            assert str(offer) not in shown, (caller, query)
            assert word not in shown, (caller, query)


@pytest.mark.parametrize("path", ["/users", "/roleAssignments", "/apiClients", "/accountRequests", "/offerRevisions"])
def test_filters_and_orders_disclose_nothing(world: World, path: str) -> None:
    """A filter on what is hidden finds as little as no filter; a hidden id as a filter is no different from a made-up one."""
    other = str(world.organizations["otherRegion"])
    caller = "partnerManager" if path != "/accountRequests" else "coordinator"
    name = "organization" if path != "/accountRequests" else "region"
    world.client("otherRegion"), world.request("otherRegion"), world.revision("otherRegion"), world.colleague("otherRegion")
    answer = world.send(caller, "GET", path, params={name: other if name == "organization" else "LIM"})
    assert answer.status_code == 200
    assert answer.json()["total"] == 0
    assert answer.json()["items"] == []
