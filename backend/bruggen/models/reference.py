"""Code lists and the searchers' synonyms: tables, so that people can edit them."""

from uuid import UUID

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bruggen.kit.db import Base
from bruggen.kit.ids import new_id


class Code(Base):
    """One value of a code list, with its labels."""

    __tablename__ = "code"

    list_name: Mapped[str] = mapped_column(String(40), primary_key=True)
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    version: Mapped[int] = mapped_column()
    position: Mapped[int]
    label_nl: Mapped[str] = mapped_column(String(200))
    label_fr: Mapped[str] = mapped_column(String(200))
    label_en: Mapped[str] = mapped_column(String(200))
    description_nl: Mapped[str | None] = mapped_column(String(1000))

    __mapper_args__ = {"version_id_col": version}


class Synonym(Base):
    """Two terms that mean the same to a searcher (`equivalent`), or a wider term that finds a narrower one."""

    __tablename__ = "synonym"
    __table_args__ = (UniqueConstraint("term", "synonym"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    term: Mapped[str] = mapped_column(String(100))
    synonym: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(20))

    __mapper_args__ = {"version_id_col": version}
