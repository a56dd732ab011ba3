"""Items of expertise as lists and pages show them, made of many rows at once."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from bruggen.access.assignments import organization_link
from bruggen.access.caller import Caller
from bruggen.features.expertise import queries
from bruggen.features.expertise.initiatives import initiative_fields
from bruggen.features.expertise.schemas import (
    ItemArea,
    ItemCard,
    ItemContact,
    ItemLink,
    ItemMunicipality,
    ItemPage,
    LinkedItem,
    LinkedOffer,
    NextSession,
)
from bruggen.models import ExpertiseItem, Initiative, Municipality, TrainingSession
from bruggen.writing.item_kinds import ItemKind, href_of


def make_cards(session: Session, kind: ItemKind, card: type[ItemCard], items: Sequence[ExpertiseItem]) -> list[ItemCard]:
    """The items' cards; what they show of other tables is read once for all."""
    fields = _fields(session, kind, card, items)
    return [card.model_validate(each) for each in fields]


def make_page(session: Session, caller: Caller, kind: ItemKind, page: type[ItemCard], item: ExpertiseItem) -> ItemCard:
    """The item's own page."""
    (fields,) = _fields(session, kind, page, [item])
    offers = {row.id: row.title for row in queries.get_linked_offers(session, [each.offer_id for each in item.offers])}
    return page.model_validate(
        fields
        | ItemPage(
            description=item.description,
            contact=_contact(item),
            links=[ItemLink(label=link.label, url=link.url) for link in item.links],
            offers=[
                LinkedOffer(id=each.offer_id, href=f"/api/v1/offers/{each.offer_id}", title=offers[each.offer_id])
                for each in item.offers
                if each.offer_id in offers
            ],
            related=[
                LinkedItem(id=row.id, href=href_of(row.kind, row.id), kind=row.kind, title=row.title, summary=row.summary)
                for row in queries.get_linked_items(session, caller, item)
            ],
            editions=queries.count_editions(session, item.id),
        ).model_dump(by_alias=False)
    )


def _fields(session: Session, kind: ItemKind, shown: type[ItemCard], items: Sequence[ExpertiseItem]) -> list[dict[str, Any]]:
    places = queries.get_municipalities(
        session, (area.code for item in items if item.area_scope == "municipalities" for area in item.areas)
    )
    ids = [item.id for item in items]
    members = queries.count_members(session, ids) if "member_count" in shown.model_fields else {}
    sessions = queries.get_next_sessions(session, ids) if "next_session" in shown.model_fields else {}
    columns = [name for name in kind.columns if name in shown.model_fields]
    made = []
    for item in items:
        codes: dict[str, list[str]] = defaultdict(list)
        for code in item.codes:
            codes[code.list_name].append(code.code)
        fields: dict[str, Any] = {
            **{name: getattr(item, name) for name in columns},
            **{name: codes[list_name] for name, list_name in kind.lists.items() if name in shown.model_fields},
            "href": kind.href(item.id),
            "id": item.id,
            "status": item.status,
            "organization": organization_link(item.organization) if item.organization else None,
            "area": _area(item, places),
            "demo": item.demo,
            "published_on": item.published_on,
            "updated_at": item.updated_at,
        }
        if "member_count" in shown.model_fields:
            fields["member_count"] = members.get(item.id, 0)
        if item.id in sessions:
            fields["next_session"] = _next_session(sessions[item.id])
        if "contact" in shown.model_fields:
            fields["contact"] = _contact(item)
        if isinstance(item, Initiative):
            fields |= initiative_fields(item, shown)
        made.append(fields)
    return made


def _area(item: ExpertiseItem, places: dict[str, Municipality]) -> ItemArea:
    if item.area_scope != "municipalities":
        return ItemArea(scope=item.area_scope, regions=[area.code for area in item.areas])
    within = [places[area.code] for area in item.areas if area.code in places]
    return ItemArea(
        scope="municipalities",
        regions=sorted({place.region_code for place in within}),
        municipalities=[ItemMunicipality(nis_code=place.nis_code, name=place.name_nl) for place in within],
    )


def _next_session(found: TrainingSession) -> NextSession:
    href = f"/api/v1/trainingSessions/{found.id}"
    return NextSession(id=found.id, href=href, starts_at=found.starts_at, place=found.place, online=found.online)


def _contact(item: ExpertiseItem) -> ItemContact:
    return ItemContact(post=item.contact_post, email=item.contact_email, phone=item.contact_phone)
