"""What RFC 6749 prescribes, in its own names: here nothing is lowerCamelCase."""

from typing import Literal

from pydantic import BaseModel, Field


class TokenRequest(BaseModel):
    """The form of a request for a token. The client names itself here, or in an Authorization header (Basic): not in both."""

    grant_type: str = Field(description="client_credentials")
    client_id: str | None = None
    client_secret: str | None = None
    scope: str | None = Field(default=None, description="Scopes separated by spaces; all that the client has unless said.")


class TokenAnswer(BaseModel):
    """A token (RFC 6749, 5.1)."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the name of the scheme
    expires_in: int = Field(description="Seconds.")
    scope: str


class TokenRefusal(BaseModel):
    """Why there is no token (RFC 6749, 5.2)."""

    error: Literal["invalid_request", "invalid_client", "unsupported_grant_type", "invalid_scope"]
    error_description: str
