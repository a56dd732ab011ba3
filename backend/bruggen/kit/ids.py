"""Identifiers: UUIDv7 (RFC 9562), so that ids sort by creation and disclose no counter."""

import uuid

import uuid_utils.compat


def new_id() -> uuid.UUID:
    """A fresh, time-ordered UUIDv7."""
    return uuid_utils.compat.uuid7()
