"""Between the live record of an item of expertise and its content: read out of it, put into it; and its history."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from bruggen.kit.clock import now, today
from bruggen.models import (
    ExpertiseArea,
    ExpertiseCode,
    ExpertiseEdition,
    ExpertiseItem,
    ExpertiseLink,
    ExpertiseOffer,
    ExpertiseRelation,
)
from bruggen.writing.drafting import stored
from bruggen.writing.item_content import ItemDraft
from bruggen.writing.item_kinds import KINDS
from bruggen.writing.item_rows import apply_rows, content_of_rows
from bruggen.writing.parts import replace_parts

PARTS = (
    selectinload(ExpertiseItem.codes),
    selectinload(ExpertiseItem.areas),
    selectinload(ExpertiseItem.links),
    selectinload(ExpertiseItem.offers),
    selectinload(ExpertiseItem.relations),
)
"""Loads what `content_of` and `apply_content` look at."""


def content_of(item: ExpertiseItem) -> ItemDraft:
    """What is written of the item; its parts must be loaded."""
    kind = KINDS[item.kind]
    codes: dict[str, list[str]] = {}
    for code in item.codes:
        codes.setdefault(code.list_name, []).append(code.code)
    areas = [area.code for area in item.areas]
    return kind.draft.model_validate(
        {
            **{name: getattr(item, name) for name in kind.columns},
            **{name: codes.get(list_name, []) for name, list_name in kind.lists.items()},
            **content_of_rows(kind, item),
            "organization": item.organization_id,
            "area": {
                "scope": item.area_scope,
                "regions": areas if item.area_scope == "regions" else [],
                "municipalities": [{"nis_code": code} for code in areas] if item.area_scope == "municipalities" else [],
            },
            "contact": {"post": item.contact_post, "email": item.contact_email, "phone": item.contact_phone},
            "links": [{"label": link.label, "url": link.url} for link in item.links],
            "offers": [offer.offer_id for offer in item.offers],
            "related": [relation.other_id for relation in item.relations],
        }
    )


def apply_content(item: ExpertiseItem, content: ItemDraft) -> None:
    """Make the live record say exactly this, which can be published; its parts must be loaded. Its version moves on."""
    kind = KINDS[item.kind]
    for name in kind.columns:
        setattr(item, name, getattr(content, name))
    item.organization_id = content.organization
    item.area_scope = content.area.scope or "flanders"
    item.contact_post = content.contact.post
    item.contact_email = content.contact.email
    item.contact_phone = content.contact.phone
    item.updated_at = now()
    codes = (
        {"list_name": list_name, "code": code, "position": position}
        for name, list_name in kind.lists.items()
        for position, code in enumerate(getattr(content, name))
    )
    replace_parts(item.codes, ExpertiseCode, ("list_name", "code"), codes)
    replace_parts(item.areas, ExpertiseArea, ("code",), ({"code": code} for code in content.area.codes))
    links = ({"position": position, "label": link.label, "url": link.url} for position, link in enumerate(content.links))
    replace_parts(item.links, ExpertiseLink, ("position",), links)
    offers = ({"offer_id": key, "position": position} for position, key in enumerate(content.offers))
    replace_parts(item.offers, ExpertiseOffer, ("offer_id",), offers)
    related = ({"other_id": key, "position": position} for position, key in enumerate(content.related))
    replace_parts(item.relations, ExpertiseRelation, ("other_id",), related)
    apply_rows(kind, item, content)


def publish_item(session: Session, item: ExpertiseItem, content: ItemDraft) -> None:
    """Make the item public with this content, and keep it as the next edition of its history."""
    apply_content(item, content)
    item.status = "published"
    item.published_on = item.published_on or today()
    session.add(item)
    session.flush()
    last = session.scalar(select(func.max(ExpertiseEdition.number)).where(ExpertiseEdition.item_id == item.id)) or 0
    session.add(ExpertiseEdition(item_id=item.id, number=last + 1, content=stored(content)))
    session.flush()
