"""What people learn from each other by: networks, trainings, gatherings, good practices, methods, and who knows about what.

All are items of expertise: one table holds what they share, one more for each kind what is its own.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bruggen.kit.clock import now
from bruggen.kit.db import Base, UtcDateTime
from bruggen.kit.ids import new_id
from bruggen.models.offers import Offer
from bruggen.models.organizations import Organization


class ExpertiseItem(Base):
    """The live record. `status` is `published`, `archived` or `inDevelopment` (being set up, never public).

    `organization` leads a network, gives a training, invites to a gathering, or is where a practice or method is at home.
    """

    __tablename__ = "expertise_item"
    __table_args__ = (Index("ix_expertise_item_kind_status_id", "kind", "status", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    kind: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    demo: Mapped[bool] = mapped_column(default=False)
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(String(300))
    description: Mapped[str | None] = mapped_column(Text)
    organization_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    # As an offer's catchment: flanders, regions or municipalities, which its areas name.
    area_scope: Mapped[str] = mapped_column(String(20))
    # A post or a service, never a private person.
    contact_post: Mapped[str | None] = mapped_column(String(200))
    contact_email: Mapped[str | None] = mapped_column(String(320))
    contact_phone: Mapped[str | None] = mapped_column(String(40))
    published_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    organization: Mapped[Organization | None] = relationship(lazy="raise")
    codes: Mapped[list["ExpertiseCode"]] = relationship(
        back_populates="item", cascade="all, delete-orphan", lazy="raise", order_by="ExpertiseCode.position"
    )
    areas: Mapped[list["ExpertiseArea"]] = relationship(
        back_populates="item", cascade="all, delete-orphan", lazy="raise", order_by="ExpertiseArea.code"
    )
    links: Mapped[list["ExpertiseLink"]] = relationship(
        back_populates="item", cascade="all, delete-orphan", lazy="raise", order_by="ExpertiseLink.position"
    )
    offers: Mapped[list["ExpertiseOffer"]] = relationship(
        back_populates="item", cascade="all, delete-orphan", lazy="raise", order_by="ExpertiseOffer.position"
    )
    relations: Mapped[list["ExpertiseRelation"]] = relationship(
        back_populates="item",
        cascade="all, delete-orphan",
        lazy="raise",
        foreign_keys="ExpertiseRelation.item_id",
        order_by="ExpertiseRelation.position",
    )
    revision: Mapped["ExpertiseRevision | None"] = relationship(back_populates="item", cascade="all, delete-orphan", lazy="raise")

    __mapper_args__ = {"version_id_col": version, "polymorphic_on": kind}


class Network(ExpertiseItem):
    """People and organizations who share a responsibility: a learning network, a local network, a partnership ..."""

    __tablename__ = "network"

    id: Mapped[UUID] = mapped_column(ForeignKey("expertise_item.id", ondelete="CASCADE"), primary_key=True)
    network_kind: Mapped[str] = mapped_column(String(60))
    domain: Mapped[str] = mapped_column(String(60))
    purpose: Mapped[str | None] = mapped_column(Text)

    members: Mapped[list["NetworkMember"]] = relationship(
        back_populates="network", cascade="all, delete-orphan", lazy="raise", order_by="NetworkMember.id"
    )
    meetings: Mapped[list["NetworkMeeting"]] = relationship(
        back_populates="network", cascade="all, delete-orphan", lazy="raise", order_by="NetworkMeeting.starts_at"
    )

    __mapper_args__ = {"polymorphic_identity": "network"}


class Training(ExpertiseItem):
    """What one sector teaches another. Its sessions are when and where."""

    __tablename__ = "training"

    id: Mapped[UUID] = mapped_column(ForeignKey("expertise_item.id", ondelete="CASCADE"), primary_key=True)
    direction: Mapped[str] = mapped_column(String(60))
    form: Mapped[str] = mapped_column(String(60))
    level: Mapped[str | None] = mapped_column(String(60))
    price_cents: Mapped[int | None]
    price_note: Mapped[str | None] = mapped_column(Text)
    accreditation: Mapped[str | None] = mapped_column(String(200))
    duration_note: Mapped[str | None] = mapped_column(String(200))

    __mapper_args__ = {"polymorphic_identity": "training"}


class Gathering(ExpertiseItem):
    """An info or network moment: people register as for a training."""

    __tablename__ = "gathering"

    id: Mapped[UUID] = mapped_column(ForeignKey("expertise_item.id", ondelete="CASCADE"), primary_key=True)
    gathering_kind: Mapped[str] = mapped_column(String(60))
    programme: Mapped[str | None] = mapped_column(Text)

    __mapper_args__ = {"polymorphic_identity": "gathering"}


class GoodPractice(ExpertiseItem):
    """What worked somewhere, told so that others can do it."""

    __tablename__ = "good_practice"

    id: Mapped[UUID] = mapped_column(ForeignKey("expertise_item.id", ondelete="CASCADE"), primary_key=True)
    target_group: Mapped[str | None] = mapped_column(Text)
    occasion: Mapped[str] = mapped_column(Text)
    approach: Mapped[str] = mapped_column(Text)
    partners: Mapped[str | None] = mapped_column(Text)
    what_works: Mapped[str | None] = mapped_column(Text)
    pitfalls: Mapped[str | None] = mapped_column(Text)
    result: Mapped[str | None] = mapped_column(Text)
    cost_note: Mapped[str | None] = mapped_column(Text)
    transferability: Mapped[str | None] = mapped_column(Text)
    practiced_on: Mapped[date | None]

    __mapper_args__ = {"polymorphic_identity": "goodPractice"}


class Method(ExpertiseItem):
    """A way of working, described and linked to; its own texts stay where they are."""

    __tablename__ = "method"

    id: Mapped[UUID] = mapped_column(ForeignKey("expertise_item.id", ondelete="CASCADE"), primary_key=True)
    direction: Mapped[str | None] = mapped_column(String(60))
    source: Mapped[str | None] = mapped_column(String(200))

    __mapper_args__ = {"polymorphic_identity": "method"}


class ExpertPost(ExpertiseItem):
    """Who in the region knows about what: a post, not a private person."""

    __tablename__ = "expert_post"

    id: Mapped[UUID] = mapped_column(ForeignKey("expertise_item.id", ondelete="CASCADE"), primary_key=True)
    asked_for: Mapped[str | None] = mapped_column(Text)

    __mapper_args__ = {"polymorphic_identity": "expertPost"}


class ExpertisePart:
    """Mixin of what hangs on an item: its change is a change of the item."""

    item: Mapped[ExpertiseItem]

    @property
    def root(self) -> ExpertiseItem:
        """The record whose version counts a change of this one."""
        return self.item


class ExpertiseCode(ExpertisePart, Base):
    """One value of one of the item's coded lists (themes, age bands, levels, audiences ...)."""

    __tablename__ = "expertise_code"
    __table_args__ = (Index("ix_expertise_code_list_name_code", "list_name", "code"),)

    item_id: Mapped[UUID] = mapped_column(ForeignKey("expertise_item.id", ondelete="CASCADE"), primary_key=True)
    list_name: Mapped[str] = mapped_column(String(40), primary_key=True)
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    position: Mapped[int]

    item: Mapped[ExpertiseItem] = relationship(back_populates="codes")


