"""Demo data of what people learn from each other by: invented, published, and marked as demo."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from bruggen.kit.ids import new_id
from bruggen.models import ExpertiseItem, Network, NetworkMeeting, NetworkMember, OfferExternalId, Organization, TrainingSession
from bruggen.seeding.days import day_of, span_of
from bruggen.seeding.files import DEMO, read_yaml
from bruggen.seeding.meetings import seed_demo_meetings
from bruggen.writing.item_kinds import KINDS
from bruggen.writing.item_record import PARTS, publish_item

Entry = Mapping[str, Any]
FILES = ("networks.yaml", "expertise.yaml", "initiatives.yaml")
BESIDES = {"key", "regions", "municipalities", "members", "sessions"}
"""What an entry says that is no field of a draft."""
OF_NETWORKS = (
    selectinload(Network.members),
    selectinload(Network.meetings).options(*map(selectinload, (NetworkMeeting.attendances, NetworkMeeting.tasks))),
)
"""What goes with a network."""
FRIDAY = 4


def seed_demo_expertise(session: Session) -> int:
    """Add the demo items of expertise, once; returns how many. Needs the demo organizations and offers."""
    if session.scalar(select(ExpertiseItem.id).where(ExpertiseItem.demo).limit(1)):
        return 0
    seeding = _Seeding(session)
    for key in seeding.entries:
        seeding.publish(key)
    session.flush()
    seed_demo_meetings(session, seeding.items)
    return len(seeding.entries)


def remove_demo_expertise(session: Session) -> int:
    """Take the demo items out, with their sessions and who registered for them; returns how many."""
    found = 0
    for kind in KINDS.values():
        own = OF_NETWORKS if kind.model is Network else ()
        statement = select(kind.model).where(ExpertiseItem.demo).options(*PARTS, *own, selectinload(ExpertiseItem.revision))
        items = session.scalars(statement).all()
        for meeting in session.scalars(select(TrainingSession).where(TrainingSession.item_id.in_([item.id for item in items]))):
            session.delete(meeting)
        session.flush()
        for item in items:
            session.delete(item)
        session.flush()
        found += len(items)
    return found


class _Seeding:
    """The files, and the ids of what they name by its key."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.organizations = {
            row.external_id: row.id for row in session.scalars(select(Organization).where(Organization.external_id.is_not(None)))
        }
        self.offers = {row.external_id: row.offer_id for row in session.scalars(select(OfferExternalId))}
        self.items: dict[str, UUID] = {}
        self.entries: dict[str, tuple[str, Entry]] = {
            entry["key"]: (kind, entry)
            for path in (DEMO / name for name in FILES)
            if path.is_file()
            for kind, entries in read_yaml(path).items()
            for entry in entries
        }

    def publish(self, key: str) -> UUID:
        """Publish the entry, once, and before it what it names."""
        if key not in self.items:
            name, entry = self.entries[key]
            kind = KINDS[name]
            related = [self.publish(other) for other in entry.get("related", ())]
            said = {name: value for name, value in entry.items() if name not in BESIDES}
            said |= {
                "organization": self._organization(entry),
                "area": _area(entry),
                "offers": [self.offers[f"demo:{offer}"] for offer in entry.get("offers", ())],
                "related": related,
            }
            if "participants" in entry:
                said["participants"] = [
                    partner | {"organization": self._organization(partner)} for partner in entry["participants"]
                ]
            if "milestones" in entry:
                said["milestones"] = [_milestone(each) for each in entry["milestones"]]
            item = kind.model(id=new_id(), demo=True, codes=[], areas=[], links=[], offers=[], relations=[])
            publish_item(self.session, item, kind.draft.model_validate(said))
            self.items[key] = item.id
            self.session.add_all(_meeting(item.id, each) for each in entry.get("sessions", ()))
            self.session.add_all(self._member(item.id, each) for each in entry.get("members", ()))
        return self.items[key]

    def _organization(self, entry: Entry) -> UUID | None:
        return self.organizations[f"demo:{entry['organization']}"] if "organization" in entry else None

    def _member(self, network_id: UUID, entry: Entry) -> NetworkMember:
        said = {name: value for name, value in entry.items() if name != "organization"}
        return NetworkMember(network_id=network_id, organization_id=self._organization(entry), **{"role": "member", **said})


def _area(entry: Entry) -> Entry:
    if places := entry.get("municipalities"):
        return {"scope": "municipalities", "municipalities": [{"nis_code": code} for code in places]}
    if regions := entry.get("regions"):
        return {"scope": "regions", "regions": regions}
    return {"scope": "flanders"}


def _milestone(entry: Entry) -> Entry:
    reached = day_of(entry["reached"], FRIDAY) if "reached" in entry else None
    return {"title": entry["title"], "due_on": day_of(entry["due"], FRIDAY), "reached_on": reached}


def _meeting(item_id: UUID, entry: Entry) -> TrainingSession:
    begin, end = span_of(entry)
    return TrainingSession(
        item_id=item_id,
        starts_at=begin,
        ends_at=end,
        place=entry.get("place"),
        nis_code=entry.get("municipality"),
        online=entry.get("online", False),
        capacity=entry.get("capacity"),
    )
