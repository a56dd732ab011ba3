"""Counts of tries, shared by all processes: each is one statement in a transaction of its own.

A refused request rolls back what it did; that it was tried stays.
"""

from datetime import timedelta

from limits.storage import Storage
from sqlalchemy import Engine, case, delete, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bruggen.kit.clock import now
from bruggen.kit.db import count_changed, insert_into
from bruggen.models import RateCount


class RateCounts(Storage):
    """A storage of the `limits` library in the database. Keys have at most 200 characters and name nobody."""

    STORAGE_SCHEME = None

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine

    @property
    def base_exceptions(self) -> type[Exception]:
        """What the database raises."""
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count, in a new window of `expiry` seconds if there is none open; returns the count in the window."""
        moment = now()
        new = insert_into(self._engine, RateCount).values(key=key, count=amount, expires_at=moment + timedelta(seconds=expiry))
        is_over = RateCount.expires_at <= moment
        counted = new.on_conflict_do_update(
            index_elements=[RateCount.key],
            set_={
                "count": case((is_over, new.excluded.count), else_=RateCount.count + new.excluded.count),
                "expires_at": case((is_over, new.excluded.expires_at), else_=RateCount.expires_at),
            },
        ).returning(RateCount.count)
        with self._engine.begin() as connection:
            return connection.execute(counted).scalar_one()

    def get(self, key: str) -> int:
        """The count in the open window; 0 when there is none."""
        return self._read(key)[0]

    def get_expiry(self, key: str) -> float:
        """When the open window closes, in seconds since 1970; now when there is none."""
        return self._read(key)[1]

    def check(self) -> bool:
        """Whether the counts can be read."""
        try:
            self.get("")
        except SQLAlchemyError:
            return False
        return True

    def reset(self) -> int:
        """Forget all counts; returns how many there were."""
        with self._engine.begin() as connection:
            return connection.execute(delete(RateCount)).rowcount

    def clear(self, key: str) -> None:
        """Forget one count."""
        with self._engine.begin() as connection:
            connection.execute(delete(RateCount).where(RateCount.key == key))

    def _read(self, key: str) -> tuple[int, float]:
        moment = now()
        open_window = select(RateCount.count, RateCount.expires_at).where(RateCount.key == key, RateCount.expires_at > moment)
        with self._engine.connect() as connection:
            count, closes = connection.execute(open_window).one_or_none() or (0, moment)
        return count, closes.timestamp()


def sweep_rates(session: Session) -> int:
    """Remove the counts of windows that closed; returns how many."""
    return count_changed(session, delete(RateCount).where(RateCount.expires_at <= now()))
