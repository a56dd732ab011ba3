"""The way of a proposal: drafted, submitted, returned or published. Only its publication changes what is public."""

from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.granting import unknown_reference
from bruggen.access.problems import AlreadyDone, MissingPermission
from bruggen.access.reach import find, may_change, may_see
from bruggen.access.scopes import Scope
from bruggen.features.offer_revisions import queries
from bruggen.features.offer_revisions.schemas import NewOfferRevision, OfferRevisionInput
from bruggen.kit.clock import today
from bruggen.kit.ids import new_id
from bruggen.kit.patch import Patch
from bruggen.kit.problems import BadRequest, ResourceNotFound, input_issue
from bruggen.models import Offer, OfferRevision, Organization
from bruggen.writing.drafting import stored
from bruggen.writing.offer_checks import whole_content
from bruggen.writing.offer_content import OfferDraft, OfferProviderInput
from bruggen.writing.offer_record import PARTS, apply_content, content_of, mark_verified
from bruggen.writing.proposing import Writing, add_proposal, give_back, hand_in, is_ready

OFFERS = Writing(OfferDraft, content_of, "offerVersion")


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
    revision = OfferRevision(
        id=revision_id,
        # By its id alone: a proposal is no change of the live record.
        offer_id=offer.id if offer else None,
        organization_id=wanted.organization,
        status="draft",
        content=stored(draft),
        base=OFFERS.snapshot(offer) if offer else None,
        created_by=caller.person,
    )

    def pending() -> UUID | None:
        return queries.get_pending(session, offer.id) if offer else None

    def href(key: UUID) -> str | None:
        return href_of(key) if may_see(session, caller, Scope.OFFER_READ, OfferRevision, key) else None

    add_proposal(session, revision, pending, href)


def change(revision: OfferRevision, patch: Patch[OfferRevisionInput]) -> None:
    """Write on. With `offer_version`, the live record as it is now is what the proposal changes.

    Raises AlreadyDone while it is being judged, BadRequest or LiveRecordChanged for an `offer_version` that is not the live one.
    """

    def patched(draft: OfferDraft) -> OfferDraft:
        return patch.apply_to(OfferRevisionInput(content=draft)).content

    OFFERS.write_on(revision, revision.offer, patched, patch.changes().get("offer_version"))


def submit(session: Session, revision: OfferRevision) -> None:
    """Hand the proposal to the coordinators. Raises AlreadyDone, or BadRequest with all that is missing or wrong."""
    hand_in(revision)
    content = OFFERS.merged_content(revision, revision.offer).content
    whole_content(session, OfferDraft.model_validate(content), revision.organization_id)


def return_to_authors(session: Session, caller: Caller, revision: OfferRevision, remark: str) -> None:
    """Let the authors write on, and say why. Raises MissingPermission, AlreadyDone for what was not submitted."""
    _require_judge(session, caller, revision)
    give_back(revision, remark)


def may_publish(session: Session, caller: Caller, revision: OfferRevision) -> bool:
    """Whether the caller may publish it now: what was submitted in their reach, and their own drafts there."""
    return is_ready(revision, caller.person) and _judges(session, caller, revision)


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
    if not is_ready(revision, caller.person):
        raise AlreadyDone("This was not submitted, or was returned since. Read it again.")
    content = whole_content(session, OFFERS.content_to_publish(revision, revision.offer), revision.organization_id)
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
