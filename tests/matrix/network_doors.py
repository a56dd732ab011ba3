"""The doors behind which is what hangs on networks: members for everybody, meetings for those who take part."""

from datetime import timedelta
from uuid import UUID

from bruggen.kit.clock import now
from bruggen.kit.ids import new_id
from bruggen.models import MeetingAttendance, NetworkMeeting, NetworkMember
from bruggen.writing.item_kinds import KINDS
from tests.matrix.doors import ALL_SEE, EDITS, ONE, RELATIONS, SIGNED_IN, WRITERS, Door, delete, everyone, get, patch, post
from tests.matrix.expertise_doors import make_item
from tests.matrix.world import World

SOON = now() + timedelta(days=10)
MEETING = {"title": "Overleg", "startsAt": SOON.isoformat(), "endsAt": (SOON + timedelta(hours=1)).isoformat()}
READERS = (*SIGNED_IN, "system")


def make_network(world: World, relation: str) -> UUID:
    """A network that the organization leads, for its region."""
    return make_item(world, relation, KINDS["network"])


def make_member(world: World, relation: str) -> UUID:
    """A post that takes part in a network of the organization."""
    member_id, network_id = new_id(), make_network(world, relation)
    with world.adding() as add:
        add(NetworkMember(id=member_id, network_id=network_id, post=world.name(), role="member"))
    return member_id


def make_meeting(world: World, relation: str) -> UUID:
    """A meeting of a network of the organization, to which somebody with an address is to come."""
    meeting_id, network_id = new_id(), make_network(world, relation)
    with world.adding() as add:
        add(
            NetworkMeeting(
                id=meeting_id,
                network_id=network_id,
                title=world.name(),
                starts_at=SOON,
                ends_at=SOON + timedelta(hours=1),
                attendances=[MeetingAttendance(name="CLB", email=f"{meeting_id}@clb.test")],
            )
        )
    return meeting_id


def make_visited(world: World, relation: str) -> UUID:
    """A meeting of a network of another region, in which the organization takes part."""
    meeting_id, network_id = new_id(), make_network(world, "otherRegion")
    with world.adding() as add:
        add(
            NetworkMember(network_id=network_id, organization_id=world.organizations[relation], role="member"),
            NetworkMeeting(
                id=meeting_id, network_id=network_id, title=world.name(), starts_at=SOON, ends_at=SOON + timedelta(hours=1)
            ),
        )
    return meeting_id


VISITS = {name: where for name, where in EDITS.items() if name != "coordinator"}

DOORS = [
    Door("listNetworkMembers", get("/networks/{}/members"), 200, make_network, RELATIONS, public=True),
    Door("getNetworkMember", get("/networkMembers/{}"), 200, make_member, RELATIONS, public=True),
    Door(
        "addNetworkMember",
        post("/networks/{}/members", {"post": "CLB"}),
        201,
        make_network,
        RELATIONS,
        WRITERS,
        EDITS,
        ALL_SEE,
    ),
    Door(
        "changeNetworkMember",
        patch("/networkMembers/{}", {"role": "chair"}),
        200,
        make_member,
        RELATIONS,
        WRITERS,
        EDITS,
        ALL_SEE,
    ),
    Door("removeNetworkMember", delete("/networkMembers/{}"), 204, make_member, RELATIONS, WRITERS, EDITS, ALL_SEE),
    Door("listNetworkMeetings", get("/networkMeetings"), scoped=READERS, allowed=everyone(ONE, *READERS)),
    Door(
        "listMeetingsOfNetwork",
        get("/networks/{}/meetings"),
        200,
        make_network,
        RELATIONS,
        READERS,
        everyone(RELATIONS, *READERS),
    ),
    Door("getNetworkMeeting", get("/networkMeetings/{}"), 200, make_meeting, RELATIONS, READERS, EDITS),
    Door(
        "getNetworkMeeting",
        get("/networkMeetings/{}"),
        200,
        make_visited,
        RELATIONS[:2],
        READERS,
        VISITS,
        case="of a network elsewhere that one takes part in",
    ),
    Door("addNetworkMeeting", post("/networks/{}/meetings", MEETING), 201, make_network, RELATIONS, WRITERS, EDITS, ALL_SEE),
    Door(
        "changeNetworkMeeting",
        patch("/networkMeetings/{}", {"minutes": "Verslag"}),
        200,
        make_meeting,
        RELATIONS,
        WRITERS,
        EDITS,
    ),
    Door(
        "changeNetworkMeeting",
        patch("/networkMeetings/{}", {"minutes": "Verslag"}),
        200,
        make_visited,
        RELATIONS[:2],
        WRITERS,
        {},
        VISITS,
        case="of a network elsewhere that one takes part in",
    ),
    Door("removeNetworkMeeting", delete("/networkMeetings/{}"), 204, make_meeting, RELATIONS, WRITERS, EDITS),
    Door("inviteToNetworkMeeting", post("/networkMeetings/{}/invitations"), 200, make_meeting, RELATIONS, WRITERS, EDITS),
    Door("cancelNetworkMeeting", post("/networkMeetings/{}/cancellations"), 200, make_meeting, RELATIONS, WRITERS, EDITS),
    Door("listNetworkAbsences", get("/networks/{}/absences"), 200, make_network, RELATIONS, WRITERS, EDITS, ALL_SEE),
    Door("listNetworkOverlaps", get("/networks/{}/overlaps"), 200, make_network, RELATIONS, public=True),
    Door("getNetworkPicture", get("/networkPictures"), public=True, judges=False),
]
