"""The way of a proposal: drafted, submitted, returned or published. Only its publication changes what is public."""

from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.granting import unknown_reference
from bruggen.access.problems import AlreadyDone, MissingPermission
from bruggen.access.reach import find, may_change, may_see
from bruggen.access.scopes import Scope
from bruggen.features.offer_revisions import queries
from bruggen.features.offer_revisions.problems import LiveRecordChanged, RevisionExists
from bruggen.features.offer_revisions.schemas import Difference, NewOfferRevision, OfferRevisionInput
from bruggen.kit.clock import now, today
from bruggen.kit.ids import new_id
from bruggen.kit.patch import Patch
from bruggen.kit.problems import BadRequest, PreconditionFailed, ResourceNotFound, input_issue
from bruggen.models import Offer, OfferRevision, Organization
from bruggen.writing.merging import Merged, differing, merge
from bruggen.writing.offer_checks import whole_content
from bruggen.writing.offer_content import OfferDraft, OfferProviderInput, Stored, stored
from bruggen.writing.offer_record import PARTS, apply_content, content_of, mark_verified

OPEN = ("draft", "returned")
BEING_JUDGED = "This proposal is being judged. Wait for the coordinator, or withdraw it."


def href_of(revision_id: UUID) -> str:
    """The address of a proposal."""
    return f"/api/v1/offerRevisions/{revision_id}"


def begin(session: Session, caller: Caller, wanted: NewOfferRevision, revision_id: UUID) -> None:
    """Begin a proposal under this id: of an offer, with what that says now; of a new one, with nothing.

    Raises BadRequest, Hidden or MissingPermission for an organization or offer that is not the caller's to change, and
    RevisionExists where the offer has a proposal already.
    """
    if session.get(Organization, wanted.organization) is None:
        raise BadRequest(issues=[unknown_reference("organization", wanted.organization)])
    find(session, caller, Scope.OFFER_WRITE, Organization, wanted.organization, change=True)
    offer = find(session, caller, Scope.OFFER_WRITE, Offer, wanted.offer, change=True, options=PARTS) if wanted.offer else None
    if offer and wanted.organization not in {provider.organization_id for provider in offer.providers}:
        hint = "Only an organization that gives the offer proposes a change of it."
        raise BadRequest(issues=[input_issue("invalidInput", hint, location="body", name="organization")])
    start = content_of(offer) if offer else OfferDraft(providers=[OfferProviderInput(id=wanted.organization)])
    draft = wanted.content.apply_to(start) if wanted.content else start
    session.add(
        OfferRevision(
            id=revision_id,
            # By its id alone: a proposal is no change of the live record.
            offer_id=offer.id if offer else None,
            organization_id=wanted.organization,
            status="draft",
            content=stored(draft),
            base=_snapshot(offer) if offer else None,
            created_by=caller.person,
        )
    )
    try:
        session.flush()
    except IntegrityError as error:
        # The database alone knows who came first.
        session.rollback()
        pending = queries.get_pending(session, offer.id) if offer else None
        if pending is None:
            raise PreconditionFailed from error
        visible = may_see(session, caller, Scope.OFFER_READ, OfferRevision, pending)
        raise RevisionExists(href_of(pending) if visible else None) from error


def _snapshot(offer: Offer) -> dict[str, Any]:
    return {"version": offer.version, "status": offer.status, "content": stored(content_of(offer))}


def change(revision: OfferRevision, patch: Patch[OfferRevisionInput]) -> None:
    """Write on. With `offer_version`, the live record as it is now is what the proposal changes.

    Raises AlreadyDone while it is being judged, BadRequest or LiveRecordChanged for an `offer_version` that is not the live one.
    """
    if revision.status not in OPEN:
        raise AlreadyDone(BEING_JUDGED)
    content = revision.content
    compared = patch.changes().get("offer_version")
    if compared is not None:
        content = _compare(revision, compared)
    whole = patch.apply_to(OfferRevisionInput(content=OfferDraft.model_validate(content)))
    revision.content = stored(whole.content)
    revision.updated_at = now()


def _compare(revision: OfferRevision, version: int) -> Stored:
    if revision.offer is None:
        hint = "There is no offer yet to compare with; leave it out."
        raise BadRequest(issues=[input_issue("invalidInput", hint, location="body", name="offerVersion")])
    merged = merged_content(revision)
    if revision.offer.version != version:
        raise LiveRecordChanged(merged.conflicts)
    revision.base = _snapshot(revision.offer)
    return merged.content


