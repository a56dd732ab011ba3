"""`/synonyms`: words that mean the same to whoever searches, for those who keep them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from bruggen.access.attempts import enter_attempt
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, requires
from bruggen.access.reach import find
from bruggen.access.scopes import Scope
from bruggen.features.synonyms import queries, service
from bruggen.features.synonyms.schemas import SynonymFilters, SynonymInput, SynonymItem
from bruggen.kit.answers import answer, nothing, private
from bruggen.kit.db import DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ReadQuery
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import CONFLICT, NOT_FOUND
from bruggen.models import Synonym
from bruggen.record.idempotency import IdempotencyKey

router = APIRouter(tags=["Synonyms"], responses=REFUSALS)
Writer = Annotated[Caller, requires(Scope.SYNONYM_WRITE)]


def _get_managed(
    session: DbSession, caller: Writer, synonym_id: Annotated[UUID, Path(alias="synonymId", description="Id of the pair.")]
) -> Synonym:
    return find(session, caller, Scope.SYNONYM_WRITE, Synonym, synonym_id, change=True)


Managed = Annotated[Synonym, Depends(_get_managed)]


def _item(synonym: Synonym) -> SynonymItem:
    return SynonymItem(
        href=f"/api/v1/synonyms/{synonym.id}",
        id=synonym.id,
        term=synonym.term,
        synonym=synonym.synonym,
        kind=synonym.kind,
    )


@router.get("/synonyms", operation_id="listSynonyms", response_model=Collection[SynonymItem])
def list_synonyms(request: Request, query: Annotated[SynonymFilters, Query()], session: DbSession, caller: Writer) -> Response:
    """List pairs of words."""
    statement = queries.select_synonyms(caller, query)
    return list_answer(request, query, session, statement, SynonymItem, lambda row: _item(row[0]))


@router.get("/synonyms/{synonymId}", operation_id="getSynonym", response_model=SynonymItem, responses=NOT_FOUND)
def get_synonym(request: Request, query: Annotated[ReadQuery, Query()], synonym: Managed) -> Response:
    """Read one pair."""
    return answer(request, query, _item(synonym), version=synonym.version)


@router.post("/synonyms", operation_id="addSynonym", status_code=201, response_model=SynonymItem, responses=CONFLICT)
def add_synonym(
    request: Request, session: DbSession, caller: Writer, body: SynonymInput, idempotency_key: IdempotencyKey = None
) -> Response:
    """Teach the search a pair of words."""
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    if not attempt.repeated:
        service.add_synonym(session, body, attempt.object_id)
    synonym = _get_managed(session, caller, attempt.object_id)
    made = _item(synonym)
    return private(made, 201, version=synonym.version, headers={"Location": made.href})


@router.patch(
    "/synonyms/{synonymId}",
    operation_id="changeSynonym",
    response_model=SynonymItem,
    responses=NOT_FOUND | MATCHED | CONFLICT,
)
def change_synonym(
    session: DbSession, synonym: Managed, patch: Annotated[Patch[SynonymInput], MERGE_PATCH], if_match: IfMatch = None
) -> Response:
    """Change one pair."""
    require_match(if_match, synonym.version)
    service.change_synonym(session, synonym, patch)
    return private(_item(synonym), version=synonym.version)


@router.delete("/synonyms/{synonymId}", operation_id="removeSynonym", status_code=204, responses=NOT_FOUND | MATCHED)
def remove_synonym(session: DbSession, synonym: Managed, if_match: IfMatch = None) -> Response:
    """Let the search forget one pair."""
    require_match(if_match, synonym.version)
    session.delete(synonym)
    return nothing()
