"""What goes in and out when somebody signs in."""

from typing import Annotated, Literal

from pydantic import Field

from bruggen.kit.schema import EmailAddress, Flag, Schema

# Its own rules are told where it is chosen; here a wrong one is only wrong.
Password = Annotated[str, Field(min_length=1, max_length=200)]
Secret = Annotated[str, Field(min_length=20, max_length=200, description="The secret from the link.")]
Code = Annotated[str, Field(min_length=6, max_length=30, description="Six digits of the authenticator app, or a recovery code.")]


class SignIn(Schema):
    """A mail address and its password."""

    email: EmailAddress
    password: Password


class AccessToken(Schema):
    """What to send as `Authorization: Bearer`. The browser also got a cookie to renew it with."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the name of the scheme
    expires_in: int = Field(description="Seconds.")
    recovery_codes: list[str] | None = Field(default=None, description="Only once, when a second factor was just set up.")


class SecondFactorStep(Schema):
    """The password was right; a code is needed too. `enrolled` is false where the second factor must be set up first."""

    ticket: str
    enrolled: bool


class SignInAnswer(Schema):
    """Either signed in, or one step further."""

    signed_in: AccessToken | None = None
    second_factor: SecondFactorStep | None = None


class Ticket(Schema):
    """The ticket of a sign-in that waits for its second factor."""

    ticket: Secret


class Enrollment(Schema):
    """What an authenticator app needs to know."""

    secret: str
    uri: str = Field(description="otpauth://, for a QR code.")


class SecondFactor(Ticket):
    """The code that completes a sign-in."""

    code: Code


class SignOut(Schema):
    """Ends this session, or all sessions of the person."""

    everywhere: Flag = False


class PasswordResetRequest(Schema):
    """Asks for a link to choose a new password."""

    email: EmailAddress


class LinkCheck(Schema):
    """The secret of a link that was mailed."""

    token: Secret


class LinkState(Schema):
    """What the link is for, and for whom."""

    purpose: Literal["invitation", "passwordReset"]
    email: str
    name: str


class PasswordChoice(LinkCheck):
    """A new password, chosen through a link; with the own name when an invitation is accepted."""

    password: Password
    name: str | None = Field(default=None, min_length=1, max_length=200)
