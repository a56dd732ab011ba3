"""SELECTs over synonyms."""

from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.directory.analysis import fold
from bruggen.features.synonyms.schemas import SynonymFilters, SynonymInput
from bruggen.models import Synonym

ORDERS = {
    "term": Synonym.term,
    "-term": Synonym.term.desc(),
    "synonym": Synonym.synonym,
    "-synonym": Synonym.synonym.desc(),
}


def select_synonyms(caller: Caller, filters: SynonymFilters) -> Select[Synonym]:
    """Pairs that the filters leave, in the order asked for."""
    statement = select(Synonym).where(seen(caller, Scope.SYNONYM_WRITE, Synonym))
    if filters.q:
        q = fold(filters.q.strip())
        statement = statement.where(or_(Synonym.term.contains(q, autoescape=True), Synonym.synonym.contains(q, autoescape=True)))
    if filters.kind:
        statement = statement.where(Synonym.kind.in_(filters.kind))
    return statement.order_by(*(ORDERS[sort] for sort in filters.sort), Synonym.id)


def find_same(session: Session, wanted: SynonymInput, *, but: UUID) -> UUID | None:
    """A pair, other than `but`, that says what this one says: the same words, or an equivalent one turned around."""
    same = and_(Synonym.term == wanted.term, Synonym.synonym == wanted.synonym)
    around = and_(Synonym.term == wanted.synonym, Synonym.synonym == wanted.term, Synonym.kind == "equivalent")
    return session.scalars(select(Synonym.id).where(or_(same, around), Synonym.id != but)).first()
