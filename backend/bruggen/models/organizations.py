"""Organizations, their locations and how to reach them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bruggen.kit.clock import now
from bruggen.kit.db import Base, UtcDateTime
from bruggen.kit.ids import new_id


class Organization(Base):
    """Who gives an offer: a service, a school network, a city, a guidance centre."""

    __tablename__ = "organization"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column(String(200), index=True)
    short_name: Mapped[str | None] = mapped_column(String(60))
    sector: Mapped[str] = mapped_column(String(60), index=True)
    description: Mapped[str | None] = mapped_column(Text)
    website: Mapped[str | None] = mapped_column(String(500))
    company_number: Mapped[str | None] = mapped_column(String(10), unique=True)
    social_map_id: Mapped[str | None] = mapped_column(String(60))
    external_id: Mapped[str | None] = mapped_column(String(200), unique=True)
    demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    locations: Mapped[list["Location"]] = relationship(
        back_populates="organization", cascade="all, delete-orphan", lazy="raise", order_by="Location.external_id"
    )
    contacts: Mapped[list["OrganizationContact"]] = relationship(
        back_populates="organization", cascade="all, delete-orphan", lazy="raise", order_by="OrganizationContact.position"
    )

    __mapper_args__ = {"version_id_col": version}


class OrganizationContact(Base):
    """A role mailbox, phone number or page of an organization; never a person's."""

    __tablename__ = "organization_contact"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    value: Mapped[str] = mapped_column(String(500))
    label: Mapped[str | None] = mapped_column(String(200))
    visibility: Mapped[str] = mapped_column(String(20), default="public")

    organization: Mapped[Organization] = relationship(back_populates="contacts")

    @property
    def root(self) -> Organization:
        """The record whose version counts a change of this one."""
        return self.organization


class Location(Base):
    """A place where an organization works."""

    __tablename__ = "location"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    external_id: Mapped[str | None] = mapped_column(String(200), unique=True)
    name: Mapped[str | None] = mapped_column(String(200))
    street: Mapped[str | None] = mapped_column(String(200))
    house_number: Mapped[str | None] = mapped_column(String(20))
    postal_code: Mapped[str] = mapped_column(String(4), index=True)
    nis_code: Mapped[str] = mapped_column(ForeignKey("municipality.nis_code"), index=True)
    latitude: Mapped[float]
    longitude: Mapped[float]

    organization: Mapped[Organization] = relationship(back_populates="locations")
    codes: Mapped[list["LocationCode"]] = relationship(
        back_populates="location", cascade="all, delete-orphan", lazy="raise", order_by="LocationCode.code"
    )

    @property
    def root(self) -> Organization:
        """The record whose version counts a change of this one."""
        return self.organization


class LocationCode(Base):
    """A coded feature of a location, such as wheelchair access (list `accessibilityFeatures`)."""

    __tablename__ = "location_code"

    location_id: Mapped[UUID] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"), primary_key=True)
    list_name: Mapped[str] = mapped_column(String(40), primary_key=True)
    code: Mapped[str] = mapped_column(String(60), primary_key=True)

    location: Mapped[Location] = relationship(back_populates="codes")

    @property
    def root(self) -> Organization:
        """The record whose version counts a change of this one."""
        return self.location.organization
