"""The way of a proposal, for every kind of record that is written by proposals: drafted, submitted, returned or published.

Only its publication changes what is public.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Protocol, TypeVar
from uuid import UUID

from pydantic import Field
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bruggen.access.problems import AlreadyDone
from bruggen.kit.clock import now
from bruggen.kit.db import Base
from bruggen.kit.problems import BadRequest, PreconditionFailed, input_issue
from bruggen.kit.schema import Schema
from bruggen.kit.texts import PlainText
from bruggen.writing.drafting import Stored, fields_of, stored
from bruggen.writing.merging import Merged, differing, merge
from bruggen.writing.problems import LiveRecordChanged, RevisionExists

OPEN = ("draft", "returned")
BEING_JUDGED = "This proposal is being judged. Wait for the coordinator, or withdraw it."


class Live(Protocol):
    """A live record that proposals change."""

    version: Any
    status: Any


class Proposal(Protocol):
    """A pending change; `base` is the live record when it began, as version, status and content."""

    status: Any
    content: Any
    base: Any
    remark: Any
    created_by: Any
    updated_at: Any


Record = TypeVar("Record", bound=Live)
Draft = TypeVar("Draft", bound=Schema)


@dataclass(frozen=True, slots=True)
class Writing(Generic[Record, Draft]):
    """How records of one kind are written: the schema of their content, and how it is read out of a live record.

    `version_field` is what a proposal's body calls the version of the live record.
    """

    draft: type[Draft]
    content_of: Callable[[Record], Draft]
    version_field: str

    def stored_content(self, record: Record) -> Stored:
        """What the live record says, in the form in which contents are kept."""
        return stored(self.content_of(record))

    def snapshot(self, record: Record) -> dict[str, Any]:
        """The live record as the base of a proposal."""
        return {"version": record.version, "status": record.status, "content": self.stored_content(record)}

    def as_today(self, content: Stored) -> Stored:
        """Content that was kept, with the fields that contents have got since."""
        return stored(self.draft.model_validate(content))

    def merged_content(self, proposal: Proposal, record: Record | None) -> Merged:
        """What the record would say after publication now, and where the live one stands against it."""
        proposed = self.as_today(proposal.content)
        if record is None or proposal.base is None:
            return Merged(proposed, ())
        base = self.as_today(proposal.base["content"])
        merged = merge(base, self.stored_content(record), proposed, fields_of(self.draft))
        # What was archived meanwhile is not made public again by the way.
        archived = record.status == "archived" != proposal.base["status"]
        return Merged(merged.content, ("status", *merged.conflicts)) if archived else merged

    def differences(self, record: Record | None, merged: Merged) -> list["Difference"]:
        """What publication would change, field by field; of a record to be born, all that it says."""
        live = self.stored_content(record) if record else {}
        return [
            Difference(field=name, live=live.get(name), proposed=merged.content.get(name), conflict=name in merged.conflicts)
            for name in differing(live, merged.content, fields_of(self.draft))
        ]

    def write_on(self, proposal: Proposal, record: Record | None, change: Callable[[Draft], Draft], compared: int | None) -> None:
        """Change the content of a draft or of what came back.

        `compared` is the version of the live record that the author looked at: in whatever was changed on both sides before,
        the proposal stands from now on. Raises AlreadyDone while it is being judged, BadRequest or LiveRecordChanged for a
        `compared` that is not the live version.
        """
        if proposal.status not in OPEN:
            raise AlreadyDone(BEING_JUDGED)
        content = proposal.content if compared is None else self._compared(proposal, record, compared)
        proposal.content = stored(change(self.draft.model_validate(content)))
        proposal.updated_at = now()

    def _compared(self, proposal: Proposal, record: Record | None, version: int) -> Stored:
        if record is None:
            hint = "There is no live record yet to compare with; leave it out."
            raise BadRequest(issues=[input_issue("invalidInput", hint, location="body", name=self.version_field)])
        merged = self.merged_content(proposal, record)
        if record.version != version:
            raise LiveRecordChanged(merged.conflicts)
        proposal.base = self.snapshot(record)
        return merged.content

    def content_to_publish(self, proposal: Proposal, record: Record | None) -> Draft:
        """What is to be published. Raises LiveRecordChanged."""
        merged = self.merged_content(proposal, record)
        if merged.conflicts:
            raise LiveRecordChanged(merged.conflicts)
        return self.draft.model_validate(merged.content)


class Difference(Schema):
    """A field that would change. In a `conflict` the live record was changed there, too, since the proposal began."""

    field: str
    live: Any | None = None
    proposed: Any | None = None
    conflict: bool


class Remark(Schema):
    """Why a proposal goes back."""

    remark: Annotated[PlainText, Field(max_length=2000)]


def add_proposal(
    session: Session, proposal: Base, pending: Callable[[], UUID | None], href: Callable[[UUID], str | None]
) -> None:
    """Add a proposal of which a live record has one at most.

    `pending` looks for the one that was there before, `href` says its address to those who see it. Raises RevisionExists.
    """
    session.add(proposal)
    try:
        session.flush()
    except IntegrityError as error:
        # The database alone knows who came first.
        session.rollback()
        found = pending()
        if found is None:
            raise PreconditionFailed from error
        raise RevisionExists(href(found)) from error


def is_ready(proposal: Proposal, person: UUID | None) -> bool:
    """Whether it may be published as far as it goes: what was submitted, and the own draft of whoever publishes."""
    own = person is not None and person == proposal.created_by
    return proposal.status == "inReview" or (proposal.status == "draft" and own)


def hand_in(proposal: Proposal) -> None:
    """Hand a proposal to those who judge it. Raises AlreadyDone."""
    if proposal.status not in OPEN:
        raise AlreadyDone(BEING_JUDGED)
    proposal.status = "inReview"
    proposal.updated_at = now()


def give_back(proposal: Proposal, remark: str) -> None:
    """Let the authors write on, and say why. Raises AlreadyDone for what was not submitted."""
    if proposal.status != "inReview":
        raise AlreadyDone("Only what was submitted goes back.")
    proposal.status = "returned"
    proposal.remark = remark
    proposal.updated_at = now()
