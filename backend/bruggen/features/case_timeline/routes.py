"""`/caseConsultations/{id}/timeline`, `/messages` and `/people`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS
from bruggen.access.recording import recorded
from bruggen.access.scopes import Scope
from bruggen.access.walls import CaseReader, SeenCase, requires_at_case
from bruggen.casework.parties import handles
from bruggen.casework.sealing import open_key, open_text
from bruggen.features.case_timeline import queries, service
from bruggen.features.case_timeline.schemas import CasePeople, EventPerson, MessageInput, TimelineItem, TimelineQuery
from bruggen.kit.answers import private
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.envelope import DataKey
from bruggen.kit.lists import page_answer
from bruggen.kit.page import Collection
from bruggen.kit.problems import NOT_FOUND
from bruggen.models import CaseConsultation

router = APIRouter(
    tags=["CaseConsultations"],
    responses=REFUSALS | NOT_FOUND,
    dependencies=[recorded("caseConsultations", CaseConsultation, Scope.CASE_READ)],
)
Speaker = Annotated[Caller, requires_at_case(Scope.CASE_READ, Scope.CASE_DISCUSS)]


@router.get(
    "/caseConsultations/{caseConsultationId}/timeline",
    operation_id="listCaseTimeline",
    response_model=Collection[TimelineItem],
)
def list_timeline(
    request: Request, query: Annotated[TimelineQuery, Query()], session: DbSession, caller: CaseReader, case: SeenCase
) -> Response:
    """What happened in the case, the newest first."""
    key = open_key(session, case.id)
    rows = queries.select_events(case, query, among_coordinators=handles(caller, case))
    return page_answer(request, query, session, rows, TimelineItem, lambda row: _item(session, key, row))


def _item(session: DbSession, key: DataKey, row: AnyRow) -> TimelineItem:
    event, name = row
    detail = event.detail
    about = {UUID(person) for person in [*detail.get("mentions", []), *([detail["person"]] if "person" in detail else [])]}
    names = queries.names(session, about)
    return TimelineItem(
        id=event.id,
        occurred_at=event.occurred_at,
        kind=event.kind,
        audience=event.audience,
        actor=EventPerson(id=event.actor_id, name=name),
        source=detail.get("from"),
        target=detail.get("to"),
        fields=detail.get("fields"),
        day=detail.get("day"),
        subject=_person(names, detail["person"]) if "person" in detail else None,
        text=open_text(key, event.id, event.sealed) if event.sealed else None,
        mentions=[_person(names, person) for person in detail["mentions"]] if "mentions" in detail else None,
    )


def _person(names: dict[UUID, str], person: str) -> EventPerson:
    return EventPerson(id=UUID(person), name=names.get(UUID(person)))


@router.post(
    "/caseConsultations/{caseConsultationId}/messages",
    operation_id="writeCaseMessage",
    status_code=201,
    response_model=TimelineItem,
)
def write_message(session: DbSession, caller: Speaker, case: SeenCase, body: MessageInput) -> Response:
    """Ask, answer or note something."""
    event = service.say(session, caller, case, body)
    session.flush()
    names = queries.names(session, {caller.id} if caller.id else set())
    name = names.get(caller.id) if caller.id else None
    return private(_item(session, open_key(session, case.id), (event, name)), 201)  # type: ignore[arg-type]


@router.get("/caseConsultations/{caseConsultationId}/people", operation_id="listCasePeople", response_model=CasePeople)
def list_people(session: DbSession, case: SeenCase) -> Response:
    """Who is at the case."""
    return private(CasePeople(self=f"/api/v1/caseConsultations/{case.id}/people", items=service.people_at(session, case)))
