"""Identifiers: UUIDv7 (RFC 9562), so that ids sort by creation and disclose no counter."""

import uuid

import uuid_utils
import uuid_utils.compat


def new_id() -> uuid.UUID:
    """A fresh, time-ordered UUIDv7."""
    return uuid_utils.compat.uuid7()


def new_text_id() -> str:
    """The same as text, in a tenth of the time: no object is made of it."""
    return str(uuid_utils.uuid7())
