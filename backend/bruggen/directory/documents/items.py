"""Published items of expertise as index documents."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

import orjson
from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from bruggen.directory.document import ItemDocument
from bruggen.directory.documents.reference import Reference, cut, without_none
from bruggen.models import Change, ExpertiseItem, Initiative, InitiativeParticipant, Organization
from bruggen.record.audited import EXPERTISE

BATCH = 500
PUBLISHED = ExpertiseItem.status == "published"
SUBJECTS = frozenset(model.__tablename__ for model in EXPERTISE)
LOADED = (joinedload(ExpertiseItem.organization), selectinload(ExpertiseItem.codes), selectinload(ExpertiseItem.areas))
TEXTS = (
    "description", "purpose", "programme", "target_group", "occasion", "approach", "partners", "what_works", "pitfalls",
    "result", "transferability", "asked_for", "source", "accreditation", "next_step",
)  # fmt: skip
"""What is searched besides title and summary, where a kind has it."""
NAMED = {
    "network_kind": "networkKinds",
    "gathering_kind": "gatheringKinds",
    "initiative_kind": "initiativeKinds",
    "phase": "initiativePhases",
    "direction": "directions",
    "themes": "themes",
    "audiences": "audiences",
    "methods": "methods",
}
"""Column or list -> the code list whose labels are words that the item is found by."""


class Items:
    """The published items of expertise, as the source of their index."""

    numbers_changes = False

    def count(self, session: Session) -> int:
        """How many are published."""
        return session.scalar(select(func.count()).select_from(ExpertiseItem).where(PUBLISHED)) or 0

    def all(self, session: Session) -> Iterator[ItemDocument]:
        """All of them, in batches."""
        reference = Reference.load(session)
        after: UUID | None = None
        while True:
            statement = select(ExpertiseItem.id).where(PUBLISHED).order_by(ExpertiseItem.id).limit(BATCH)
            ids = session.scalars(statement.where(ExpertiseItem.id > after) if after else statement).all()
            if not ids:
                return
            after = ids[-1]
            yield from self.some(session, ids, reference)
            session.expunge_all()

    def some(self, session: Session, ids: Iterable[UUID], reference: Reference) -> Iterator[ItemDocument]:
        """Those of the items that are published."""
        wanted = list(ids)
        for start in range(0, len(wanted), BATCH):
            these = wanted[start : start + BATCH]
            for model in EXPERTISE:
                statement = select(model).where(PUBLISHED, ExpertiseItem.id.in_(these)).options(*LOADED)
                for item in session.scalars(statement):
                    yield _document(reference, item)

    def touched(self, session: Session, changes: Sequence[Change]) -> set[UUID]:
        """Their own changes, and those of an organization that leads, gives, invites or is a partner."""
        items = {UUID(change.subject_id) for change in changes if change.subject in SUBJECTS}
        organizations = {UUID(change.subject_id) for change in changes if change.subject == Organization.__tablename__}
        if organizations:
            items.update(session.scalars(select(ExpertiseItem.id).where(ExpertiseItem.organization_id.in_(organizations))))
            partners = InitiativeParticipant.organization_id.in_(organizations)
            items.update(session.scalars(select(InitiativeParticipant.item_id).where(partners)))
        return items


def _document(reference: Reference, item: ExpertiseItem) -> ItemDocument:
    lists: dict[str, list[str]] = defaultdict(list)
    for code in item.codes:
        lists[code.list_name].append(code.code)
    area = [part.code for part in item.areas]
    regions, terms = reference.catchment(item.area_scope, area)
    organization = item.organization
    named: list[tuple[str, str]] = []
    for name, list_name in NAMED.items():
        column = getattr(item, name, None)
        named += [(list_name, code) for code in ([column] if column else lists[list_name])]
    return ItemDocument(
        id=str(item.id),
        kind=item.kind,
        title=item.title,
        summary=item.summary,
        body="\n".join([*(text for name in TEXTS if (text := getattr(item, name, None))), *_partners(item)]),
        organizations=[name for name in (organization.name, organization.short_name) if name] if organization else [],
        organization_ids=[str(organization.id)] if organization else [],
        place_names=sorted({reference.name_of[code] for code in area if code in reference.name_of}),
        themes=lists["themes"],
        age_bands=lists["ageBands"],
        levels=lists["levels"],
        regions=regions,
        catchment=terms,
        labels=[label for key in named if (label := reference.labels.get(key))],
        verified_on=item.published_on,
        card=_card(item, lists, regions),
    )


def _partners(item: ExpertiseItem) -> Iterator[str]:
    for partner in item.participants if isinstance(item, Initiative) else ():
        yield partner.shown_name


def _card(item: ExpertiseItem, lists: dict[str, list[str]], regions: list[str]) -> bytes:
    organization = item.organization
    card = {
        "kind": item.kind,
        "href": f"/api/v1/{EXPERTISE[type(item)]}/{item.id}",
        "id": item.id,
        "title": item.title,
        "summary": cut(item.summary),
        "organization": organization.name if organization else None,
        "regions": regions,
        "themes": lists["themes"],
        "demo": item.demo,
    }
    return orjson.dumps(without_none(card))
