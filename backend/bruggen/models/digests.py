"""Who gets the digest of what is new."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bruggen.kit.clock import now
from bruggen.kit.db import Base, UtcDateTime
from bruggen.kit.ids import new_id


class DigestSubscription(Base):
    """An address that asked for the digest. `status` is `asked`, `active` once the address itself said so, or `ended`.

    One that ended has no address any more. `told_until` is the moment up to which it was told what is new.
    """

    __tablename__ = "digest_subscription"
    __table_args__ = (Index("ix_digest_subscription_status", "status"), Index("ix_digest_subscription_email", "email"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column()
    email: Mapped[str | None] = mapped_column(String(320))
    regions: Mapped[list[str]] = mapped_column(JSON)
    themes: Mapped[list[str]] = mapped_column(JSON)
    status: Mapped[str] = mapped_column(String(20), default="asked")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # How often in a row a mail to it was refused for good.
    refusals: Mapped[int] = mapped_column(default=0)
    # `unsubscribed`, `refused` or `neverConfirmed`.
    ended_because: Mapped[str | None] = mapped_column(String(20))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}
