"""When trainings and gatherings take place, and who comes."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bruggen.kit.clock import now
from bruggen.kit.db import Base, UtcDateTime
from bruggen.kit.ids import new_id
from bruggen.models.expertise import ExpertiseItem


class TrainingSession(Base):
    """A time and place of a training or gathering.

    `status` is `planned` or `cancelled`; `sequence` counts what calendars have to follow (RFC 5545, 3.8.7.4).
    """

    __tablename__ = "training_session"
    __table_args__ = (CheckConstraint("starts_at < ends_at", name="order"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    item_id: Mapped[UUID] = mapped_column(ForeignKey("expertise_item.id", ondelete="CASCADE"), index=True)
    status: Mapped[str] = mapped_column(String(20), default="planned")
    sequence: Mapped[int] = mapped_column(default=0)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # Where; an online session has an address that only those with a place are told.
    place: Mapped[str | None] = mapped_column(String(300))
    nis_code: Mapped[str | None] = mapped_column(ForeignKey("municipality.nis_code"), index=True)
    online: Mapped[bool] = mapped_column(default=False)
    online_url: Mapped[str | None] = mapped_column(String(500))
    note: Mapped[str | None] = mapped_column(Text)
    # Without a capacity there is always room.
    capacity: Mapped[int | None]
    registration: Mapped[str] = mapped_column(String(20), default="open")
    registration_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    evaluated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    item: Mapped[ExpertiseItem] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": version}


class Registration(Base):
    """Somebody who wants to come. `number` is their turn in the session's order of arrival.

    `status` is `confirmed`, `waiting` or `cancelled`. What tells who it is goes when `erased_at` is set; the row stays a count.
    """

    __tablename__ = "registration"
    __table_args__ = (
        UniqueConstraint("session_id", "number"),
        Index("ix_registration_session_id_status", "session_id", "status"),
        Index("ix_registration_session_id_email", "session_id", "email"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    session_id: Mapped[UUID] = mapped_column(ForeignKey("training_session.id", ondelete="CASCADE"))
    number: Mapped[int]
    status: Mapped[str] = mapped_column(String(20))
    name: Mapped[str | None] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(320))
    organization: Mapped[str | None] = mapped_column(String(200))
    sector: Mapped[str | None] = mapped_column(String(60))
    came: Mapped[bool | None]
    # That they said what they thought of it, and never which of the answers is theirs.
    evaluated: Mapped[bool] = mapped_column(default=False)
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    session: Mapped[TrainingSession] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": version}


class Evaluation(Base):
    """What somebody who came thought of it; nobody's name stands with it."""

    __tablename__ = "evaluation"

    # Not of `new_id`, which tells the moment: beside the audit trail that would tell whose it is.
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("training_session.id", ondelete="CASCADE"), index=True)
    score: Mapped[int]
    useful: Mapped[str | None] = mapped_column(Text)
    better: Mapped[str | None] = mapped_column(Text)
