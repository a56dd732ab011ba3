"""What was searched and not found: demand that no offer meets."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bruggen.kit.db import Base


class SearchMiss(Base):
    """How often, in a month, words (and a place) found nothing. Nobody's trace: no time of day, no address, no caller."""

    __tablename__ = "search_miss"

    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    words: Mapped[str] = mapped_column(String(100), primary_key=True)
    nis_code: Mapped[str] = mapped_column(String(5), primary_key=True, default="")
    count: Mapped[int]