class ExpertiseArea(ExpertisePart, Base):
    """One area that the item is meant for: a region's code or a municipality's NIS code, after its `area_scope`."""

    __tablename__ = "expertise_area"

    item_id: Mapped[UUID] = mapped_column(ForeignKey("expertise_item.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(String(5), primary_key=True, index=True)

    item: Mapped[ExpertiseItem] = relationship(back_populates="areas")


class ExpertiseLink(ExpertisePart, Base):
    """A page or document elsewhere."""

    __tablename__ = "expertise_link"

    item_id: Mapped[UUID] = mapped_column(ForeignKey("expertise_item.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(200))
    url: Mapped[str] = mapped_column(String(500))

    item: Mapped[ExpertiseItem] = relationship(back_populates="links")


class ExpertiseOffer(ExpertisePart, Base):
    """An offer that belongs to the item: given by the network, used in the practice ..."""

    __tablename__ = "expertise_offer"

    item_id: Mapped[UUID] = mapped_column(ForeignKey("expertise_item.id", ondelete="CASCADE"), primary_key=True)
    offer_id: Mapped[UUID] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), primary_key=True, index=True)
    position: Mapped[int]

    item: Mapped[ExpertiseItem] = relationship(back_populates="offers")
    offer: Mapped[Offer] = relationship(lazy="raise")


class ExpertiseRelation(ExpertisePart, Base):
    """Another item that belongs to this one. It is read from both sides and written on one."""

    __tablename__ = "expertise_relation"

    item_id: Mapped[UUID] = mapped_column(ForeignKey("expertise_item.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[UUID] = mapped_column(ForeignKey("expertise_item.id", ondelete="CASCADE"), primary_key=True, index=True)
    position: Mapped[int]

    item: Mapped[ExpertiseItem] = relationship(back_populates="relations", foreign_keys=[item_id])
    other: Mapped[ExpertiseItem] = relationship(lazy="raise", foreign_keys=[other_id])


class ExpertiseRevision(Base):
    """The one pending change of an item (draft, inReview or returned), or an item to be born; as with offers.

    `region_code` says whose coordinators judge it, and `base` is the live record when the proposal began.
    """

    __tablename__ = "expertise_revision"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    kind: Mapped[str] = mapped_column(String(20))
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("expertise_item.id", ondelete="CASCADE"), unique=True)
    organization_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    status: Mapped[str] = mapped_column(String(20))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    base: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    remark: Mapped[str | None] = mapped_column(Text)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    item: Mapped[ExpertiseItem | None] = relationship(back_populates="revision", lazy="raise")
    organization: Mapped[Organization | None] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": version}


class ExpertiseEdition(Base):
    """What an item said from this publication on, until the next: its history, which everybody may read who may read the item."""

    __tablename__ = "expertise_edition"

    item_id: Mapped[UUID] = mapped_column(ForeignKey("expertise_item.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    published_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class PracticeUse(Base):
    """Who also does it so, and what they found: an experience report, public once a coordinator looked at it."""

    __tablename__ = "practice_use"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    practice_id: Mapped[UUID] = mapped_column(ForeignKey("good_practice.id", ondelete="CASCADE"), index=True)
    organization_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    organization_name: Mapped[str | None] = mapped_column(String(200))
    experience: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(20), default="inReview")
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    practice: Mapped[GoodPractice] = relationship(lazy="raise")
    organization: Mapped[Organization | None] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": version}


class NetworkMember(Base):
    """An organization, or a post, that takes part in a network, with its role and what it shares responsibility for."""

    __tablename__ = "network_member"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    network_id: Mapped[UUID] = mapped_column(ForeignKey("network.id", ondelete="CASCADE"), index=True)
    organization_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    post: Mapped[str | None] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(60))
    since: Mapped[date | None]
    until: Mapped[date | None]
    responsibility: Mapped[str | None] = mapped_column(Text)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    network: Mapped[Network] = relationship(back_populates="members", lazy="raise")
    organization: Mapped[Organization | None] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": version}


class NetworkMeeting(Base):
    """A meeting of a network. Who is not of it or of its region does not see it.

    `status` is `planned`, `held` or `cancelled`; `sequence` counts what calendars have to follow (RFC 5545, 3.8.7.4).
    """

    __tablename__ = "network_meeting"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    network_id: Mapped[UUID] = mapped_column(ForeignKey("network.id", ondelete="CASCADE"), index=True)
    status: Mapped[str] = mapped_column(String(20), default="planned")
    sequence: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(200))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    place: Mapped[str | None] = mapped_column(String(300))
    online_url: Mapped[str | None] = mapped_column(String(500))
    agenda: Mapped[str | None] = mapped_column(Text)
    minutes: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    network: Mapped[Network] = relationship(back_populates="meetings", lazy="raise")
    attendances: Mapped[list["MeetingAttendance"]] = relationship(
        back_populates="meeting", cascade="all, delete-orphan", lazy="raise", order_by="MeetingAttendance.id"
    )
    tasks: Mapped[list["MeetingTask"]] = relationship(
        back_populates="meeting", cascade="all, delete-orphan", lazy="raise", order_by="MeetingTask.position"
    )

    __mapper_args__ = {"version_id_col": version}


class MeetingPart:
    """Mixin of what hangs on a meeting: its change is a change of the meeting."""

    meeting: Mapped[NetworkMeeting]

    @property
    def root(self) -> NetworkMeeting:
        """The record whose version counts a change of this one."""
        return self.meeting


class MeetingAttendance(MeetingPart, Base):
    """A member who is invited, at which address, and whether they came; `came` is empty until somebody noted it."""

    __tablename__ = "meeting_attendance"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("network_meeting.id", ondelete="CASCADE"), index=True)
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey("network_member.id", ondelete="SET NULL"), index=True)
    # As it stood when the meeting was planned: a member may leave the network afterwards.
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(320))
    invited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    came: Mapped[bool | None]

    meeting: Mapped[NetworkMeeting] = relationship(back_populates="attendances")


class MeetingTask(MeetingPart, Base):
    """What was agreed at a meeting: who does what by when."""

    __tablename__ = "meeting_task"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("network_meeting.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str | None] = mapped_column(String(200))
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]

    meeting: Mapped[NetworkMeeting] = relationship(back_populates="tasks")
