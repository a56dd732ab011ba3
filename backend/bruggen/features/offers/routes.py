"""`/offers`: the directory. The list answers from the index alone; all about one offer goes by its records."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request
from sqlalchemy.orm import selectinload
from starlette.background import BackgroundTask
from starlette.responses import Response

from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, MaybeCaller, requires
from bruggen.access.reach import find
from bruggen.access.scopes import Scope
from bruggen.directory.errors import IndexDamaged
from bruggen.directory.service import Directory
from bruggen.features.offers import queries, service
from bruggen.features.offers.cards import EXPORT_COLUMNS, all_cards, list_body, read_cursor
from bruggen.features.offers.detail import offer_detail
from bruggen.features.offers.filters import OfferFilters
from bruggen.features.offers.misses import count_miss, countable
from bruggen.features.offers.question import Question, ask
from bruggen.features.offers.schemas import Availability, AvailabilityInput, OfferCollection, OfferDetail
from bruggen.kit.answers import answer, answer_bytes, nothing, private
from bruggen.kit.db import DbSession
from bruggen.kit.exports import export, wanted_format
from bruggen.kit.languages import negotiate
from bruggen.kit.page import ReadQuery
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.plain import PlainRoute, parameters_of, read_query
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import CONFLICT, NOT_FOUND, PROBLEM_RESPONSES, ServiceUnavailable
from bruggen.models import Offer
from bruggen.writing.offer_record import mark_verified

router = APIRouter(tags=["Offers"])
Writer = Annotated[Caller, requires(Scope.OFFER_WRITE)]
OfferId = Annotated[UUID, Path(alias="offerId", description="Id of the offer.")]
LIST_PATH = "/api/v1/offers"


def add_directory(api: FastAPI) -> None:
    """Add the list to the app itself: every router around a route costs a search a tenth of its time."""
    api.router.add_api_route(
        LIST_PATH,
        list_offers,
        methods=["GET"],
        operation_id="listOffers",
        tags=["Offers"],
        response_model=OfferCollection,
        responses=PROBLEM_RESPONSES,
        openapi_extra={"parameters": parameters_of(OfferFilters)},
        route_class_override=PlainRoute,
    )


async def list_offers(request: Request) -> Response:
    """Search the directory of published offers."""
    filters = read_query(request, OfferFilters)
    directory: Directory = request.app.state.directory
    kind = wanted_format(request, filters.format)
    language = negotiate(request, filters.lang)
    question = ask(filters, directory, language)
    if filters.after is not None:
        question.query = replace(question.query, after=read_cursor(filters.after, question.sort))
    try:
        if kind != "json":
            return export(kind, "offers", EXPORT_COLUMNS, all_cards(directory, question.query, kind))
        found = directory.search(question.query)
    except IndexDamaged as error:
        raise ServiceUnavailable(
            "The directory is being prepared. Try again in a few seconds.", headers={"Retry-After": "3"}
        ) from error
    response = answer_bytes(request, list_body(request, filters, question, found, directory, language), language=language)
    if found.total == 0:
        _note_miss(request, response, question)
    return response


def _note_miss(request: Request, response: Response, question: Question) -> None:
    """Count what found nothing. Such an answer is kept by nobody: each search counts."""
    response.headers["Cache-Control"] = "no-store"
    words = countable(question.query.words)
    if words and question.query.page == 1:
        nis_code = question.query.prefer_located_in[0] if question.query.prefer_located_in else ""
        response.background = BackgroundTask(count_miss, request.app.state.sessions, words, nis_code)


def _get_seen(session: DbSession, caller: MaybeCaller, offer_id: OfferId) -> Offer:
    return find(session, caller, Scope.OFFER_READ, Offer, offer_id, options=queries.WHOLE)


def _get_written(session: DbSession, caller: Writer, offer_id: OfferId) -> Offer:
    return find(session, caller, Scope.OFFER_WRITE, Offer, offer_id, change=True, options=[selectinload(Offer.providers)])


Seen = Annotated[Offer, Depends(_get_seen)]
Written = Annotated[Offer, Depends(_get_written)]


@router.get("/offers/{offerId}", operation_id="getOffer", response_model=OfferDetail, responses=NOT_FOUND)
def get_offer(request: Request, query: Annotated[ReadQuery, Query()], offer: Seen, session: DbSession) -> Response:
    """Read a published offer; those whose it is read it also before and after."""
    return answer(request, query, offer_detail(session, offer), version=offer.version)


@router.post(
    "/offers/{offerId}/archivings",
    operation_id="archiveOffer",
    status_code=204,
    responses=REFUSALS | NOT_FOUND | CONFLICT,
)
def archive_offer(session: DbSession, caller: Writer, offer: Written) -> Response:
    """Take an offer from view; for the coordinators of the region and the managers of an organization that gives it."""
    service.archive(session, caller, offer)
    return nothing()


@router.post(
    "/offers/{offerId}/restorations",
    operation_id="restoreOffer",
    status_code=204,
    responses=REFUSALS | NOT_FOUND | CONFLICT,
)
def restore_offer(session: DbSession, caller: Writer, offer: Written) -> Response:
    """Make an archived offer public again; for those who may archive it."""
    service.restore(session, caller, offer)
    return nothing()


@router.post("/offers/{offerId}/verifications", operation_id="verifyOffer", status_code=204, responses=REFUSALS | NOT_FOUND)
def verify_offer(offer: Written) -> Response:
    """Say that all of it is still right: checked today, to be checked again in a year."""
    mark_verified(offer)
    return nothing()


@router.patch(
    "/offers/{offerId}/availability",
    operation_id="changeOfferAvailability",
    response_model=Availability,
    responses=REFUSALS | NOT_FOUND | MATCHED,
)
def change_offer_availability(
    session: DbSession, offer: Written, patch: Annotated[Patch[AvailabilityInput], MERGE_PATCH], if_match: IfMatch = None
) -> Response:
    """Say whether there is room, as of today. It shows at once, without review. If-Match takes the ETag of the offer."""
    require_match(if_match, offer.version)
    service.change_availability(session, offer, patch)
    session.flush()
    body = Availability(status=offer.availability, waiting_weeks=offer.waiting_weeks, checked_on=offer.availability_checked_on)
    return private(body, version=offer.version)
