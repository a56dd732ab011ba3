"""What people see and change of their own account."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bruggen.kit.schema import LocalizedTitle, Schema

Language = Literal["nl", "fr", "en"]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Password = Annotated[str, Field(min_length=1, max_length=200)]
Code = Annotated[str, Field(min_length=6, max_length=30, description="Six digits of the authenticator app, or a recovery code.")]


class RoleOrganization(Schema):
    """The organization that a role is for."""

    id: UUID
    href: str
    name: str


class OwnRole(Schema):
    """A role that the person holds today; not `usable` before a second factor was given."""

    id: UUID
    role: str
    title: LocalizedTitle
    region: str | None = None
    organization: RoleOrganization | None = None
    post: str | None = None
    sector: str | None = None
    stand_in: bool
    valid_from: date
    valid_until: date | None = None
    usable: bool


class SecondFactorState(Schema):
    """Whether the account has a second factor, whether a role asks for one, and how many recovery codes are left."""

    enrolled: bool
    required: bool
    recovery_codes_left: int


class CurrentSession(Schema):
    """The session that asks."""

    id: UUID
    second_factor: bool


class ProfileInput(Schema):
    """What people change themselves."""

    name: Name
    language: Language


class Profile(ProfileInput):
    """The caller's own account."""

    id: UUID
    email: str
    roles: list[OwnRole]
    scopes: list[str]
    second_factor: SecondFactorState
    session: CurrentSession


class PasswordChange(Schema):
    """The password of today and the new one."""

    current: Password
    password: Password


class PasswordProof(Schema):
    """The password again, before something that guards the account is changed."""

    password: Password


class CodeProof(Schema):
    """A code of the second factor."""

    code: Code


class Enrollment(Schema):
    """What an authenticator app needs to know."""

    secret: str
    uri: str = Field(description="otpauth://, for a QR code.")


class RecoveryCodes(Schema):
    """Codes that stand in for a lost second factor, each once. Shown now and never again."""

    recovery_codes: list[str]
