"""The tandem of each region: two posts, each held by nobody known, one or more people."""

from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bruggen.kit.db import Base
from bruggen.kit.ids import new_id


class CoordinatorPost(Base):
    """One half of a region's tandem. `publication` is `notPublished` when the published table names nobody:
    that says nothing about the post being vacant.
    """

    __tablename__ = "coordinator_post"

    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), primary_key=True)
    role: Mapped[str] = mapped_column(String(40), primary_key=True)
    publication: Mapped[str] = mapped_column(String(20))
    published_text: Mapped[str] = mapped_column(String(500), default="")

    coordinators: Mapped[list["Coordinator"]] = relationship(
        back_populates="post", cascade="all, delete-orphan", lazy="raise", order_by="Coordinator.position"
    )


class Coordinator(Base):
    """A person who holds a post; the address is known only when it was published completely."""

    __tablename__ = "coordinator"
    __table_args__ = (ForeignKeyConstraint(["region_code", "role"], ["coordinator_post.region_code", "coordinator_post.role"]),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    region_code: Mapped[str] = mapped_column(String(3), index=True)
    role: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(320))

    post: Mapped[CoordinatorPost] = relationship(back_populates="coordinators")

    __mapper_args__ = {"version_id_col": version}
