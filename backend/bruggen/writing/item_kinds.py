"""The kinds of items of expertise: what each is called, where it is kept, and how it is written. All else follows from here."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect

from bruggen.models import ExpertiseItem, ExpertPost, Gathering, GoodPractice, Initiative, Method, Network, Training
from bruggen.record.audited import EXPERTISE
from bruggen.writing.initiative_content import InitiativeDraft
from bruggen.writing.item_content import (
    ExpertPostDraft,
    GatheringDraft,
    GoodPracticeDraft,
    ItemDraft,
    MethodDraft,
    NetworkDraft,
    TrainingDraft,
)


@dataclass(frozen=True, slots=True)
class ItemKind:
    """One kind: its name in the API, its table, the schema of its drafts, and where the front end shows it."""

    name: str
    model: type[ExpertiseItem]
    draft: type[ItemDraft]
    page: str

    @property
    def resource(self) -> str:
        """The plural under which the API has it."""
        return EXPERTISE[self.model]

    @property
    def lists(self) -> dict[str, str]:
        """The fields that hold several codes, with their code list."""
        return {name: codes for name, codes in self.draft.coded.items() if name not in self.columns}

    @property
    def columns(self) -> list[str]:
        """The fields that are columns of the table under the same name."""
        known = inspect(self.model).columns.keys()
        return [name for name in self.draft.model_fields if name in known]

    @property
    def rows(self) -> dict[str, type[Any]]:
        """The lists that this kind alone has, each with the table of its rows."""
        own = [name for name in self.draft.model_fields if name not in ItemDraft.model_fields]
        tables = inspect(self.model).relationships
        return {name: tables[name].mapper.class_ for name in own if name in tables}

    def href(self, key: Any) -> str:
        """The address of an item of this kind."""
        return f"/api/v1/{self.resource}/{key}"


KINDS: dict[str, ItemKind] = {
    kind.name: kind
    for kind in (
        ItemKind("network", Network, NetworkDraft, "netwerken"),
        ItemKind("training", Training, TrainingDraft, "vormingen"),
        ItemKind("gathering", Gathering, GatheringDraft, "bijeenkomsten"),
        ItemKind("goodPractice", GoodPractice, GoodPracticeDraft, "praktijken"),
        ItemKind("method", Method, MethodDraft, "methodieken"),
        ItemKind("expertPost", ExpertPost, ExpertPostDraft, "wie-weet-wat"),
        ItemKind("initiative", Initiative, InitiativeDraft, "initiatieven"),
    )
}
"""By name, in the order in which people look for them."""


def href_of(kind: str, key: Any) -> str:
    """The address of an item by its kind's name."""
    return KINDS[kind].href(key)


def page_of(kind: str, key: Any, public_url: str) -> str:
    """Where people read an offer or an item, by its kind's name."""
    page = "aanbod" if kind == "offer" else KINDS[kind].page
    return f"{public_url}/{page}/{key}"
