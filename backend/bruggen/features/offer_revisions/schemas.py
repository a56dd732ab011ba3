"""What a proposal looks like, going in and coming out."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from bruggen.access.assignments import OrganizationLink
from bruggen.kit.page import ListQuery
from bruggen.kit.patch import Patch
from bruggen.kit.schema import Schema
from bruggen.writing.offer_content import OfferDraft
from bruggen.writing.proposing import Difference

Status = Literal["draft", "inReview", "returned"]


class NewOfferRevision(Schema):
    """A change of an offer, or an offer to be born; it may be left unfinished."""

    organization: UUID = Field(description="Who proposes it, and is one of those who give the offer.")
    offer: UUID | None = Field(default=None, description="The offer to change; without it, one is to be born.")
    content: Patch[OfferDraft] | None = Field(
        default=None, description="What the offer is to say; of an existing one, what is to change."
    )


class OfferRevisionInput(Schema):
    """What is changed of a proposal."""

    content: OfferDraft
    offer_version: int | None = Field(
        default=None,
        description="The `offer.version` that the proposal was compared with: in whatever was changed on both sides before, "
        "the proposal stands from now on.",
    )


class RevisedOffer(Schema):
    """The live record that a proposal would change."""

    id: UUID
    href: str
    version: int
    title: str


class OfferRevisionItem(Schema):
    """A proposal in a list."""

    href: str
    id: UUID
    status: Status
    organization: OrganizationLink
    offer: RevisedOffer | None = Field(default=None, description="Left out while the offer is still to be born.")
    title: str | None = Field(default=None, description="As proposed.")
    remark: str | None = Field(default=None, description="What the coordinator asked for when it last went back.")
    created_at: datetime
    updated_at: datetime


class OfferRevisionDetail(OfferRevisionItem):
    """A proposal, whole: `content` is what the offer would say if it were published now."""

    content: OfferDraft
    differences: list[Difference]
    may_publish: bool = Field(description="Whether the caller may publish it as it stands.")


class PublishedOffer(Schema):
    """The offer that a proposal went into."""

    id: UUID
    href: str


class Publication(Schema):
    """What became of a proposal."""

    offer: PublishedOffer


class OfferRevisionFilters(ListQuery):
    """Filters of the list of proposals."""

    status: list[Status] = Field(default=[], max_length=3, description="State of the proposal.")
    organization: list[UUID] = Field(default=[], max_length=20, description="Proposals of one of these organizations.")
    region: list[str] = Field(default=[], max_length=6, description="Whose organization has a location in one of these regions.")
    offer: list[UUID] = Field(default=[], max_length=100, description="Changes of one of these offers.")
    sort: list[Literal["updatedAt", "-updatedAt", "createdAt", "-createdAt"]] = Field(
        default=["-updatedAt"], max_length=2, description="Order; - turns it around."
    )
