"""`/caseConsultations/{id}/timeline`, `/messages` and `/people`."""

from collections.abc import Mapping, Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from bruggen.access.attempts import enter_attempt
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS
from bruggen.access.recording import recorded
from bruggen.access.scopes import Scope
from bruggen.access.walls import CaseReader, SeenCase, requires_at_case
from bruggen.casework.links import case_href, names_of
from bruggen.casework.parties import handles
from bruggen.casework.sealing import find_key, said
from bruggen.features.case_timeline import queries, service
from bruggen.features.case_timeline.schemas import CasePeople, EventPerson, MessageInput, TimelineItem, TimelineQuery
from bruggen.kit.answers import answer, private
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.envelope import DataKey
from bruggen.kit.lists import collection, fetch_rows
from bruggen.kit.page import Collection
from bruggen.kit.problems import NOT_FOUND
from bruggen.models import CaseConsultation, CaseEvent
from bruggen.record.idempotency import IdempotencyKey

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
    statement = queries.select_events(case, query, among_coordinators=handles(caller, case))
    rows, total = fetch_rows(session, query, statement)
    return answer(request, query, collection(request, query, _items(session, case, rows), total, TimelineItem))


def _items(session: DbSession, case: CaseConsultation, rows: Sequence[AnyRow]) -> list[TimelineItem]:
    key = find_key(session, case.id)
    names = names_of(session, (UUID(person) for event, _name in rows for person in _about(event)))
    return [_item(key, names, row) for row in rows]


def _about(event: CaseEvent) -> list[str]:
    """Whom the line names, beside who did it."""
    person = event.detail.get("person")
    return [*event.detail.get("mentions", []), *([person] if person else [])]


def _item(key: DataKey | None, names: Mapping[UUID, str], row: AnyRow) -> TimelineItem:
    event, name = row
    detail = event.detail
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
        text=said(key, event.id, event.sealed),
        mentions=[_person(names, person) for person in detail["mentions"]] if "mentions" in detail else None,
    )


def _person(names: Mapping[UUID, str], person: str) -> EventPerson:
    return EventPerson(id=UUID(person), name=names.get(UUID(person)))


@router.post(
    "/caseConsultations/{caseConsultationId}/messages",
    operation_id="writeCaseMessage",
    status_code=201,
    response_model=TimelineItem,
)
def write_message(
    request: Request,
    session: DbSession,
    caller: Speaker,
    case: SeenCase,
    body: MessageInput,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Ask, answer or note something."""
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    if not attempt.repeated:
        service.say(session, caller, case, body, event_id=attempt.object_id)
        session.flush()
    rows = session.execute(queries.select_event(case, attempt.object_id)).all()
    return private(_items(session, case, rows)[0], 201)


@router.get("/caseConsultations/{caseConsultationId}/people", operation_id="listCasePeople", response_model=CasePeople)
def list_people(session: DbSession, case: SeenCase) -> Response:
    """Who is at the case."""
    return private(CasePeople(self=f"{case_href(case.id)}/people", items=service.people_at(session, case)))
