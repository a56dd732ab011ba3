"""What a link in a mail to somebody who registered holds: their registration's id, sealed. Nothing of it is stored."""

from uuid import UUID

from pydantic import Field

from bruggen.kit.problems import ResourceNotFound
from bruggen.kit.schema import Schema
from bruggen.kit.sealing import Seal, SealBroken, open_id, seal_id

PURPOSE = "registration"


def token_of(seal: Seal, registration_id: UUID) -> str:
    """The secret that stands for a registration, safe in an address."""
    return seal_id(seal, PURPOSE, registration_id)


def read_token(seal: Seal, token: str) -> UUID:
    """The registration that a secret stands for. Raises DeadLink for what is none of ours."""
    try:
        return open_id(seal, PURPOSE, token)
    except SealBroken as error:
        raise DeadLink from error


class RegistrationToken(Schema):
    """What stands behind the # of the link in a mail."""

    token: str = Field(min_length=1, max_length=200)


class DeadLink(ResourceNotFound):
    """A link that leads nowhere, or nowhere any more."""

    detail = "This link does not work, or no longer. Ask whoever organizes it."
