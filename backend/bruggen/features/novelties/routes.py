"""`/novelties`: what is new or changed; and the same as feeds."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from bruggen.features.novelties import queries
from bruggen.features.novelties.feeds import MEDIA_TYPES, Form, feed_bytes
from bruggen.features.novelties.schemas import FeedFilters, NoveltyFilters, NoveltyItem
from bruggen.kit.answers import followed
from bruggen.kit.clock import midnight, now
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection
from bruggen.writing.item_kinds import KINDS

router = APIRouter(tags=["Novelties"])
feeds = APIRouter(tags=["Novelties"])
IN_A_FEED = 50


def _answers(form: Form) -> dict[int | str, dict[str, Any]]:
    return {200: {"description": "A feed", "content": {MEDIA_TYPES[form]: {"schema": {"type": "string"}}}}}


@router.get("/novelties", operation_id="listNovelties", response_model=Collection[NoveltyItem])
def list_novelties(request: Request, query: Annotated[NoveltyFilters, Query()], session: DbSession) -> Response:
    """List what is new or changed among all that is public, the latest first."""
    statement = queries.select_novelties(query.kind, query.region, query.theme, midnight(query.since) if query.since else None)
    return list_answer(request, query, session, statement, NoveltyItem, _item)


def _item(row: AnyRow) -> NoveltyItem:
    resource = "offers" if row.kind == "offer" else KINDS[row.kind].resource
    return NoveltyItem(
        href=f"/api/v1/{resource}/{row.id}",
        id=row.id,
        kind=row.kind,
        title=row.title,
        summary=row.summary,
        added_at=row.added_at,
        changed_at=max(row.added_at, row.changed_at),
    )


@feeds.get("/feeds/novelties.atom", operation_id="getAtomFeed", response_class=Response, responses=_answers("atom"))
def get_atom_feed(request: Request, query: Annotated[FeedFilters, Query()], session: DbSession) -> Response:
    """Follow what is new in a feed reader (Atom)."""
    return _feed(request, query, session, "atom")


@feeds.get("/feeds/novelties.rss", operation_id="getRssFeed", response_class=Response, responses=_answers("rss"))
def get_rss_feed(request: Request, query: Annotated[FeedFilters, Query()], session: DbSession) -> Response:
    """Follow what is new in a feed reader (RSS)."""
    return _feed(request, query, session, "rss")


def _feed(request: Request, query: FeedFilters, session: Session, form: Form) -> Response:
    public_url: str = request.app.state.settings.public_url
    rows = session.execute(queries.select_novelties(query.kind, query.region, query.theme).limit(IN_A_FEED)).all()
    # The moment of the newest, not of this request: what did not change is the same feed, byte by byte.
    changed_at = rows[0].changed_at if rows else queries.last_change(session) or now()
    asked = f"?{request.url.query}" if request.url.query else ""
    address = f"{public_url}{request.url.path}{asked}"
    content = feed_bytes(form, rows, address=address, public_url=public_url, changed_at=changed_at)
    return followed(request, content, MEDIA_TYPES[form])
