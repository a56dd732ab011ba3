"""`/contents`: pages and legal texts that people edit. No rule of the product reads them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, requires
from bruggen.access.reach import find
from bruggen.access.scopes import Scope
from bruggen.features.contents import queries
from bruggen.features.contents.schemas import Body, ContentDetail, ContentInput, ContentItem, Title
from bruggen.kit.answers import answer, private
from bruggen.kit.clock import now
from bruggen.kit.db import DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ListQuery, ReadQuery
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import NOT_FOUND, ResourceNotFound
from bruggen.models import Content

router = APIRouter(tags=["Contents"])
Writer = Annotated[Caller, requires(Scope.CONTENT_WRITE)]


def _get_page(session: DbSession, key: Annotated[str, Path(max_length=60, description="Name of the page.")]) -> Content:
    page = queries.get_page(session, key)
    if page is None:
        raise ResourceNotFound(f"There is no page {key}; /api/v1/contents has them all.")
    return page


KnownPage = Annotated[Content, Depends(_get_page)]


def _get_managed(session: DbSession, caller: Writer, page: KnownPage) -> Content:
    return find(session, caller, Scope.CONTENT_WRITE, Content, page.key, change=True)


Managed = Annotated[Content, Depends(_get_managed)]


def _item(page: Content) -> ContentItem:
    title = Title.model_construct(**page.title)
    return ContentItem(href=f"/api/v1/contents/{page.key}", key=page.key, title=title, updated_at=page.updated_at)


def _detail(page: Content) -> ContentDetail:
    return ContentDetail(**dict(_item(page)), body=Body.model_construct(**page.body))


@router.get("/contents", operation_id="listContents", response_model=Collection[ContentItem])
def list_contents(request: Request, query: Annotated[ListQuery, Query()], session: DbSession) -> Response:
    """List the pages, without their text."""
    return list_answer(request, query, session, queries.select_pages(), ContentItem, lambda row: _item(row[0]))


@router.get("/contents/{key}", operation_id="getContent", response_model=ContentDetail, responses=NOT_FOUND)
def get_content(request: Request, query: Annotated[ReadQuery, Query()], page: KnownPage) -> Response:
    """Read a page in all its languages."""
    return answer(request, query, _detail(page), version=page.version)


@router.patch(
    "/contents/{key}",
    operation_id="changeContent",
    response_model=ContentDetail,
    responses=REFUSALS | NOT_FOUND | MATCHED,
)
def change_content(
    session: DbSession, page: Managed, patch: Annotated[Patch[ContentInput], MERGE_PATCH], if_match: IfMatch = None
) -> Response:
    """Change a page. A language that is null is taken away."""
    require_match(if_match, page.version)
    current = ContentInput.model_construct(title=Title.model_construct(**page.title), body=Body.model_construct(**page.body))
    change = patch.apply_to(current)
    page.title, page.body = change.title.model_dump(exclude_none=True), change.body.model_dump(exclude_none=True)
    page.updated_at = now()
    session.flush()
    return private(_detail(page), version=page.version)
