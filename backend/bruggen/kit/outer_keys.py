"""Where outer keys come from: a file, or whatever an operator's own code reaches, such as a key management service."""

from collections.abc import Callable
from importlib import import_module
from inspect import signature
from pathlib import Path

from bruggen.kit.envelope import OuterKeys
from bruggen.kit.failures import OperatorError
from bruggen.kit.keyfile import FileKeys

FILE = "file:"


def open_keys(text: str) -> OuterKeys:
    """The keys that the setting names: `file:path`, or `module:attribute` of something to call that gives `OuterKeys`.

    Raises OperatorError, in one line, when the file cannot be used, when there is no such thing or when it gives something else.
    """
    if text.startswith(FILE):
        return FileKeys.read(_path(text))
    keys = _factory(text)()
    if not isinstance(keys, OuterKeys):
        raise OperatorError(f"BRUGGEN_CASE_KEYS: {text} does not give keys with current, wrap and unwrap; see docs/operations.md")
    return keys


def prepare_keys(text: str, *, in_use: bool) -> None:
    """Make the key file of a new installation. `in_use` says whether the database holds anything that its keys wrapped.

    Raises OperatorError when it does and the file is missing: new keys would not open what the lost ones closed.
    """
    if not text.startswith(FILE) or _path(text).exists():
        return
    if in_use:
        raise OperatorError(
            f"the key file of the cases is missing: {_path(text)}; return it from its backup: no other opens them"
        )
    FileKeys.create(_path(text))


def _path(text: str) -> Path:
    return Path(text.removeprefix(FILE))


def _factory(text: str) -> Callable[[], object]:
    module, _, attribute = text.partition(":")
    try:
        factory = getattr(import_module(module), attribute)
    except (ImportError, ValueError, AttributeError) as error:
        raise OperatorError(f"BRUGGEN_CASE_KEYS: cannot import {text} ({error}); write file:path or module:attribute") from error
    try:
        signature(factory).bind()
    except (TypeError, ValueError) as error:
        raise OperatorError(
            f"BRUGGEN_CASE_KEYS: {text} cannot be called without arguments; name a function that gives keys"
        ) from error
    made: Callable[[], object] = factory
    return made
