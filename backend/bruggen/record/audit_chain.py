"""The chain of the audit trail: each event's hash covers the event and the hash before it, under the installation's key.

`hash = HMAC-SHA256(key, previous hash + canonical form)`: with the database alone nobody continues or recomputes it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, update

from bruggen.kit.sealing import Seal
from bruggen.models import AuditEvent, AuditHead

PURPOSE = "audit"
HEAD_ID = 1
COLUMNS = (
    "sequence",
    "id",
    "occurred_at",
    "actor_kind",
    "actor_id",
    "session_id",
    "address",
    "action",
    "object_type",
    "object_id",
    "fields",
    "purpose",
    "trace_id",
)
"""What the hash covers, in this order: every column but the hash itself."""


class AuditError(RuntimeError):
    """Something could not be written to the audit trail; what it belongs to must not happen either."""


@dataclass(frozen=True, slots=True)
class End:
    """Where the chain, or a part of it, ends."""

    sequence: int
    hash: str


START = End(0, "0" * 64)
"""What the first event is chained to."""


def canonical(event: Mapping[str, Any]) -> str:
    """The one text of an event: a JSON list of its columns, moments in UTC, ids as they are spoken."""
    return json.dumps([event[column] for column in COLUMNS], default=str, separators=(",", ":"))


def chained(seal: Seal, previous: str, event: Mapping[str, Any]) -> str:
    """The hash of an event that follows on the hash `previous`."""
    return seal.digest(PURPOSE, previous + canonical(event))


def add_to_chain(connection: Connection, seal: Seal, events: list[dict[str, Any]]) -> None:
    """Number, chain and insert the events. From here to the commit nobody else can add any.

    Raises AuditError when the chain has no head.
    """
    # First a write: it locks the row on PostgreSQL and the database on SQLite, so that no two ever read the same head.
    head = connection.execute(
        update(AuditHead)
        .where(AuditHead.id == HEAD_ID)
        .values(sequence=AuditHead.sequence + len(events))
        .returning(AuditHead.sequence, AuditHead.hash)
    ).one_or_none()
    if head is None:
        raise AuditError("the audit trail has no head")
    previous = head.hash
    for sequence, event in enumerate(events, start=head.sequence - len(events) + 1):
        event["sequence"] = sequence
        previous = event["hash"] = chained(seal, previous, event)
    connection.execute(insert(AuditEvent), events)
    connection.execute(update(AuditHead).where(AuditHead.id == HEAD_ID).values(hash=previous))
