"""Items of expertise, published as a coordinator would, without the proposals before."""

from typing import Any

from sqlalchemy.orm import Session

from bruggen.kit.ids import new_id
from bruggen.models import ExpertiseItem
from bruggen.writing.item_kinds import KINDS
from bruggen.writing.item_record import publish_item

LEAST: dict[str, dict[str, Any]] = {
    "network": {"network_kind": "local", "domain": "mixed"},
    "training": {"direction": "both", "form": "course", "audiences": ["teacher"]},
    "gathering": {"gathering_kind": "infoMoment"},
    "goodPractice": {"occasion": "Veel leerlingen bleven weg.", "approach": "Samen aan tafel, elke maand."},
    "method": {},
    "expertPost": {"themes": ["truancy"]},
    "initiative": {"initiative_kind": "offer", "phase": "idea"},
}
"""What a kind needs besides a title and a summary."""


def make_item(session: Session, kind: str, *, demo: bool = False, **content: Any) -> ExpertiseItem:
    """A published item with this content; what the kind needs is filled in, and it is meant for all of Flanders."""
    known = KINDS[kind]
    item = known.model(id=new_id(), demo=demo, codes=[], areas=[], links=[], offers=[], relations=[])
    whole = {"title": f"Voorbeeld {item.id}", "summary": "Kort gezegd.", "area": {"scope": "flanders"}, **LEAST[kind], **content}
    publish_item(session, item, known.draft.model_validate(whole))
    return item
