"""Offers at a case: those that would fit, and those that were put forward."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from starlette.responses import Response

from bruggen.access.dependencies import REFUSALS
from bruggen.access.recording import recorded
from bruggen.access.scopes import Scope
from bruggen.access.walls import CaseHandler, HandledCase
from bruggen.casework.links import case_href
from bruggen.casework.sealing import find_key, said
from bruggen.directory.errors import IndexDamaged
from bruggen.directory.service import OpenDirectory
from bruggen.features.case_offers import queries, service
from bruggen.features.case_offers.schemas import CaseOfferInput, CaseOfferItem, CaseOffers, Suggestions
from bruggen.features.case_offers.suggesting import suggest
from bruggen.kit.answers import nothing, private
from bruggen.kit.db import DbSession
from bruggen.kit.problems import CONFLICT, NOT_FOUND, ServiceUnavailable
from bruggen.models import CaseConsultation

router = APIRouter(
    tags=["CaseConsultations"],
    responses=REFUSALS | NOT_FOUND,
    dependencies=[recorded("caseConsultations", CaseConsultation, Scope.CASE_READ)],
)
OfferId = Annotated[UUID, Path(alias="offerId", description="Id of the offer.")]


def _put_forward(session: DbSession, case: CaseConsultation) -> CaseOffers:
    key = find_key(session, case.id)
    return CaseOffers(
        self=f"{case_href(case.id)}/offers",
        items=[
            CaseOfferItem(
                id=row[0].offer_id,
                href=f"/api/v1/offers/{row[0].offer_id}",
                title=row.title,
                status=row.status,
                note=said(key, row[0].offer_id, row[0].sealed),
                added_at=row[0].added_at,
            )
            for row in queries.put_forward(session, case.id)
        ],
    )


@router.get("/caseConsultations/{caseConsultationId}/offers", operation_id="listCaseOffers", response_model=CaseOffers)
def list_case_offers(session: DbSession, case: HandledCase) -> Response:
    """The offers that were put forward for this case."""
    return private(_put_forward(session, case))


@router.get(
    "/caseConsultations/{caseConsultationId}/offerSuggestions",
    operation_id="suggestCaseOffers",
    response_model=Suggestions,
)
def suggest_offers(session: DbSession, case: HandledCase, directory: OpenDirectory) -> Response:
    """Offers that could fit, by the facts of the case: why each does, and what is not known. Raises ServiceUnavailable."""
    added = {row[0].offer_id for row in queries.put_forward(session, case.id)}
    try:
        items = suggest(session, directory, case, added)
    except IndexDamaged as error:
        raise ServiceUnavailable("The directory is being made. Try again in a moment.") from error
    return private(Suggestions(self=f"{case_href(case.id)}/offerSuggestions", items=items))


@router.post(
    "/caseConsultations/{caseConsultationId}/offers",
    operation_id="addCaseOffer",
    status_code=201,
    response_model=CaseOffers,
    responses=CONFLICT,
)
def add_case_offer(session: DbSession, caller: CaseHandler, case: HandledCase, body: CaseOfferInput) -> Response:
    """Put an offer of the directory forward for this case."""
    service.add(session, caller, case, body)
    session.flush()
    return private(_put_forward(session, case), 201)


@router.delete("/caseConsultations/{caseConsultationId}/offers/{offerId}", operation_id="removeCaseOffer", status_code=204)
def remove_case_offer(session: DbSession, case: HandledCase, offer_id: OfferId) -> Response:
    """Take an offer back."""
    service.remove(session, case, offer_id)
    return nothing()
