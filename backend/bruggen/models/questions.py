"""Plain questions that coordinators are asked ("op vraag"): logged in seconds, answered, and counted as demand."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bruggen.kit.clock import now
from bruggen.kit.db import Base, UtcDateTime
from bruggen.kit.ids import new_id
from bruggen.models.offers import Offer


class Question(Base):
    """A question of a region, about nobody. `outcome` is `open`, `answered`, or `unmet`: there was nothing to answer with."""

    __tablename__ = "question"
    __table_args__ = (Index("ix_question_region_code_asked_on", "region_code", "asked_on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    asked_on: Mapped[date]
    sector: Mapped[str | None] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(String(1000))
    outcome: Mapped[str] = mapped_column(String(20), default="open")
    answer: Mapped[str | None] = mapped_column(Text)
    offer_id: Mapped[UUID | None] = mapped_column(ForeignKey("offer.id", ondelete="SET NULL"), index=True)
    # The post that the asker was sent to, never a private person.
    post: Mapped[str | None] = mapped_column(String(200))
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    codes: Mapped[list["QuestionCode"]] = relationship(
        back_populates="question", cascade="all, delete-orphan", lazy="raise", order_by="QuestionCode.position"
    )
    offer: Mapped[Offer | None] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": version}


class QuestionCode(Base):
    """A theme or an age band of a question."""

    __tablename__ = "question_code"

    question_id: Mapped[UUID] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), primary_key=True)
    list_name: Mapped[str] = mapped_column(String(40), primary_key=True)
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    position: Mapped[int]

    question: Mapped[Question] = relationship(back_populates="codes")
