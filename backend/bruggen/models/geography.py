"""Regions, municipalities and every name or number by which people know them."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bruggen.kit.db import Base


class Region(Base):
    """One of the six working areas: the five Flemish provinces and Brussels."""

    __tablename__ = "region"

    code: Mapped[str] = mapped_column(String(3), primary_key=True)
    nis_code: Mapped[str] = mapped_column(String(5), unique=True)
    nuts_code: Mapped[str] = mapped_column(String(5), unique=True)
    name_nl: Mapped[str] = mapped_column(String(100))
    name_fr: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100))
    position: Mapped[int]


class Municipality(Base):
    """A municipality of today. Its region is stored, never derived from the digits of the NIS code."""

    __tablename__ = "municipality"

    nis_code: Mapped[str] = mapped_column(String(5), primary_key=True)
    name_nl: Mapped[str] = mapped_column(String(100), index=True)
    name_fr: Mapped[str] = mapped_column(String(100))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    latitude: Mapped[float]
    longitude: Mapped[float]

    postal_codes: Mapped[list["PostalCode"]] = relationship(order_by="PostalCode.code", lazy="raise")
    parts: Mapped[list["MunicipalityPart"]] = relationship(order_by="MunicipalityPart.name", lazy="raise")
    former: Mapped[list["FormerMunicipality"]] = relationship(order_by="FormerMunicipality.nis_code", lazy="raise")


class PostalCode(Base):
    """A postal code in a municipality: several a municipality, some shared by two."""

    __tablename__ = "postal_code"

    nis_code: Mapped[str] = mapped_column(ForeignKey("municipality.nis_code"), primary_key=True)
    code: Mapped[str] = mapped_column(String(4), primary_key=True, index=True)


class MunicipalityPart(Base):
    """A part of a municipality (deelgemeente) by its name."""

    __tablename__ = "municipality_part"

    nis_code: Mapped[str] = mapped_column(ForeignKey("municipality.nis_code"), primary_key=True)
    name: Mapped[str] = mapped_column(String(100), primary_key=True, index=True)


class FormerMunicipality(Base):
    """A municipality that a merger ended, under its old NIS code and name."""

    __tablename__ = "former_municipality"

    old_nis_code: Mapped[str] = mapped_column(String(5), primary_key=True)
    old_name_nl: Mapped[str] = mapped_column(String(100), index=True)
    nis_code: Mapped[str] = mapped_column(ForeignKey("municipality.nis_code"), index=True)
    merged_on: Mapped[date]
