"""Outer keys as an operator's own code would give them, named in BRUGGEN_CASE_KEYS as `tests.cli.outer_keys:...`."""

import os
import signal
from pathlib import Path

from bruggen.kit.envelope import OuterKeys, Wrapped
from bruggen.kit.keyfile import FileKeys
from bruggen.kit.sealing import SealingKey

FILE, MOMENT = "TEST_KEY_FILE", "TEST_MOMENT"


def at(moment: str) -> None:
    """Kill this process when this is the moment that it is to die."""
    if os.environ[MOMENT] == moment:
        os.kill(os.getpid(), signal.SIGKILL)


class DyingKeys(FileKeys):
    """The keys of a file in a process that is killed at a moment."""

    wraps = 0

    def add_key(self) -> str:
        at("before the new key")
        added = super().add_key()
        at("after the new key")
        return added

    def wrap(self, data_key: bytes, context: bytes) -> Wrapped:
        self.wraps += 1
        at(f"wrap {self.wraps}")
        return super().wrap(data_key, context)

    def drop_key(self, key_id: str) -> None:
        at("before the old key goes")
        super().drop_key(key_id)
        at("after the old key went")


class Vault:
    """A key management service that wraps from now on; what a file wrapped before opens with the file."""

    current = "vault/1"

    def __init__(self) -> None:
        self._key = SealingKey(b"v" * 32)
        self._file = FileKeys.read(Path(os.environ[FILE]))

    def wrap(self, data_key: bytes, context: bytes) -> Wrapped:
        return Wrapped(self.current, self._key.seal(context, data_key))

    def unwrap(self, wrapped: Wrapped, context: bytes) -> bytes:
        if wrapped.key_id == self.current:
            return self._key.open(context, wrapped.data)
        return self._file.unwrap(wrapped, context)


def dying() -> OuterKeys:
    """Keys that die at the moment in the environment."""
    return DyingKeys.read(Path(os.environ[FILE]))


def vault() -> OuterKeys:
    """The key management service."""
    return Vault()
