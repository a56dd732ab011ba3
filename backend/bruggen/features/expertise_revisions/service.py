"""The way of a proposal of an item of expertise; what all proposals share is in writing/proposing.py."""

from typing import Any
from uuid import UUID

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.granting import unknown_reference
from bruggen.access.problems import AlreadyDone, MissingPermission
from bruggen.access.reach import find, may_change, may_see
from bruggen.access.scopes import Scope
from bruggen.features.expertise_revisions import queries
from bruggen.features.expertise_revisions.schemas import AnyNewRevision, ExpertiseRevisionPatch
from bruggen.kit.ids import new_id
from bruggen.kit.patch import Patch
from bruggen.kit.problems import BadRequest, ResourceNotFound
from bruggen.models import ExpertiseItem, ExpertiseRevision, Organization, Region
from bruggen.writing.drafting import AreaInput, stored
from bruggen.writing.item_checks import whole_item
from bruggen.writing.item_content import ItemDraft
from bruggen.writing.item_kinds import KINDS, ItemKind
from bruggen.writing.item_record import PARTS, content_of, publish_item
from bruggen.writing.proposing import Writing, add_proposal, give_back, hand_in, is_ready

WRITINGS: dict[str, Writing[ExpertiseItem, ItemDraft]] = {
    name: Writing(kind.draft, content_of, "itemVersion") for name, kind in KINDS.items()
}


def href_of(revision_id: UUID) -> str:
    """The address of a proposal."""
    return f"/api/v1/expertiseRevisions/{revision_id}"


def begin(session: Session, caller: Caller, wanted: AnyNewRevision, revision_id: UUID) -> None:
    """Begin a proposal under this id: of an item, with what that says now; of a new one, for the region that is to judge it.

    Raises BadRequest, Hidden or MissingPermission for an organization or item that is not the caller's to change, and
    RevisionExists where the item has a proposal already.
    """
    kind = KINDS[wanted.kind]
    if session.get(Region, wanted.region) is None:
        raise BadRequest(issues=[unknown_reference("region", wanted.region)])
    if wanted.organization:
        if session.get(Organization, wanted.organization) is None:
            raise BadRequest(issues=[unknown_reference("organization", wanted.organization)])
        find(session, caller, Scope.ORGANIZATION_WRITE, Organization, wanted.organization, change=True)
    item = _item_to_change(session, caller, kind, wanted.item) if wanted.item else None
    draft = content_of(item) if item else _blank(kind, wanted)
    if wanted.content:
        patch: Patch[Any] = wanted.content
        draft = patch.apply_to(draft)
    revision = ExpertiseRevision(
        id=revision_id,
        kind=kind.name,
        # By its id alone: a proposal is no change of the live record.
        item_id=item.id if item else None,
        organization_id=wanted.organization,
        region_code=wanted.region,
        status="draft",
        content=stored(draft),
        base=WRITINGS[kind.name].snapshot(item) if item else None,
        created_by=caller.person,
    )

    def pending() -> UUID | None:
        return queries.get_pending(session, wanted.item) if wanted.item else None

    def href(key: UUID) -> str | None:
        return href_of(key) if may_see(session, caller, Scope.EXPERTISE_WRITE, ExpertiseRevision, key) else None

    add_proposal(session, revision, pending, href)


def _item_to_change(session: Session, caller: Caller, kind: ItemKind, item_id: UUID) -> ExpertiseItem:
    return find(session, caller, Scope.EXPERTISE_MANAGE, kind.model, item_id, change=True, options=PARTS)


def _blank(kind: ItemKind, wanted: AnyNewRevision) -> ItemDraft:
    return kind.draft(organization=wanted.organization, area=AreaInput(scope="regions", regions=[wanted.region]))


def change(revision: ExpertiseRevision, wanted: ExpertiseRevisionPatch) -> None:
    """Write on. Raises as `Writing.write_on`, or as a body that cannot be read does."""
    kind = KINDS[revision.kind]
    try:
        patch: Patch[ItemDraft] = Patch[kind.draft].model_validate(wanted.content)  # type: ignore[name-defined]
    except ValidationError as error:
        raise _unreadable(error) from error

    def patched(draft: ItemDraft) -> ItemDraft:
        return patch.apply_to(draft)

    WRITINGS[revision.kind].write_on(revision, revision.item, patched, wanted.item_version)


def _unreadable(error: ValidationError) -> RequestValidationError:
    faults: list[dict[str, Any]] = [
        {**fault, "loc": ("body", "content", *fault["loc"])} for fault in error.errors(include_url=False)
    ]
    return RequestValidationError(faults)


def submit(session: Session, caller: Caller, revision: ExpertiseRevision) -> None:
    """Hand the proposal to the coordinators. Raises AlreadyDone, or BadRequest with all that is missing or wrong."""
    hand_in(revision)
    writing = WRITINGS[revision.kind]
    content = writing.merged_content(revision, revision.item).content
    whole_item(session, caller, writing.draft.model_validate(content))


def return_to_authors(session: Session, caller: Caller, revision: ExpertiseRevision, remark: str) -> None:
    """Let the authors write on, and say why. Raises MissingPermission, AlreadyDone for what was not submitted."""
    _require_judge(session, caller, revision)
    give_back(revision, remark)


def may_publish(session: Session, caller: Caller, revision: ExpertiseRevision) -> bool:
    """Whether the caller may publish it now: what was submitted in their reach, and their own drafts there."""
    return is_ready(revision, caller.person) and _judges(session, caller, revision)


def _judges(session: Session, caller: Caller, revision: ExpertiseRevision) -> bool:
    # Their own proposals everybody reaches; to judge takes the scope, and that the region or the item is theirs.
    if revision.region_code in caller.regions(Scope.EXPERTISE_REVIEW):
        return True
    if revision.item_id is None:
        return False
    return may_change(session, caller, Scope.EXPERTISE_REVIEW, ExpertiseItem, revision.item_id)


def _require_judge(session: Session, caller: Caller, revision: ExpertiseRevision) -> None:
    if not _judges(session, caller, revision):
        # What somebody else published or withdrew at this moment is not a matter of rights.
        if not may_see(session, caller, Scope.EXPERTISE_WRITE, ExpertiseRevision, revision.id):
            raise ResourceNotFound
        detail = "The coordinators of the region judge proposals. Submit it, and they will."
        raise MissingPermission(detail, object_type="expertiseRevisions", object_id=revision.id)


def publish(session: Session, caller: Caller, revision: ExpertiseRevision, *, demo: bool) -> ExpertiseItem:
    """Put the proposal into the live record, or make that; `demo` is what a new item is marked as.

    Raises MissingPermission, AlreadyDone for what was not submitted, LiveRecordChanged, or BadRequest for content that can
    no longer be published.
    """
    _require_judge(session, caller, revision)
    if not is_ready(revision, caller.person):
        raise AlreadyDone("This was not submitted, or was returned since. Read it again.")
    content = whole_item(session, caller, WRITINGS[revision.kind].content_to_publish(revision, revision.item))
    item = revision.item or KINDS[revision.kind].model(id=new_id(), demo=demo)
    session.delete(revision)
    publish_item(session, item, content)
    return item
