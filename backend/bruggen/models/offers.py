"""Offers: one live record each, at most one pending revision, and all that hangs on them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bruggen.kit.clock import now
from bruggen.kit.db import Base, UtcDateTime
from bruggen.kit.ids import new_id
from bruggen.models.organizations import Location, Organization


class Offer(Base):
    """The live record. `status` is `published`, `archived` or `inDevelopment` (an initiative being set up, never public)."""

    __tablename__ = "offer"
    __table_args__ = (
        CheckConstraint("age_min IS NULL OR age_max IS NULL OR age_min <= age_max", name="age_range"),
        Index("ix_offer_status_id", "status", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    status: Mapped[str] = mapped_column(String(20))
    demo: Mapped[bool] = mapped_column(default=False)
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(Text)
    goals: Mapped[str | None] = mapped_column(Text)
    category: Mapped[str] = mapped_column(String(60))
    # Out-of-school is a flag of its own, not a category (domain: "schoolextern aanbod").
    out_of_school: Mapped[bool] = mapped_column(default=False)
    age_min: Mapped[int | None]
    age_max: Mapped[int | None]
    weeks_min: Mapped[int | None]
    weeks_max: Mapped[int | None]
    as_long_as_needed: Mapped[bool] = mapped_column(default=False)
    half_days_per_week: Mapped[int | None]
    availability: Mapped[str] = mapped_column(String(60), default="unknown")
    waiting_weeks: Mapped[int | None]
    availability_checked_on: Mapped[date | None]
    capacity: Mapped[int | None]
    cost: Mapped[str] = mapped_column(String(60), default="unknown")
    cost_note: Mapped[str | None] = mapped_column(Text)
    access_note: Mapped[str | None] = mapped_column(Text)
    conditions: Mapped[str | None] = mapped_column(Text)
    contraindications: Mapped[str | None] = mapped_column(Text)
    transport_note: Mapped[str | None] = mapped_column(Text)
    catchment_scope: Mapped[str] = mapped_column(String(20))
    source: Mapped[str | None] = mapped_column(String(200))
    source_url: Mapped[str | None] = mapped_column(String(500))
    verified_on: Mapped[date | None]
    review_due: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    codes: Mapped[list["OfferCode"]] = relationship(
        back_populates="offer", cascade="all, delete-orphan", lazy="raise", order_by="OfferCode.position"
    )
    providers: Mapped[list["OfferProvider"]] = relationship(
        back_populates="offer", cascade="all, delete-orphan", lazy="raise", order_by="OfferProvider.position"
    )
    locations: Mapped[list["OfferLocation"]] = relationship(
        back_populates="offer", cascade="all, delete-orphan", lazy="raise", order_by="OfferLocation.position"
    )
    catchment: Mapped[list["OfferCatchment"]] = relationship(
        back_populates="offer", cascade="all, delete-orphan", lazy="raise", order_by="OfferCatchment.code"
    )
    contacts: Mapped[list["OfferContact"]] = relationship(
        back_populates="offer", cascade="all, delete-orphan", lazy="raise", order_by="OfferContact.position"
    )
    external_ids: Mapped[list["OfferExternalId"]] = relationship(
        back_populates="offer", cascade="all, delete-orphan", lazy="raise"
    )
    revision: Mapped["OfferRevision | None"] = relationship(back_populates="offer", cascade="all, delete-orphan", lazy="raise")

    __mapper_args__ = {"version_id_col": version}


class OfferPart:
    """Mixin of what hangs on an offer: its change is a change of the offer."""

    offer: Mapped[Offer]

    @property
    def root(self) -> Offer:
        """The record whose version counts a change of this one."""
        return self.offer


class OfferCode(OfferPart, Base):
    """One value of one of the offer's coded lists (levels, themes, languages, catchment rules ...)."""

    __tablename__ = "offer_code"

    offer_id: Mapped[UUID] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), primary_key=True)
    list_name: Mapped[str] = mapped_column(String(40), primary_key=True)
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    position: Mapped[int]

    offer: Mapped[Offer] = relationship(back_populates="codes")


class OfferProvider(OfferPart, Base):
    """An organization that gives the offer; the one at position 0 leads."""

    __tablename__ = "offer_provider"

    offer_id: Mapped[UUID] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), primary_key=True)
    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), primary_key=True, index=True)
    position: Mapped[int]

    offer: Mapped[Offer] = relationship(back_populates="providers")
    organization: Mapped[Organization] = relationship(lazy="raise")


class OfferLocation(OfferPart, Base):
    """The offer at one location, where the ages may differ from the offer's."""

    __tablename__ = "offer_location"

    offer_id: Mapped[UUID] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), primary_key=True)
    location_id: Mapped[UUID] = mapped_column(ForeignKey("location.id"), primary_key=True, index=True)
    position: Mapped[int]
    age_min: Mapped[int | None]
    age_max: Mapped[int | None]

    offer: Mapped[Offer] = relationship(back_populates="locations")
    location: Mapped[Location] = relationship(lazy="raise")


class OfferCatchment(OfferPart, Base):
    """One area of the catchment: a region's code or a municipality's NIS code, after the offer's `catchment_scope`."""

    __tablename__ = "offer_catchment"

    offer_id: Mapped[UUID] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(String(5), primary_key=True, index=True)

    offer: Mapped[Offer] = relationship(back_populates="catchment")


class OfferContact(OfferPart, Base):
    """A role mailbox, phone number or page of the offer; only `public` ones leave the house."""

    __tablename__ = "offer_contact"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    offer_id: Mapped[UUID] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    value: Mapped[str] = mapped_column(String(500))
    label: Mapped[str | None] = mapped_column(String(200))
    visibility: Mapped[str] = mapped_column(String(20), default="public")

    offer: Mapped[Offer] = relationship(back_populates="contacts")


class OfferExternalId(OfferPart, Base):
    """The offer's id in a partner's own system, unique within that organization."""

    __tablename__ = "offer_external_id"
    __table_args__ = (UniqueConstraint("organization_id", "external_id"),)

    offer_id: Mapped[UUID] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), primary_key=True)
    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), primary_key=True)
    external_id: Mapped[str] = mapped_column(String(200))

    offer: Mapped[Offer] = relationship(back_populates="external_ids")


class OfferRevision(Base):
    """The one pending change of an offer (draft, inReview or returned): the live record stays public meanwhile.

    `base` is the live record when the proposal began, as version, status and content: what it is compared with at the end.
    """

    __tablename__ = "offer_revision"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    # Unique: at most one pending revision per offer. Empty while the offer itself is still to be born.
    offer_id: Mapped[UUID | None] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), unique=True)
    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    status: Mapped[str] = mapped_column(String(20))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    base: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    remark: Mapped[str | None] = mapped_column(Text)
    # Empty for what a partner's system proposed.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    offer: Mapped[Offer | None] = relationship(back_populates="revision", lazy="raise")
    organization: Mapped[Organization] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": version}
