"""What goes in and out when somebody signs in elsewhere."""

from enum import StrEnum
from typing import Annotated

from fastapi import Query

from bruggen.kit.schema import Schema

# Begins with one slash that no other slash or backslash follows: `//host` is another site. No spaces, no control characters.
OWN_PATH = r"^/([^/\\\x00-\x20\x7f][^\\\x00-\x20\x7f]*)?$"

ReturnTo = Annotated[
    str | None, Query(alias="returnTo", max_length=500, pattern=OWN_PATH, description="Page of the site to go on to afterwards.")
]
State = Annotated[str | None, Query(max_length=200, description="What the provider was sent with the person.")]
Code = Annotated[str | None, Query(max_length=4000, description="What the provider gives for it.")]
Error = Annotated[str | None, Query(max_length=200, description="Why the provider gives nothing.")]
Issuer = Annotated[str | None, Query(alias="iss", max_length=500, description="Who the provider is (RFC 9207).")]


class SignInMethods(Schema):
    """The ways there are to sign in."""

    password: bool
    open_id_connect: bool


class Refusal(StrEnum):
    """Why nobody was signed in: `fout` in the address of the page that the browser is sent to."""

    ACCESS_DENIED = "accessDenied"
    ADDRESS_TAKEN = "addressTaken"
    EXPIRED = "expired"
    NO_ACCESS = "noAccess"
    NO_ADDRESS = "noAddress"
    NOT_TRUSTED = "notTrusted"
    PROVIDER_ERROR = "providerError"
    PROVIDER_UNAVAILABLE = "providerUnavailable"
    TOO_MANY_TRIES = "tooManyTries"
    TRY_AGAIN = "tryAgain"
