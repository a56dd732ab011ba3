"""How often something may be tried: fixed windows of the `limits` library, over any of its storages.

A window opens with the first try and closes after its seconds, however often is tried in between: refused tries do not
prolong it, so that nobody can keep somebody else out for good.
"""

import json
from dataclasses import dataclass
from math import ceil

from limits import RateLimitItemPerSecond
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

from bruggen.kit.clock import now
from bruggen.kit.problems import TooManyRequests
from bruggen.kit.sealing import Seal


@dataclass(frozen=True, slots=True)
class Rule:
    """At most `count` tries in `seconds`; `name` (lowerCamelCase) tells the counts of one rule from another's."""

    name: str
    count: int
    seconds: int

    @property
    def item(self) -> RateLimitItemPerSecond:
        """The rule as the library says it."""
        return RateLimitItemPerSecond(self.count, self.seconds, namespace=self.name)


class Limits:
    """Counts tries per rule and per whatever the parts name (an account, an address). The storage sees their digest only.

    A storage in the database counts in a transaction of its own: `hit` before the request writes anything, or on SQLite
    the two wait for each other.
    """

    def __init__(self, storage: Storage, seal: Seal) -> None:
        self._limiter = FixedWindowRateLimiter(storage)
        self._seal = seal

    def hit(self, rule: Rule, *parts: str) -> None:
        """Count a try; raises TooManyRequests, with the seconds to wait, when there were too many already."""
        if not self._limiter.hit(rule.item, key := self._key(parts)):
            raise _refusal(self._seconds_left(rule, key))

    def test(self, rule: Rule, *parts: str) -> bool:
        """Whether a try would be let through now; counts nothing."""
        return self._limiter.test(rule.item, self._key(parts))

    def clear(self, rule: Rule, *parts: str) -> None:
        """Forget the tries: the next is the first again."""
        self._limiter.clear(rule.item, self._key(parts))

    def _key(self, parts: tuple[str, ...]) -> str:
        return self._seal.digest("rateLimit", json.dumps(parts))

    def _seconds_left(self, rule: Rule, key: str) -> int:
        closes = self._limiter.get_window_stats(rule.item, key).reset_time
        return max(1, ceil(closes - now().timestamp()))


def _refusal(seconds: int) -> TooManyRequests:
    when = f"{seconds} seconds" if seconds < 120 else f"{ceil(seconds / 60)} minutes"
    return TooManyRequests(f"This was tried too often. Wait {when} and try again.", headers={"Retry-After": str(seconds)})
