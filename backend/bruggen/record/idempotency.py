"""POSTs that may be repeated: one key, one object, however often and in however many places at once it arrives.

Kept are the id of what was made and a keyed digest of what was sent, never the body.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Header
from pydantic import BaseModel
from sqlalchemy import delete
from sqlalchemy.orm import Session

from bruggen.kit.clock import now
from bruggen.kit.db import count_changed, insert_into, seal_of
from bruggen.kit.ids import new_id
from bruggen.kit.problems import IdempotencyConflict
from bruggen.models import IdempotencyRecord

KEPT = timedelta(days=2)

IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=100,
        pattern=r"^[!-~]+$",
        description="A key of the caller's own (a UUID, say): the same POST under the same key makes one object, not two.",
    ),
]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A POST under a key: the id of the object it makes, and whether it was made by an earlier one (`repeated`)."""

    object_id: UUID
    repeated: bool


def attempt(session: Session, key: str | None, *, caller: str, operation: str, body: BaseModel) -> Attempt:
    """Enter the POST in the request's transaction, before anything is made. Without a key each makes an object of its own.

    `caller` tells whose key it is (at most 80 characters), `operation` is the operationId. When the same comes in twice at
    once, the second waits here for the end of the first. A refused first one leaves nothing: the next is the first again.
    Raises IdempotencyConflict when the key came with another body, or for another operation, before.
    """
    if key is None:
        return Attempt(new_id(), repeated=False)
    digest = seal_of(session).digest("idempotency", body.model_dump_json(by_alias=True))
    entered = insert_into(session.get_bind(), IdempotencyRecord).values(
        caller=caller, key=key, operation=operation, body_digest=digest, object_id=new_id(), created_at=now()
    )
    made = session.scalar(entered.on_conflict_do_nothing().returning(IdempotencyRecord.object_id))
    if made is not None:
        return Attempt(made, repeated=False)
    first = session.get_one(IdempotencyRecord, (caller, key))
    if (first.operation, first.body_digest) != (operation, digest):
        raise IdempotencyConflict
    return Attempt(first.object_id, repeated=True)


def sweep_idempotency(session: Session) -> int:
    """Remove what is older than two days: nobody tries that long; returns how many."""
    return count_changed(session, delete(IdempotencyRecord).where(IdempotencyRecord.created_at < now() - KEPT))
