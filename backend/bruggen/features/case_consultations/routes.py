"""`/caseConsultations`: applications, the table of cases, and one case whole. The steps of its path are in steps.py."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from bruggen.access.access_log import AccessLogItem, access_log_item, select_access_log
from bruggen.access.attempts import enter_attempt
from bruggen.access.dependencies import REFUSALS
from bruggen.access.recording import recorded
from bruggen.access.scopes import Scope
from bruggen.access.walls import CaseApplicant, CaseReader, SeenCase, find_case
from bruggen.casework.application import CaseInput
from bruggen.casework.checking import open_spots, spots
from bruggen.casework.links import case_href
from bruggen.casework.parties import handles
from bruggen.features.case_consultations import service, shown, table
from bruggen.features.case_consultations.schemas import (
    CaseDetail,
    CaseExportQuery,
    CaseItem,
    CasePage,
    CaseQuery,
    FacetValue,
    NewCase,
    Rating,
    TextCheck,
    TextFindings,
)
from bruggen.kit.answers import answer, nothing, private
from bruggen.kit.db import DbSession
from bruggen.kit.exports import FILE, TYPE_OF, export
from bruggen.kit.lists import collection, offset_of, page_answer
from bruggen.kit.page import Collection, PageQuery, ReadQuery
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import CONFLICT, NOT_FOUND, BadRequest, input_issue
from bruggen.models import CaseConsultation
from bruggen.record.audit import record_event
from bruggen.record.idempotency import IdempotencyKey

OBJECT = "caseConsultations"
# Told from /caseConsultations/query and its like, which know other methods.
ONE = "/caseConsultations/{caseConsultationId:uuid}"
router = APIRouter(
    tags=["CaseConsultations"], responses=REFUSALS, dependencies=[recorded(OBJECT, CaseConsultation, Scope.CASE_READ)]
)


@router.post("/caseConsultations", operation_id="beginCaseConsultation", status_code=201, response_model=CaseDetail)
def begin_case(
    request: Request, session: DbSession, caller: CaseApplicant, body: NewCase, idempotency_key: IdempotencyKey = None
) -> Response:
    """Begin an application: a draft that only who writes it sees. Submit it when it is whole."""
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    if attempt.repeated:
        case = find_case(session, caller, attempt.object_id)
    else:
        case = service.begin(session, caller, body, key=attempt.object_id, demo=request.app.state.settings.demo)
    headers = {"Location": case_href(case.id)}
    return private(shown.detail(session, caller, case), 201, version=case.version, headers=headers)


@router.get("/caseConsultations", operation_id="listCaseConsultations", response_model=Collection[CaseItem])
def list_cases(request: Request, query: Annotated[PageQuery, Query()], session: DbSession, caller: CaseReader) -> Response:
    """List cases, the latest activity first. To filter, sort or search: POST to /caseConsultations/query."""
    chosen = table.choose(session, caller, CaseQuery())
    total = table.count(session, chosen)
    offset = offset_of(query, total)
    rows = list(table.page(session, chosen, CaseQuery().sort, total=total, limit=query.page_size, offset=offset))
    return answer(request, query, collection(request, query, shown.items(session, caller, rows), total, CaseItem))


@router.post("/caseConsultations/query", operation_id="queryCaseConsultations", response_model=CasePage)
def query_cases(session: DbSession, caller: CaseReader, body: CaseQuery) -> Response:
    """A page of cases: filtered, sorted, searched in their words. Nothing of the question stands in an address or a log."""
    record_event(session, "searched", OBJECT, fields=_asked(body))
    chosen = table.choose(session, caller, body)
    total = table.count(session, chosen)
    offset = (body.page - 1) * body.page_size
    if body.page > 1 and offset >= total:
        detail = f"There are {total} cases; page {body.page} lies beyond the last."
        raise BadRequest(issues=[input_issue("invalidInput", detail, location="body", name="page")])
    rows = list(table.page(session, chosen, body.sort, total=total, limit=body.page_size, offset=offset))
    facets: dict[str, list[FacetValue]] = {name: table.facet(session, chosen, name) for name in body.facets}
    items = shown.items(session, caller, rows)
    address = "/api/v1/caseConsultations/query"
    return private(
        CasePage.model_construct(
            self=address, items=items, total=total, page=body.page, page_size=body.page_size, facets=facets or None
        )
    )


def _asked(body: CaseQuery | CaseExportQuery) -> list[str]:
    """The names of the filters that were used."""
    dress = {"page", "pageSize", "sort", "facets", "format"}
    return sorted(set(body.model_dump(by_alias=True, exclude_defaults=True)) - dress)


@router.post(
    "/caseConsultations/exports",
    operation_id="exportCaseConsultations",
    response_class=Response,
    responses={200: {"description": "The file", "content": {TYPE_OF["csv"]: FILE, TYPE_OF["xlsx"]: FILE}}},
)
def export_cases(session: DbSession, caller: CaseReader, body: CaseExportQuery) -> Response:
    """The facts of all cases that the filters leave, as a file. Words of a case stay in the case."""
    record_event(session, "exported", OBJECT, fields=_asked(body))
    rows = list(table.page(session, table.choose(session, caller, body), body.sort))
    return export(body.format, OBJECT, {name: name for name in shown.EXPORTED}, shown.records(session, caller, rows))


@router.get(
    ONE,
    operation_id="getCaseConsultation",
    response_model=CaseDetail,
    responses=NOT_FOUND,
)
def get_case(query: Annotated[ReadQuery, Query()], session: DbSession, caller: CaseReader, case: SeenCase) -> Response:
    """Read a case, whole. What was new in it is seen from now on."""
    service.see_news(session, caller, case.id)
    return private(shown.detail(session, caller, case), version=case.version)


@router.patch(
    ONE,
    operation_id="changeCaseConsultation",
    response_model=CaseDetail,
    responses=NOT_FOUND | MATCHED,
)
def change_case(
    session: DbSession,
    caller: CaseApplicant,
    case: SeenCase,
    patch: Annotated[Patch[CaseInput], MERGE_PATCH],
    if_match: IfMatch = None,
) -> Response:
    """Write on: a draft is saved as it grows, whatever is still missing. What seems to point at a person is in `findings`."""
    require_match(if_match, case.version)
    found = service.change(session, caller, case, patch)
    return private(shown.detail(session, caller, case, found), version=case.version)


@router.delete(
    ONE,
    operation_id="deleteCaseConsultation",
    status_code=204,
    responses=NOT_FOUND | MATCHED,
)
def delete_case(session: DbSession, caller: CaseApplicant, case: SeenCase, if_match: IfMatch = None) -> Response:
    """Throw a draft away, with its key."""
    require_match(if_match, case.version)
    service.throw_away(session, caller, case)
    return nothing()


@router.patch(
    "/caseConsultations/{caseConsultationId}/rating",
    operation_id="rateCaseConsultation",
    response_model=CaseDetail,
    responses=NOT_FOUND | CONFLICT,
)
def rate_case(session: DbSession, caller: CaseReader, case: SeenCase, patch: Annotated[Patch[Rating], MERGE_PATCH]) -> Response:
    """Say how useful the consult was (the referrer), and how things are 3 and 6 months later (the tandem)."""
    service.rate(session, caller, case, patch)
    session.flush()
    return private(shown.detail(session, caller, case), version=case.version)


@router.post(
    "/caseConsultations/{caseConsultationId}/textChecks",
    operation_id="checkCaseText",
    response_model=TextFindings,
    responses=NOT_FOUND,
)
def check_text(session: DbSession, caller: CaseReader, case: SeenCase, body: TextCheck) -> Response:
    """Look, as somebody types, for what seems to point at a person. Nothing of it is kept."""
    found = open_spots(spots(session, case.id, [(body.name, body.text)]), body.confirmations)
    return private(TextFindings(findings=[spot.shown() for spot in found]))


@router.get(
    "/caseConsultations/{caseConsultationId}/accessLog",
    operation_id="listCaseAccessLog",
    response_model=Collection[AccessLogItem],
    responses=NOT_FOUND,
)
def list_access_log(
    request: Request, query: Annotated[PageQuery, Query()], session: DbSession, caller: CaseReader, case: SeenCase
) -> Response:
    """Who looked at the case and who changed it: for all who may see it."""
    # What an emergency was is for the tandem to know.
    item = partial(access_log_item, purposes=handles(caller, case))
    return page_answer(request, query, session, select_access_log(OBJECT, case.id), AccessLogItem, item)


@router.post("/caseConsultations/{caseConsultationId}/watches", operation_id="watchCase", status_code=204, responses=NOT_FOUND)
def watch(session: DbSession, caller: CaseReader, case: SeenCase) -> Response:
    """Hear of everything that happens in this case."""
    service.watch(session, caller, case)
    return nothing()


@router.delete(
    "/caseConsultations/{caseConsultationId}/watches", operation_id="unwatchCase", status_code=204, responses=NOT_FOUND
)
def unwatch(session: DbSession, caller: CaseReader, case: SeenCase) -> Response:
    """Hear of this case only what concerns oneself."""
    service.unwatch(session, caller, case)
    return nothing()
