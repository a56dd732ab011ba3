"""Case consultations (ROTS): coded facts in columns, all that people wrote sealed under a key of the case's own.

Nothing here names a youngster. What is free text lies in `sealed` columns and opens with the key in `case_key`, which itself
opens only with a key outside the database: whoever destroys that row has destroyed the case's words, in every backup too.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bruggen.kit.clock import now
from bruggen.kit.db import Base, UtcDateTime
from bruggen.kit.ids import new_id
from bruggen.models.accounts import User


class CaseConsultation(Base):
    """One youngster's blocked path, by its code. `state` is a state of the path (casework/path.py).

    `referrer` applied, or a coordinator did for somebody on the phone (`created_by`); `other_side` is the referrer of the other
    sector who confirms. A system's application names the system. `coordinator` is who takes the lead in the tandem.
    """

    __tablename__ = "case_consultation"
    __table_args__ = (
        # What hangs on a case and has to know its region refers to both, so that the two cannot part.
        UniqueConstraint("id", "region_code"),
        Index("ix_case_consultation_region_state", "region_code", "state", "last_activity_at"),
        Index("ix_case_consultation_region_activity", "region_code", "last_activity_at"),
        # Of those who see many regions, or few cases, the orders of the table are walked along.
        Index("ix_case_consultation_last_activity_at", "last_activity_at", "id"),
        Index("ix_case_consultation_first_due_on", "first_due_on"),
        Index("ix_case_consultation_submitted_at", "submitted_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    # Random: a counter would disclose numbers.
    code: Mapped[str] = mapped_column(String(12), unique=True)
    state: Mapped[str] = mapped_column(String(30))
    channel: Mapped[str] = mapped_column(String(20))
    demo: Mapped[bool] = mapped_column(default=False)
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    referrer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    other_side_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    api_client_id: Mapped[UUID | None] = mapped_column(ForeignKey("api_client.id", ondelete="SET NULL"), index=True)
    coordinator_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    # clb or youthCare: the applicant's sector. The other side is of the other one.
    sector: Mapped[str | None] = mapped_column(String(20))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    wanted: Mapped[str | None] = mapped_column(String(40))
    urgency: Mapped[str | None] = mapped_column(String(40))
    domicile: Mapped[str | None] = mapped_column(ForeignKey("municipality.nis_code"))
    residence: Mapped[str | None] = mapped_column(ForeignKey("municipality.nis_code"))
    school: Mapped[str | None] = mapped_column(ForeignKey("municipality.nis_code"))
    clb: Mapped[str | None] = mapped_column(ForeignKey("municipality.nis_code"))
    birth_year: Mapped[int | None]
    age_band: Mapped[str | None] = mapped_column(String(20))
    level: Mapped[str | None] = mapped_column(String(40))
    track: Mapped[str | None] = mapped_column(String(40))
    report: Mapped[str | None] = mapped_column(String(40))
    schooling: Mapped[str | None] = mapped_column(String(40))
    schooling_since: Mapped[date | None]
    absence: Mapped[str | None] = mapped_column(String(40))
    consent: Mapped[str | None] = mapped_column(String(40))

    consult_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    feedback_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    usefulness: Mapped[int | None]
    outcome: Mapped[str | None] = mapped_column(String(40))
    outcome_after_3_months: Mapped[str | None] = mapped_column(String(40))
    outcome_after_6_months: Mapped[str | None] = mapped_column(String(40))

    # Every CaseCode in one line, ` list:code ` each, to filter by: behind PostgreSQL's wall a row of another table is dear.
    coded: Mapped[str] = mapped_column(Text, default="")
    # The day of the first open task: what the table of cases is sorted by.
    first_due_on: Mapped[date | None]
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_activity_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    codes: Mapped[list["CaseCode"]] = relationship(
        cascade="all, delete-orphan", lazy="raise", order_by="(CaseCode.list_name, CaseCode.position)"
    )
    key: Mapped["CaseKey | None"] = relationship(cascade="all, delete-orphan", lazy="raise")
    texts: Mapped[list["CaseText"]] = relationship(cascade="all, delete-orphan", lazy="raise")

    __mapper_args__ = {"version_id_col": version}


class CaseCode(Base):
    """One value of one of the case's coded lists: themes, life domains, reasons of blockage ..."""

    __tablename__ = "case_code"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_consultation.id", ondelete="CASCADE"), primary_key=True)
    list_name: Mapped[str] = mapped_column(String(40), primary_key=True)
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    position: Mapped[int]


