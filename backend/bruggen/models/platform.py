"""What the platform keeps for itself: signing keys, the audit trail, jobs, mail, counters of attempts, editable texts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bruggen.kit.clock import now
from bruggen.kit.db import Base, UtcDateTime
from bruggen.kit.ids import new_id

# SQLite counts by itself only in a column of exactly this type.
Counter = BigInteger().with_variant(Integer, "sqlite")


class SigningKey(Base):
    """A key that access tokens are signed with. The newest signs; the others verify until their last token ran out."""

    __tablename__ = "signing_key"

    kid: Mapped[str] = mapped_column(String(40), primary_key=True)
    # PEM, sealed with the installation's secret.
    private_key: Mapped[bytes] = mapped_column(LargeBinary)
    public_key: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AuditEvent(Base):
    """What somebody did, tried or looked at. Only ever added; each row is chained to the one before (record/audit.py).

    `fields` names what changed, never what to. `purpose` is what the caller said it was for, where that is asked.
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_object", "object_type", "object_id"),
        Index("ix_audit_event_actor_id", "actor_id"),
        Index("ix_audit_event_occurred_at", "occurred_at"),
    )

    sequence: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    id: Mapped[UUID] = mapped_column(unique=True, default=new_id)
    occurred_at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_kind: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[UUID | None]
    session_id: Mapped[UUID | None]
    address: Mapped[str] = mapped_column(String(45), default="")
    # created, updated, deleted, read, searched, exported, denied, signedIn, signInFailed, signedOut ...
    action: Mapped[str] = mapped_column(String(40))
    object_type: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[str | None] = mapped_column(String(120))
    fields: Mapped[list[str]] = mapped_column(JSON, default=list)
    purpose: Mapped[str | None] = mapped_column(String(300))
    trace_id: Mapped[str | None] = mapped_column(String(40))
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """Where the chain ends: one row, locked while a transaction adds to the chain."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sequence: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))


class QueuedTask(Base):
    """A message of the job queue, ready to be taken; `data` is the queue library's own form."""

    __tablename__ = "queued_task"
    __table_args__ = (Index("ix_queued_task_queue_priority_id", "queue", "priority", "id"),)

    id: Mapped[int] = mapped_column(Counter, primary_key=True)
    queue: Mapped[str] = mapped_column(String(40))
    data: Mapped[bytes] = mapped_column(LargeBinary)
    priority: Mapped[float] = mapped_column(default=0.0)


class ScheduledTask(Base):
    """A message of the job queue that is to be taken at a moment."""

    __tablename__ = "scheduled_task"
    __table_args__ = (Index("ix_scheduled_task_queue_due_at", "queue", "due_at"),)

    id: Mapped[int] = mapped_column(Counter, primary_key=True)
    queue: Mapped[str] = mapped_column(String(40))
    data: Mapped[bytes] = mapped_column(LargeBinary)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TaskResult(Base):
    """What the job queue keeps under a key: results, locks, revocations."""

    __tablename__ = "task_result"

    queue: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    value: Mapped[bytes] = mapped_column(LargeBinary)


class MailMessage(Base):
    """A mail that is to be sent, written in the transaction that caused it. `content` is sealed: it may hold a one-time link.

    `status` is `waiting`, `sent` or `failed` (given up). Sent and failed mails lose their content. Until `not_before` nobody is
    to try: a worker is at it, or it is the pause after a failed attempt.
    """

    __tablename__ = "mail_message"
    __table_args__ = (Index("ix_mail_message_status_created_at", "status", "created_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    recipient: Mapped[str] = mapped_column(String(320))
    template: Mapped[str] = mapped_column(String(40))
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    status: Mapped[str] = mapped_column(String(10), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RateCount(Base):
    """How often something was tried in a window of time; the key is a digest, nobody's name or address."""

    __tablename__ = "rate_count"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    count: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class IdempotencyRecord(Base):
    """The answer to a POST that may be repeated: where what it made is, and a keyed digest of what was sent, never the body."""

    __tablename__ = "idempotency_record"

    caller: Mapped[str] = mapped_column(String(80), primary_key=True)
    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    operation: Mapped[str] = mapped_column(String(60))
    body_digest: Mapped[str] = mapped_column(String(64))
    object_id: Mapped[UUID]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class Content(Base):
    """An editable text of the site - a page, a legal text - in its languages, as Markdown."""

    __tablename__ = "content"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    version: Mapped[int] = mapped_column()
    title: Mapped[dict[str, Any]] = mapped_column(JSON)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    __mapper_args__ = {"version_id_col": version}
