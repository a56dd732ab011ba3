"""Makes and changes pairs of words. Searches follow within a second."""

from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bruggen.access.problems import AlreadyExists
from bruggen.features.synonyms import queries
from bruggen.features.synonyms.schemas import SynonymInput
from bruggen.kit.patch import Patch
from bruggen.kit.problems import BadRequest, input_issue
from bruggen.models import Synonym

FIELDS = ("term", "synonym", "kind")


def add_synonym(session: Session, wanted: SynonymInput, key: UUID) -> None:
    """Add a pair under this id. Raises BadRequest, AlreadyExists."""
    synonym = Synonym(id=key)
    _fill(session, synonym, wanted)
    session.add(synonym)
    _flush(session)


def change_synonym(session: Session, synonym: Synonym, patch: Patch[SynonymInput]) -> None:
    """Change a pair. Raises BadRequest, AlreadyExists."""
    current = SynonymInput.model_construct(**{name: getattr(synonym, name) for name in FIELDS})
    _fill(session, synonym, patch.apply_to(current))
    _flush(session)


def _fill(session: Session, synonym: Synonym, wanted: SynonymInput) -> None:
    if wanted.term == wanted.synonym:
        detail = "The term and its synonym are the same word."
        issue = input_issue("invalidInput", detail, location="body", name="synonym", value=wanted.synonym)
        raise BadRequest(issues=[issue])
    same = queries.find_same(session, wanted, but=synonym.id)
    if same:
        raise _exists(same)
    for name in FIELDS:
        setattr(synonym, name, getattr(wanted, name))


def _flush(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError as error:
        raise _exists() from error


def _exists(same: UUID | None = None) -> AlreadyExists:
    detail = "These words are a pair already" + (f": /api/v1/synonyms/{same}." if same else ".")
    return AlreadyExists(detail, issues=[input_issue("invalidInput", detail, location="body", name="synonym")])