class CaseKey(Base):
    """The key of the case's texts, wrapped by the outer key of this name, which is not in the database."""

    __tablename__ = "case_key"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_consultation.id", ondelete="CASCADE"), primary_key=True)
    wrapped_key: Mapped[bytes] = mapped_column(LargeBinary)
    outer_key: Mapped[str] = mapped_column(String(80), index=True)


class CaseText(Base):
    """What people wrote in one part of the case (`summary`, `application`, `advice` ...), sealed."""

    __tablename__ = "case_text"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_consultation.id", ondelete="CASCADE"), primary_key=True)
    part: Mapped[str] = mapped_column(String(20), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class CaseSearchText(Base):
    """The words of a case as they are looked for, one row for each audience, sealed: there is no index of them."""

    __tablename__ = "case_search_text"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_consultation.id", ondelete="CASCADE"), primary_key=True)
    audience: Mapped[str] = mapped_column(String(20), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class CaseEvent(Base):
    """A line of the case's timeline; only ever added. `audience` is `everyone` at the case, or `coordinators`.

    `detail` holds codes alone; what was written is in `sealed`.
    """

    __tablename__ = "case_event"
    __table_args__ = (Index("ix_case_event_case_id_id", "case_id", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_consultation.id", ondelete="CASCADE"))
    occurred_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    kind: Mapped[str] = mapped_column(String(40))
    audience: Mapped[str] = mapped_column(String(20), default="everyone")
    actor_kind: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[UUID | None]
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)


class CaseTask(Base):
    """What is to be done by when: of a `kind` that the path makes, or `own`, whose words are sealed.

    Without an assignee it is the tandem's.
    """

    __tablename__ = "case_task"
    __table_args__ = (
        Index("ix_case_task_case_id_done_at", "case_id", "done_at"),
        Index("ix_case_task_done_at_due_on", "done_at", "due_on"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_consultation.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(40))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    due_on: Mapped[date]
    assignee_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    assignee: Mapped[User | None] = relationship(lazy="raise", foreign_keys=assignee_id)

    __mapper_args__ = {"version_id_col": version}


class CaseAccess(Base):
    """One person's way into one case for a while: an `expert` who was asked, or an `emergency`. Why is sealed."""

    __tablename__ = "case_access"
    __table_args__ = (
        ForeignKeyConstraint(
            ["case_id", "region_code"],
            ["case_consultation.id", "case_consultation.region_code"],
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
        Index("ix_case_access_user_id", "user_id", "valid_until"),
        Index("ix_case_access_case_id", "case_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    case_id: Mapped[UUID]
    region_code: Mapped[str] = mapped_column(String(3))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(20))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    granted_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    valid_until: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(lazy="raise", foreign_keys=user_id)

    __mapper_args__ = {"version_id_col": version}


class CaseOffer(Base):
    """An offer of the directory that the consult put forward for this case; the note is sealed."""

    __tablename__ = "case_offer"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_consultation.id", ondelete="CASCADE"), primary_key=True)
    offer_id: Mapped[UUID] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), primary_key=True)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    added_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class CaseWatch(Base):
    """Somebody who wants to hear of whatever happens in the case."""

    __tablename__ = "case_watch"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_consultation.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True, index=True)


class CaseHandover(Base):
    """A case that one region asks another to take over. `status` is `proposed`, `accepted`, `refused` or `withdrawn`."""

    __tablename__ = "case_handover"
    __table_args__ = (
        ForeignKeyConstraint(
            ["case_id", "region_code"],
            ["case_consultation.id", "case_consultation.region_code"],
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
        Index("ix_case_handover_to_region", "to_region", "status"),
        Index("ix_case_handover_case_id", "case_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    case_id: Mapped[UUID]
    region_code: Mapped[str] = mapped_column(String(3))
    from_region: Mapped[str] = mapped_column(ForeignKey("region.code"))
    to_region: Mapped[str] = mapped_column(ForeignKey("region.code"))
    status: Mapped[str] = mapped_column(String(20), default="proposed")
    # Why, and why not.
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed_answer: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}


class Notification(Base):
    """Tells one person that there is something new in a case, and no more than which kind of thing."""

    __tablename__ = "notification"
    __table_args__ = (Index("ix_notification_user_id_read_at", "user_id", "read_at", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_consultation.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SavedView(Base):
    """A way to look at the table of cases - filters, order, columns - under a name. With a region, its tandem shares it."""

    __tablename__ = "saved_view"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    query: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    __mapper_args__ = {"version_id_col": version}
