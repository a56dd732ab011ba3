"""Asking the other side, and joining a case as one."""

from uuid import UUID

from pydantic import Field

from bruggen.kit.schema import EmailAddress, Schema


class OtherSideInput(Schema):
    """Whom to ask, by mail."""

    email: EmailAddress


class JoinInput(Schema):
    """The secret of the link that was mailed."""

    token: str = Field(min_length=20, max_length=100)


class Joined(Schema):
    """The case that one joined."""

    href: str
    id: UUID
    code: str
