"""What a proposal looks like, going in and coming out. Its content is the draft of its kind."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, RootModel

from bruggen.access.assignments import OrganizationLink
from bruggen.kit.page import ListQuery
from bruggen.kit.patch import Patch
from bruggen.kit.schema import Schema
from bruggen.writing.initiative_content import InitiativeDraft
from bruggen.writing.item_content import (
    ExpertPostDraft,
    GatheringDraft,
    GoodPracticeDraft,
    MethodDraft,
    NetworkDraft,
    TrainingDraft,
)
from bruggen.writing.proposing import Difference

Kind = Literal["network", "training", "gathering", "goodPractice", "method", "expertPost", "initiative"]
Status = Literal["draft", "inReview", "returned"]


class NewRevision(Schema):
    """What every beginning of a proposal says; it may be left unfinished."""

    region: str = Field(max_length=3, description="The region whose coordinators judge it.")
    organization: UUID | None = Field(default=None, description="For which of one's organizations; without, in one's own name.")
    item: UUID | None = Field(default=None, description="What is to change; without it, something is to be born.")


class NewNetworkRevision(NewRevision):
    """A change of a network, or a new one."""

    kind: Literal["network"]
    content: Patch[NetworkDraft] | None = None


class NewTrainingRevision(NewRevision):
    """A change of a training, or a new one."""

    kind: Literal["training"]
    content: Patch[TrainingDraft] | None = None


class NewGatheringRevision(NewRevision):
    """A change of a gathering, or a new one."""

    kind: Literal["gathering"]
    content: Patch[GatheringDraft] | None = None


class NewGoodPracticeRevision(NewRevision):
    """A change of a good practice, or a new one."""

    kind: Literal["goodPractice"]
    content: Patch[GoodPracticeDraft] | None = None


class NewMethodRevision(NewRevision):
    """A change of a method, or a new one."""

    kind: Literal["method"]
    content: Patch[MethodDraft] | None = None


class NewExpertPostRevision(NewRevision):
    """A change of a post that knows about something, or a new one."""

    kind: Literal["expertPost"]
    content: Patch[ExpertPostDraft] | None = None


class NewInitiativeRevision(NewRevision):
    """A change of an initiative, or a new one."""

    kind: Literal["initiative"]
    content: Patch[InitiativeDraft] | None = None


AnyNewRevision = (
    NewNetworkRevision
    | NewTrainingRevision
    | NewGatheringRevision
    | NewGoodPracticeRevision
    | NewMethodRevision
    | NewExpertPostRevision
    | NewInitiativeRevision
)


class NewExpertiseRevision(RootModel[Annotated[AnyNewRevision, Field(discriminator="kind")]]):
    """A change of an item of expertise, or an item to be born, by its kind."""


class ExpertiseRevisionPatch(Schema):
    """What is changed of a proposal."""

    content: dict[str, Any] = Field(
        description="What is to change of the content, as a merge patch: the fields of a proposal of its kind; null removes."
    )
    item_version: int | None = Field(
        default=None,
        description="The `item.version` that the proposal was compared with: in whatever was changed on both sides before, "
        "the proposal stands from now on.",
    )


class RevisedItem(Schema):
    """The live record that a proposal would change."""

    id: UUID
    href: str
    version: int
    title: str


class ExpertiseRevisionItem(Schema):
    """A proposal in a list."""

    href: str
    id: UUID
    kind: Kind
    status: Status
    region: str
    organization: OrganizationLink | None = None
    item: RevisedItem | None = Field(default=None, description="Left out while the item is still to be born.")
    title: str | None = Field(default=None, description="As proposed.")
    own: bool = Field(description="Whether the caller began it.")
    remark: str | None = Field(default=None, description="What the coordinator asked for when it last went back.")
    created_at: datetime
    updated_at: datetime


class ExpertiseRevisionDetail(ExpertiseRevisionItem):
    """A proposal, whole: `content` is what the item would say if it were published now."""

    content: dict[str, Any]
    differences: list[Difference]
    may_publish: bool = Field(description="Whether the caller may publish it as it stands.")


class PublishedItem(Schema):
    """The item that a proposal went into."""

    id: UUID
    href: str


class ItemPublication(Schema):
    """What became of a proposal."""

    item: PublishedItem


class ExpertiseRevisionFilters(ListQuery):
    """Filters of the list of proposals."""

    kind: list[Kind] = Field(default=[], max_length=7, description="What is proposed.")
    status: list[Status] = Field(default=[], max_length=3, description="State of the proposal.")
    region: list[str] = Field(default=[], max_length=6, description="Whose coordinators judge it.")
    organization: list[UUID] = Field(default=[], max_length=20, description="For one of these organizations.")
    item: list[UUID] = Field(default=[], max_length=100, description="Changes of one of these items.")
    own: bool | None = Field(default=None, description="Only those that the caller began.")
    sort: list[Literal["updatedAt", "-updatedAt", "createdAt", "-createdAt"]] = Field(
        default=["-updatedAt"], max_length=2, description="Order; - turns it around."
    )
