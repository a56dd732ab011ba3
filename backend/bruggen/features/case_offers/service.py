"""Puts offers forward for a case, and takes them back."""

from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.problems import AlreadyExists
from bruggen.casework.checking import require_clean
from bruggen.casework.parties import require_open
from bruggen.casework.sealing import open_key, seal_text
from bruggen.casework.timeline import add_event
from bruggen.features.case_offers.schemas import CaseOfferInput
from bruggen.kit.problems import BadRequest, ResourceNotFound, input_issue
from bruggen.models import CaseConsultation, CaseOffer, Offer


def add(session: Session, caller: Caller, case: CaseConsultation, wanted: CaseOfferInput) -> None:
    """Put an offer forward. Raises MissingPermission, BadRequest, AlreadyExists, SensitiveText."""
    require_open(case)
    offer = session.get(Offer, wanted.offer)
    if offer is None or offer.status != "published":
        hint = "There is no such offer in the directory."
        raise BadRequest(issues=[input_issue("referencedResourceNotFound", hint, location="body", name="offer")])
    if session.get(CaseOffer, (case.id, wanted.offer)):
        raise AlreadyExists("This offer was put forward already.")
    sealed = None
    if wanted.note:
        require_clean(session, case.id, [("note", wanted.note)], wanted.confirmations)
        sealed = seal_text(open_key(session, case.id), wanted.offer, wanted.note)
    session.add(CaseOffer(case_id=case.id, offer_id=wanted.offer, sealed=sealed, added_by=caller.id))
    add_event(session, case, "offerAdded", audience="coordinators", detail={"offer": str(wanted.offer)})


def remove(session: Session, case: CaseConsultation, offer_id: UUID) -> None:
    """Take it back. Raises MissingPermission, ResourceNotFound."""
    require_open(case)
    put_forward = session.get(CaseOffer, (case.id, offer_id))
    if put_forward is None:
        raise ResourceNotFound
    session.delete(put_forward)
    add_event(session, case, "offerRemoved", audience="coordinators", detail={"offer": str(offer_id)})
