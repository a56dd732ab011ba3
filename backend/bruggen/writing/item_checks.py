"""Whether the content of an item of expertise can be published: everything that is wrong with it at once, each by its field."""

from collections.abc import Callable, Iterator
from typing import Any

from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError
from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.kit.clock import today
from bruggen.kit.problems import BadRequest, InputIssue
from bruggen.kit.texts import mail_address, one_line, phone_number, plain_text, web_address
from bruggen.models import ExpertiseItem, Offer, Organization
from bruggen.writing.codes import get_codes, unknown_codes
from bruggen.writing.faults import area_faults, content_fault, unknown_in_content
from bruggen.writing.initiative_checks import initiative_faults
from bruggen.writing.initiative_content import InitiativeDraft
from bruggen.writing.item_content import ItemDraft

LINES = ("title", "accreditation", "duration_note", "source")
ROWS: dict[str, dict[str, Callable[[str], str]]] = {
    "links": {"label": one_line, "url": web_address},
    "participants": {"name": one_line},
    "milestones": {"title": one_line},
}
"""The texts in the rows of a list, where a kind has it, each with the form in which it is published."""


def whole_item(session: Session, caller: Caller, draft: ItemDraft) -> ItemDraft:
    """The content, with its texts as they are published. What it refers to has to be the caller's to see.

    Raises BadRequest with all its faults, as `content.<field>`.
    """
    texts = _Texts(draft.model_copy(deep=True))
    issues = [
        *_missing(draft),
        *texts.issues(),
        *_unknown_codes(session, draft),
        *area_faults(session, draft.area, "area"),
        *_references(session, caller, draft),
        *(initiative_faults(session, draft) if isinstance(draft, InitiativeDraft) else ()),
    ]
    if issues:
        raise BadRequest(issues=issues)
    return texts.draft


def _missing(draft: ItemDraft) -> Iterator[InputIssue]:
    for name, hint in draft.needed.items():
        if not getattr(draft, name):
            yield content_fault(to_camel(name), hint)
    if draft.area.scope is None:
        yield content_fault("area.scope", "Say where it is meant for: municipalities, regions or flanders.")
    practiced = getattr(draft, "practiced_on", None)
    if practiced and practiced > today():
        yield content_fault("practicedOn", "This day is still to come.", practiced.isoformat())


class _Texts:
    """The texts of a draft, each in the form in which it is published."""

    def __init__(self, draft: ItemDraft) -> None:
        self.draft = draft

    def issues(self) -> Iterator[InputIssue]:
        coded = self.draft.coded
        for name in type(self.draft).model_fields:
            if isinstance(getattr(self.draft, name), str) and name not in coded:
                yield from self._written(self.draft, name, to_camel(name), one_line if name in LINES else plain_text)
        contact = self.draft.contact
        for name, form in (("post", one_line), ("email", mail_address), ("phone", phone_number)):
            yield from self._written(contact, name, f"contact.{name}", form)
        for listed, forms in ROWS.items():
            for number, row in enumerate(getattr(self.draft, listed, ())):
                for name, as_written in forms.items():
                    yield from self._written(row, name, f"{listed}.{number}.{name}", as_written)

    def _written(self, holder: Any, name: str, shown: str, form: Callable[[str], str]) -> Iterator[InputIssue]:
        if getattr(holder, name) is None:
            return
        try:
            setattr(holder, name, form(getattr(holder, name)))
        except PydanticCustomError as error:
            yield content_fault(shown, error.message())


def _unknown_codes(session: Session, draft: ItemDraft) -> Iterator[InputIssue]:
    known = get_codes(session, draft.coded.values())
    for name, list_name in draft.coded.items():
        value = getattr(draft, name)
        codes = value if isinstance(value, list) else [value] if value else []
        yield from unknown_codes(f"content.{to_camel(name)}", codes, known[list_name])


def _references(session: Session, caller: Caller, draft: ItemDraft) -> Iterator[InputIssue]:
    if draft.organization and session.get(Organization, draft.organization) is None:
        yield unknown_in_content("organization", f"There is no organization {draft.organization}.", draft.organization)
    offers = select(Offer.id).where(Offer.id.in_(draft.offers), Offer.status == "published")
    items = select(ExpertiseItem.id).where(ExpertiseItem.id.in_(draft.related), seen(caller, Scope.EXPERTISE_READ, ExpertiseItem))
    for name, ids, statement in (("offers", draft.offers, offers), ("related", draft.related, items)):
        known = set(session.scalars(statement))
        for number, key in enumerate(ids):
            if key not in known:
                yield unknown_in_content(f"{name}.{number}", f"There is none with the id {key} to be seen.", key)
