"""How often something may be tried: counted once for all processes, on each database."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from limits.storage import MemoryStorage
from sqlalchemy import Engine, select, update

from bruggen.kit.clock import now
from bruggen.kit.db import make_engine, make_sessions
from bruggen.kit.problems import TooManyRequests
from bruggen.kit.ratelimit import Limits, Rule
from bruggen.kit.sealing import Seal
from bruggen.models import RateCount, Region
from bruggen.record.rates import RateCounts, sweep_rates
from bruggen.record.sessions import recorded_sessions
from tests.conftest import House

SEAL = Seal("a secret of the tests, long enough for them")
RULE = Rule("signIn", count=3, seconds=900)


@pytest.fixture
def engine(house: House) -> Iterator[Engine]:
    made = make_engine(house.database_url)
    yield made
    made.dispose()


@pytest.fixture
def limits(engine: Engine) -> Limits:
    return Limits(RateCounts(engine), SEAL)


def passes(limits: Limits, *parts: str, rule: Rule = RULE) -> bool:
    """Whether a try is let through."""
    try:
        limits.hit(rule, *parts)
    except TooManyRequests:
        return False
    return True


def let_time_pass(engine: Engine, **time: float) -> None:
    """Make every window so much older."""
    with engine.begin() as connection:
        for key, expires_at in connection.execute(select(RateCount.key, RateCount.expires_at)).all():
            earlier = expires_at - timedelta(**time)
            connection.execute(update(RateCount).where(RateCount.key == key).values(expires_at=earlier))


def keys(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(select(RateCount.key)))


class TestWindows:
    def test_so_many_pass_and_the_next_is_told_how_long_to_wait(self, limits: Limits) -> None:
        assert [passes(limits, "an") for _ in range(3)] == [True] * 3
        with pytest.raises(TooManyRequests) as refused:
            limits.hit(RULE, "an")
        assert 890 <= int(refused.value.headers["Retry-After"]) <= 900
        assert "15 minutes" in refused.value.detail

    def test_when_the_window_closes_the_count_begins_anew(self, limits: Limits, engine: Engine) -> None:
        assert [passes(limits, "an") for _ in range(4)] == [True, True, True, False]
        let_time_pass(engine, seconds=901)
        assert [passes(limits, "an") for _ in range(4)] == [True, True, True, False]

    def test_refused_tries_do_not_prolong_it(self, limits: Limits, engine: Engine) -> None:
        assert [passes(limits, "an") for _ in range(4)][-1] is False
        let_time_pass(engine, seconds=800)
        with pytest.raises(TooManyRequests) as refused:
            limits.hit(RULE, "an")
        assert 90 <= int(refused.value.headers["Retry-After"]) <= 100

    def test_looking_counts_nothing(self, limits: Limits) -> None:
        assert all(limits.test(RULE, "an") for _ in range(9))
        assert [passes(limits, "an") for _ in range(3)] == [True] * 3
        assert not limits.test(RULE, "an")

    def test_cleared_the_next_is_the_first(self, limits: Limits) -> None:
        assert [passes(limits, "an") for _ in range(4)][-1] is False
        limits.clear(RULE, "an")
        assert passes(limits, "an")

    def test_every_rule_and_every_name_is_counted_by_itself(self, limits: Limits) -> None:
        other = Rule("passwordReset", count=3, seconds=900)
        for parts in (("an",), ("an", "127.0.0.1"), ("127.0.0.1", "an"), ("an,127.0.0.1",), ()):
            assert [passes(limits, *parts) for _ in range(4)] == [True, True, True, False]
            assert passes(limits, *parts, rule=other)

    def test_in_one_process_memory_will_do(self) -> None:
        in_memory = Limits(MemoryStorage(), SEAL)
        assert [passes(in_memory, "an") for _ in range(4)] == [True, True, True, False]


class TestTable:
    def test_names_nobody(self, limits: Limits, engine: Engine) -> None:
        limits.hit(RULE, "an.peeters@example.org", "203.0.113.9")
        (key,) = keys(engine)
        assert key.startswith("signIn/")
        assert "peeters" not in key
        assert "203" not in key

    def test_cannot_be_looked_up_without_the_secret(self, limits: Limits, engine: Engine) -> None:
        limits.hit(RULE, "an")
        Limits(RateCounts(engine), Seal("another secret, also long enough")).hit(RULE, "an")
        assert len(set(keys(engine))) == 2

    def test_loses_what_is_over(self, limits: Limits, engine: Engine) -> None:
        limits.hit(RULE, "early")
        let_time_pass(engine, seconds=901)
        limits.hit(RULE, "late")
        with make_sessions(engine).begin() as session:
            assert sweep_rates(session) == 1
        assert len(keys(engine)) == 1
        with engine.connect() as connection:
            assert connection.scalars(select(RateCount.expires_at)).one() > now()

    def test_a_refused_request_takes_its_own_back_and_not_the_count(self, limits: Limits, engine: Engine) -> None:
        with recorded_sessions(engine, SEAL)() as session:
            assert session.get(Region, "OVL") is not None
            limits.hit(RULE, "an")
            session.get_one(Region, "OVL").name_nl = "Anders"
            session.flush()
            session.rollback()
        assert len(keys(engine)) == 1


def test_tries_at_the_same_moment_are_all_counted(house: House) -> None:
    """Eight processes' worth: an engine each, so that nothing but the database is shared."""
    rule = Rule("parallel", count=37, seconds=900)

    def try_often(_: int) -> int:
        engine = make_engine(house.database_url)
        mine = Limits(RateCounts(engine), SEAL)
        passed = sum(passes(mine, "an", rule=rule) for _ in range(25))
        engine.dispose()
        return passed

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(try_often, range(8))) == 37
    engine = make_engine(house.database_url)
    with engine.connect() as connection:
        assert connection.scalars(select(RateCount.count)).all() == [200]
    engine.dispose()
