"""The log of changes that derived data (the search index; later webhooks and feeds) is made from."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from bruggen.kit.clock import now
from bruggen.kit.db import Base, UtcDateTime
from bruggen.kit.ids import new_id


class Change(Base):
    """A record changed, written in the transaction that changed it.

    `sequence` stays empty until the one relay numbers the row: ids may commit out of order, the sequence never does.
    """

    __tablename__ = "change"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    sequence: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(40))
    action: Mapped[str] = mapped_column(String(10))
    occurred_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
