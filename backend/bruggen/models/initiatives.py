"""Initiatives: what is still being set up, by whom, how far it is, and how it grows. They are items of expertise."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bruggen.kit.db import Base
from bruggen.models.expertise import ExpertiseItem, ExpertisePart
from bruggen.models.organizations import Organization


class Initiative(ExpertiseItem):
    """An offer or a network in development. Its lists come with it whenever it is read: it is little without them."""

    __tablename__ = "initiative"

    id: Mapped[UUID] = mapped_column(ForeignKey("expertise_item.id", ondelete="CASCADE"), primary_key=True)
    initiative_kind: Mapped[str] = mapped_column(String(60))
    phase: Mapped[str] = mapped_column(String(60))
    next_step: Mapped[str | None] = mapped_column(Text)

    participants: Mapped[list["InitiativeParticipant"]] = relationship(
        back_populates="item", cascade="all, delete-orphan", lazy="selectin", order_by="InitiativeParticipant.position"
    )
    milestones: Mapped[list["InitiativeMilestone"]] = relationship(
        back_populates="item", cascade="all, delete-orphan", lazy="selectin", order_by="InitiativeMilestone.position"
    )
    growth: Mapped[list["InitiativeGrowth"]] = relationship(
        back_populates="item", cascade="all, delete-orphan", lazy="selectin", order_by="InitiativeGrowth.school_year"
    )

    __mapper_args__ = {"polymorphic_identity": "initiative"}


class InitiativeParticipant(ExpertisePart, Base):
    """A partner who sets it up: an organization of the directory, or one by its name alone."""

    __tablename__ = "initiative_participant"

    item_id: Mapped[UUID] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    name: Mapped[str | None] = mapped_column(String(200))
    sector: Mapped[str] = mapped_column(String(60))

    item: Mapped[Initiative] = relationship(back_populates="participants")
    organization: Mapped[Organization | None] = relationship(lazy="joined")

    @property
    def shown_name(self) -> str:
        """What the partner is called."""
        return self.organization.name if self.organization else self.name or ""


class InitiativeMilestone(ExpertisePart, Base):
    """What it is to reach by a day, and when it did."""

    __tablename__ = "initiative_milestone"

    item_id: Mapped[UUID] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    due_on: Mapped[date | None]
    reached_on: Mapped[date | None]

    item: Mapped[Initiative] = relationship(back_populates="milestones")


class InitiativeGrowth(ExpertisePart, Base):
    """How far it reached in a school year (`2026-2027`); what nobody counted stays empty."""

    __tablename__ = "initiative_growth"

    item_id: Mapped[UUID] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"), primary_key=True)
    school_year: Mapped[str] = mapped_column(String(9), primary_key=True)
    youngsters: Mapped[int | None]
    schools: Mapped[int | None]
    places: Mapped[int | None]

    item: Mapped[Initiative] = relationship(back_populates="growth")
