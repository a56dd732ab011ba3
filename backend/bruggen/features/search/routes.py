"""`/search`: one box that finds everything public. Each kind's own list has its filters."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from bruggen.directory.errors import IndexDamaged
from bruggen.features.search.schemas import SearchFilters, SearchPart, SearchResult
from bruggen.features.search.service import Search
from bruggen.kit.answers import answer
from bruggen.kit.db import DbSession
from bruggen.kit.languages import negotiate
from bruggen.kit.problems import ServiceUnavailable

router = APIRouter(tags=["Search"])


@router.get("/search", operation_id="search", response_model=SearchResult)
def search(request: Request, query: Annotated[SearchFilters, Query()], session: DbSession) -> Response:
    """Find offers, networks, trainings, gatherings, practices, methods, experts, initiatives, people to call and places."""
    asked = Search(request, query, negotiate(request, query.lang))
    try:
        kinds = asked.answer(session)
    except IndexDamaged as error:
        raise ServiceUnavailable(
            "The search is being prepared. Try again in a few seconds.", headers={"Retry-After": "3"}
        ) from error
    path, parameters = request.url.path, request.url.query
    body = SearchResult(
        self=f"{path}?{parameters}" if parameters else path,
        total=sum(found.total for found in kinds if found.kind in asked.shown),
        page=query.page,
        page_size=query.page_size,
        kinds=kinds,
        parts=[SearchPart(kind=part.kind, text=part.text, label=part.label, code=part.code) for part in asked.reading.parts],
    )
    return answer(request, query, body)