def merged_content(revision: OfferRevision) -> Merged:
    """What the offer would say after publication now, and where the live record stands against it."""
    proposed = _as_today(revision.content)
    if revision.offer is None or revision.base is None:
        return Merged(proposed, ())
    merged = merge(_as_today(revision.base["content"]), stored(content_of(revision.offer)), proposed)
    # An offer that was archived meanwhile is not made public again by the way.
    archived = revision.offer.status == "archived" != revision.base["status"]
    return Merged(merged.content, ("status", *merged.conflicts)) if archived else merged


def _as_today(content: Stored) -> Stored:
    """Content that was kept, with the fields that contents have got since."""
    return stored(OfferDraft.model_validate(content))


def differences(revision: OfferRevision, merged: Merged) -> list[Difference]:
    """What publication would change, field by field; of an offer to be born, all that it says."""
    live = stored(content_of(revision.offer)) if revision.offer else {}
    return [
        Difference(field=name, live=live.get(name), proposed=merged.content.get(name), conflict=name in merged.conflicts)
        for name in differing(live, merged.content)
    ]


def submit(session: Session, revision: OfferRevision) -> None:
    """Hand the proposal to the coordinators. Raises AlreadyDone, or BadRequest with all that is missing or wrong."""
    if revision.status not in OPEN:
        raise AlreadyDone(BEING_JUDGED)
    whole_content(session, OfferDraft.model_validate(merged_content(revision).content), revision.organization_id)
    revision.status = "inReview"
    revision.updated_at = now()


def give_back(session: Session, caller: Caller, revision: OfferRevision, remark: str) -> None:
    """Let the authors write on, and say why. Raises MissingPermission, AlreadyDone for what was not submitted."""
    _require_judge(session, caller, revision)
    if revision.status != "inReview":
        raise AlreadyDone("Only what was submitted goes back.")
    revision.status = "returned"
    revision.remark = remark
    revision.updated_at = now()


def may_publish(session: Session, caller: Caller, revision: OfferRevision) -> bool:
    """Whether the caller may publish it now: what was submitted in their reach, and their own drafts there."""
    return _is_ready(caller, revision) and _judges(session, caller, revision)


def _is_ready(caller: Caller, revision: OfferRevision) -> bool:
    own = caller.id is not None and caller.id == revision.created_by
    return revision.status == "inReview" or (revision.status == "draft" and own)


def _judges(session: Session, caller: Caller, revision: OfferRevision) -> bool:
    return may_change(session, caller, Scope.OFFER_REVIEW, OfferRevision, revision.id)


def _require_judge(session: Session, caller: Caller, revision: OfferRevision) -> None:
    if not _judges(session, caller, revision):
        # What somebody else published or withdrew at this moment is not a matter of rights.
        if not may_see(session, caller, Scope.OFFER_WRITE, OfferRevision, revision.id):
            raise ResourceNotFound
        detail = "The coordinators of the region judge proposals. Submit it, and they will."
        raise MissingPermission(detail, object_type="offerRevisions", object_id=revision.id)


def publish(session: Session, caller: Caller, revision: OfferRevision, *, demo: bool) -> Offer:
    """Put the proposal into the live record, or make that; `demo` is what a new offer is marked as.

    Raises MissingPermission, AlreadyDone for what was not submitted, LiveRecordChanged, or BadRequest for content that can
    no longer be published: a location or a code of it may have gone since.
    """
    _require_judge(session, caller, revision)
    if not _is_ready(caller, revision):
        raise AlreadyDone("This was not submitted, or was returned since. Read it again.")
    merged = merged_content(revision)
    if merged.conflicts:
        raise LiveRecordChanged(merged.conflicts)
    content = whole_content(session, OfferDraft.model_validate(merged.content), revision.organization_id)
    offer = revision.offer or Offer(id=new_id(), demo=demo)
    apply_content(offer, content)
    if revision.offer is None:
        _date(offer)
        session.add(offer)
    offer.status = "published"
    session.delete(revision)
    session.flush()
    return offer


def _date(offer: Offer) -> None:
    """What was just written and judged was checked today, unless it says otherwise."""
    if offer.verified_on is None:
        mark_verified(offer)
    if offer.availability_checked_on is None and offer.availability != "unknown":
        offer.availability_checked_on = today()
