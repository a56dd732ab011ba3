"""Outer keys in a file: one that wraps, and older ones that still unwrap.

    {"current": "2026-11-24-5f0c2a9e", "keys": {"2026-11-24-5f0c2a9e": "32 bytes, in base64"}}

The file is replaced as a whole and read again when it was: what one process adds, the others use.
"""

import base64
import binascii
import fcntl
import json
import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bruggen.kit.clock import today
from bruggen.kit.envelope import Wrapped
from bruggen.kit.failures import OperatorError
from bruggen.kit.sealing import KEY_BYTES, SealBroken, SealingKey

OWNER_ALONE = 0o600
OTHERS = stat.S_IRWXG | stat.S_IRWXO

State = tuple[int, int, int]
"""What tells one state of the file from another: replacing it makes another file."""


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in the file, and the file's state when it was read."""

    current: str
    keys: dict[str, bytes]
    sealing: dict[str, SealingKey]
    state: State


class FileKeys:
    """The keys of one file, which the process has to be able to read as long as it runs; see `OuterKeys`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._content = _read(path)

    @classmethod
    def read(cls, path: Path) -> Self:
        """The keys of the file. Raises OperatorError when it is missing, broken, or not its owner's alone."""
        return cls(path)

    @classmethod
    def create(cls, path: Path) -> Self:
        """A file with one new key. Raises OperatorError when there is a file already: keys are never replaced by others."""
        key_id = _new_id()
        with _locked(path):
            if path.exists():
                raise OperatorError(f"there is a key file already: {path}; it was left as it is")
            _write(path, key_id, {key_id: secrets.token_bytes(KEY_BYTES)})
        return cls(path)

    @property
    def current(self) -> str:
        """Id of the key that wraps now, as the file says at this moment."""
        return self._newest().current

    @property
    def ids(self) -> list[str]:
        """Ids of all keys, as the file says at this moment; the oldest first."""
        return list(self._newest().keys)

    @property
    def age(self) -> float:
        """Seconds since the file was written last."""
        return time.time() - self._newest().state[1] / 1e9

    def wrap(self, data_key: bytes, context: bytes) -> Wrapped:
        """The data key, sealed with the file's current key. Raises OperatorError when the file can no longer be read."""
        content = self._newest()
        return Wrapped(content.current, content.sealing[content.current].seal(context, data_key))

    def unwrap(self, wrapped: Wrapped, context: bytes) -> bytes:
        """The data key again. Raises SealBroken when no key of the file opens it in this context."""
        key = self._content.sealing.get(wrapped.key_id) or self._newest().sealing.get(wrapped.key_id)
        if key is None:
            raise SealBroken(f"The outer key {wrapped.key_id} is not in {self._path}")
        return key.open(context, wrapped.data)

    def add_key(self) -> str:
        """Wrap with a new key from now on; the older ones stay. Returns its id."""
        key_id = _new_id()
        with _locked(self._path):
            _write(self._path, key_id, {**_read(self._path).keys, key_id: secrets.token_bytes(KEY_BYTES)})
        return key_id

    def drop_key(self, key_id: str) -> None:
        """Take a key out for ever: what it wraps can never be opened again. Raises ValueError for the current key."""
        with _locked(self._path):
            content = _read(self._path)
            if key_id == content.current:
                raise ValueError(f"{key_id} is the key that wraps")
            _write(self._path, content.current, {name: key for name, key in content.keys.items() if name != key_id})

    def _newest(self) -> Content:
        if _state(self._path) != self._content.state:
            self._content = _read(self._path)
        return self._content


def _new_id() -> str:
    return f"{today()}-{secrets.token_hex(4)}"


def _state(path: Path) -> State:
    try:
        found = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error
    return found.st_ino, found.st_mtime_ns, found.st_size


def _read(path: Path) -> Content:
    try:
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
            written = file.read()
    except OSError as error:
        raise _unreadable(path, error) from error
    if stat.S_IMODE(found.st_mode) & OTHERS:
        raise OperatorError(f"others can read the key file; run: chmod 600 {path}")
    try:
        document = json.loads(written)
        current = str(document["current"])
        keys = {str(key_id): base64.b64decode(key, validate=True) for key_id, key in document["keys"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise OperatorError(f"the key file is broken: {path}; return it from its backup") from error
    if current not in keys:
        raise OperatorError(f"the key file has no key of the id that it calls current: {path}; return it from its backup")
    wrong = sorted(key_id for key_id, key in keys.items() if len(key) != KEY_BYTES)
    if wrong:
        raise OperatorError(f"the key file has keys of a wrong length ({', '.join(wrong)}): {path}; return it from its backup")
    sealing = {key_id: SealingKey(key) for key_id, key in keys.items()}
    return Content(current, keys, sealing, (found.st_ino, found.st_mtime_ns, found.st_size))


def _unreadable(path: Path, error: OSError) -> OperatorError:
    if isinstance(error, FileNotFoundError):
        return OperatorError(
            f"there is no key file: {path}; return it from its backup, or for a new installation run: bruggen migrate"
        )
    return OperatorError(f"cannot read the key file: {path}: {error.strerror}; give it to the user that bruggen runs as")


def _write(path: Path, current: str, keys: dict[str, bytes]) -> None:
    """Replace the file as a whole: after a crash at any moment it is the old one or the new one."""
    document = {"current": current, "keys": {key_id: base64.b64encode(key).decode() for key_id, key in keys.items()}}
    # In the same folder, for renaming is atomic within a file system only; always the same name, so that none stays behind.
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.unlink(missing_ok=True)
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE), "w", encoding="utf-8") as file:
            json.dump(document, file, indent=2)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise OperatorError(f"cannot write the key file: {path}: {error.strerror}") from error


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One writer at a time: of two that add a key neither may lose the other's. The folder is locked: the file is replaced."""
    try:
        folder = os.open(path.parent, os.O_RDONLY)
    except OSError as error:
        raise OperatorError(f"cannot open the folder of the key file: {path.parent}: {error.strerror}; create it") from error
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
