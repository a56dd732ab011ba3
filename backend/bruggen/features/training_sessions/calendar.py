"""`/calendar/trainings.ics`: sessions as a calendar of one's own follows them (RFC 5545)."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from bruggen.expertise.events import event_of
from bruggen.features.training_sessions import queries
from bruggen.features.training_sessions.schemas import CalendarFilters
from bruggen.kit.answers import followed
from bruggen.kit.calendar import MEDIA_TYPE, calendar_bytes
from bruggen.kit.db import DbSession

router = APIRouter(tags=["TrainingSessions"])
NAME = "Bruggen: vormingen en bijeenkomsten"
CALENDAR: dict[int | str, dict[str, Any]] = {
    200: {"description": "A calendar", "content": {MEDIA_TYPE: {"schema": {"type": "string"}}}}
}


@router.get("/calendar/trainings.ics", operation_id="getTrainingCalendar", response_class=Response, responses=CALENDAR)
def get_training_calendar(request: Request, query: Annotated[CalendarFilters, Query()], session: DbSession) -> Response:
    """A calendar of sessions to subscribe to: of a region, a theme, a training, or of all."""
    public_url = request.app.state.settings.public_url
    rows = session.execute(queries.select_followed(query))
    events = [event_of(meeting, municipality, public_url=public_url) for meeting, municipality in rows]
    content = calendar_bytes(events, name=NAME)
    return followed(request, content, MEDIA_TYPE, name="trainings.ics")
