"""`/notifications`: what is new for the caller."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from bruggen.access.dependencies import REFUSALS
from bruggen.access.walls import CaseReader
from bruggen.casework.links import case_href
from bruggen.features.notifications import queries
from bruggen.features.notifications.schemas import NotificationFilters, NotificationItem, ReadDone, ReadInput
from bruggen.kit.answers import private
from bruggen.kit.db import AnyRow, DbSession, count_changed
from bruggen.kit.lists import page_answer
from bruggen.kit.page import Collection

router = APIRouter(tags=["Notifications"], responses=REFUSALS)


def _item(session: Session, row: AnyRow) -> NotificationItem:
    news, readable, code = row
    return NotificationItem(
        id=news.id,
        case=news.case_id,
        href=case_href(news.case_id),
        code=code or queries.code_of(session, news.case_id),
        readable=readable,
        kind=news.kind,
        created_at=news.created_at,
        read_at=news.read_at,
    )


@router.get("/notifications", operation_id="listNotifications", response_model=Collection[NotificationItem])
def list_notifications(
    request: Request, query: Annotated[NotificationFilters, Query()], session: DbSession, caller: CaseReader
) -> Response:
    """What is new in the cases that concern the caller, and in hand-overs from and to their region; the latest first."""
    rows = queries.select_news(caller, query)
    return page_answer(request, query, session, rows, NotificationItem, partial(_item, session))


@router.post("/notifications/reads", operation_id="readNotifications", response_model=ReadDone)
def read_notifications(session: DbSession, caller: CaseReader, body: ReadInput) -> Response:
    """Say that these were seen, or all."""
    return private(ReadDone(read=count_changed(session, queries.mark_read(caller, body.ids))))
