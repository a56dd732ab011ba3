"""Envelope encryption: many small keys, each wrapped by one of a few outer keys that live elsewhere.

Whoever has only what is stored has locked boxes. To destroy a data key is to destroy what it sealed, in every backup too.
"""

import os
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from bruggen.kit.sealing import KEY_BYTES, SealingKey


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A data key as it is stored: encrypted, with the id of the outer key that did it."""

    key_id: str
    data: bytes


@runtime_checkable
class OuterKeys(Protocol):
    """The keys that wrap data keys: a file (`keyfile.py`), or a key management service. Used by many threads at once.

    The context says whose data key it is: what was wrapped in one context unwraps in no other.
    """

    @property
    def current(self) -> str:
        """Id of the key that wraps now, 80 characters at most. Older ones still unwrap."""
        ...

    def wrap(self, data_key: bytes, context: bytes) -> Wrapped:
        """The data key, encrypted by the current key."""
        ...

    def unwrap(self, wrapped: Wrapped, context: bytes) -> bytes:
        """The data key again. Raises SealBroken when no key opens it: a key that is gone, another context, or changed since."""
        ...


class DataKey(SealingKey):
    """The key of one thing's data. Make it of `new_data_key()`, or of what `OuterKeys.unwrap` gives."""

    __slots__ = ()


def new_data_key() -> bytes:
    """32 random bytes: keep them wrapped only."""
    return os.urandom(KEY_BYTES)
