"""`/offers`: the directory. The list answers from the index alone; an offer's own page reads its records."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request
from starlette.background import BackgroundTask
from starlette.responses import Response

from bruggen.directory.errors import IndexDamaged
from bruggen.directory.service import Directory
from bruggen.features.offers import queries
from bruggen.features.offers.cards import EXPORT_COLUMNS, all_cards, list_body, read_cursor
from bruggen.features.offers.detail import offer_detail
from bruggen.features.offers.filters import OfferFilters
from bruggen.features.offers.misses import count_miss, countable
from bruggen.features.offers.question import Question, ask
from bruggen.features.offers.schemas import OfferCollection, OfferDetail
from bruggen.kit.answers import answer, answer_bytes
from bruggen.kit.db import DbSession
from bruggen.kit.exports import export, wanted_format
from bruggen.kit.languages import negotiate
from bruggen.kit.page import ReadQuery
from bruggen.kit.plain import PlainRoute, parameters_of, read_query
from bruggen.kit.problems import NOT_FOUND, PROBLEM_RESPONSES, ResourceNotFound, ServiceUnavailable
from bruggen.models import Offer

router = APIRouter(tags=["Offers"])
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


def _get_published(session: DbSession, offer_id: Annotated[UUID, Path(alias="offerId", description="Id of the offer.")]) -> Offer:
    offer = queries.get_published(session, offer_id)
    if offer is None:
        raise ResourceNotFound("There is no published offer with this id; search in /api/v1/offers.")
    return offer


@router.get("/offers/{offerId}", operation_id="getOffer", response_model=OfferDetail, responses=NOT_FOUND)
def get_offer(
    request: Request, query: Annotated[ReadQuery, Query()], offer: Annotated[Offer, Depends(_get_published)], session: DbSession
) -> Response:
    """Read a published offer."""
    return answer(request, query, offer_detail(session, offer), version=offer.version)
