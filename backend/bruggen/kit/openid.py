"""An OpenID provider that people sign in at: the code flow with PKCE (OpenID Connect Core 1.0, 3.1; RFC 7636; RFC 9700)."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.discovery import get_well_known_url
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from bruggen.kit.failures import OperatorError
from bruggen.kit.id_tokens import Expectation, UnknownKey, UntrustedToken, read_id_token

# What the provider says about itself changes seldom; a new key is noticed at once, by the first token signed with it.
KEPT_SECONDS = 3600
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
LOOPBACK = ("127.0.0.1", "::1", "localhost")

Value = TypeVar("Value")


class ProviderUnavailable(Exception):
    """The provider cannot be reached, is too slow, or does not speak as the standard says."""


class CodeNotTaken(Exception):
    """The provider gives nothing for the code: it was used, ran out, or was never its own."""


@dataclass(frozen=True, slots=True)
class Registration:
    """What provider and product agreed on. `redirect_uri` is where the provider sends people back to."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scopes: str
    redirect_uri: str
    timeout_seconds: float

    def __post_init__(self) -> None:
        """Raises OperatorError when it cannot work, or would ask for what nobody may."""
        if not _is_safe(self.issuer):
            raise OperatorError("BRUGGEN_OIDC_ISSUER must begin with https://")
        if not self.client_id:
            raise OperatorError("BRUGGEN_OIDC_ISSUER is set, so BRUGGEN_OIDC_CLIENT_ID must be, too")
        scopes = self.scopes.split()
        if "openid" not in scopes:
            raise OperatorError("BRUGGEN_OIDC_SCOPES must name openid")
        if any("rrn" in scope.lower() for scope in scopes):
            raise OperatorError("BRUGGEN_OIDC_SCOPES asks for the national number (rrn), which this product may not know")


class OpenIdProvider:
    """Speaks with the provider. Nothing is asked of it before somebody signs in: it may be down while we start.

    Its description (discovery) and keys are kept for an hour. One instance serves all threads.
    """

    def __init__(self, registration: Registration) -> None:
        self.registration = registration
        self._kept: dict[str, tuple[float, Any]] = {}

    def authorization_url(self, *, state: str, nonce: str, verifier: str) -> str:
        """Where to send the browser. Raises ProviderUnavailable."""
        url: str = prepare_grant_uri(
            self._description()["authorization_endpoint"],
            client_id=self.registration.client_id,
            response_type="code",
            redirect_uri=self.registration.redirect_uri,
            scope=self.registration.scopes,
            state=state,
            nonce=nonce,
            code_challenge=create_s256_code_challenge(verifier),
            code_challenge_method="S256",
        )
        return url

    def redeem(self, code: str, *, nonce: str, verifier: str) -> dict[str, Any]:
        """What the provider says about the person, for the code that the browser brought back.

        Raises ProviderUnavailable, CodeNotTaken, or UntrustedToken.
        """
        token = self._fetch_id_token(code, verifier)
        expected = Expectation(self.registration.issuer, self.registration.client_id, nonce)
        try:
            return read_id_token(token, self._keys(), expected)
        except UnknownKey:
            # The provider has changed its keys since we read them.
            self._kept.pop("keys", None)
            return read_id_token(token, self._keys(), expected)

    def _fetch_id_token(self, code: str, verifier: str) -> str:
        description = self._description()
        # A client for each code: it keeps the token that it fetched last, whosever that was.
        with OAuth2Client(
            self.registration.client_id,
            self.registration.client_secret or None,
            token_endpoint_auth_method=self._authentication(description),
            redirect_uri=self.registration.redirect_uri,
            timeout=self.registration.timeout_seconds,
        ) as client:
            try:
                tokens: dict[str, Any] = client.fetch_token(
                    description["token_endpoint"], grant_type="authorization_code", code=code, code_verifier=verifier
                )
            except OAuthError as error:
                raise CodeNotTaken(error.error) from error
            except (httpx2.HTTPError, ValueError) as error:
                raise ProviderUnavailable("the token endpoint does not answer as it should") from error
        token = tokens.get("id_token")
        if not isinstance(token, str):
            raise UntrustedToken("there is none")
        return token

    def _authentication(self, description: dict[str, Any]) -> str:
        if not self.registration.client_secret:
            return "none"
        # Without a word on it a provider takes the secret in a header (OpenID Connect Discovery 1.0, section 3).
        offered = description.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        return "client_secret_basic" if "client_secret_basic" in offered else "client_secret_post"

    def _description(self) -> dict[str, Any]:
        return self._keep("description", self._read_description)

    def _keys(self) -> KeySet:
        return self._keep("keys", self._read_keys)

    def _keep(self, name: str, read: Callable[[], Value]) -> Value:
        until, value = self._kept.get(name, (0.0, None))
        if until <= time.monotonic():
            value = read()
            self._kept[name] = time.monotonic() + KEPT_SECONDS, value
        kept: Value = value
        return kept

    def _read_description(self) -> dict[str, Any]:
        description = self._get(get_well_known_url(self.registration.issuer, external=True))
        if description.get("issuer") != self.registration.issuer:
            raise ProviderUnavailable("it calls itself something else than BRUGGEN_OIDC_ISSUER")
        wrong = [name for name in ENDPOINTS if not _is_safe(description.get(name))]
        if wrong:
            raise ProviderUnavailable(f"it says no safe address for {', '.join(wrong)}")
        return description

    def _read_keys(self) -> KeySet:
        published: Any = self._get(self._description()["jwks_uri"])
        try:
            return KeySet.import_key_set(published)
        except (JoseError, KeyError, TypeError, ValueError) as error:
            raise ProviderUnavailable("it publishes no keys that can be read") from error

    def _get(self, url: str) -> dict[str, Any]:
        try:
            answer: Any = httpx2.get(url, timeout=self.registration.timeout_seconds).raise_for_status().json()
        except (httpx2.HTTPError, ValueError) as error:
            raise ProviderUnavailable(f"{urlsplit(url).path} cannot be read") from error
        if not isinstance(answer, dict):
            raise ProviderUnavailable(f"{urlsplit(url).path} is no JSON object")
        return answer


def _is_safe(url: object) -> bool:
    """Whether nobody on the way can read or change what goes there."""
    if not isinstance(url, str):
        return False
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
