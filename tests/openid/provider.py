"""A real OpenID provider: Authlib's authorization server over HTTP, with PKCE, client secrets and codes that are good once.

Who is signed in at it is what a test says. It can be made to forge its tokens, to change its keys, to be slow and to fail.
"""

import json
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from authlib.oauth2.rfc6749 import AuthorizationServer, OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core.grants import OpenIDCode
from joserfc import jwt
from joserfc.jwk import ECKey, Key, KeySet, RSAKey
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

CLIENT_ID, CLIENT_SECRET = "bruggen at the provider", "a secret: with / signs & spaces"
FIRST_KEY = RSAKey.generate_key(2048, {"kid": "first"})
SECOND_KEY = ECKey.generate_key("P-256", {"kid": "second"})
PATIENCE = 30.0

Forge = Callable[[dict[str, Any], dict[str, Any]], str]


@dataclass(slots=True, frozen=True)
class Client:
    """The one client that is registered."""

    redirect_uri: str

    def get_client_id(self) -> str:
        return CLIENT_ID

    def get_default_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.redirect_uri

    def check_client_secret(self, secret: str) -> bool:
        return secret == CLIENT_SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass(slots=True, frozen=True)
class IssuedCode:
    """A code, and what it was asked with."""

    code: str
    asked: Mapping[str, str]
    user: Mapping[str, Any]

    @property
    def code_challenge(self) -> str | None:
        return self.asked.get("code_challenge")

    @property
    def code_challenge_method(self) -> str | None:
        return self.asked.get("code_challenge_method")

    def get_redirect_uri(self) -> str:
        return self.asked["redirect_uri"]

    def get_scope(self) -> str:
        return self.asked["scope"]

    def get_nonce(self) -> str | None:
        return self.asked.get("nonce")

    def get_auth_time(self) -> int | None:
        return None

    def get_acr(self) -> str | None:
        return None

    def get_amr(self) -> list[str] | None:
        return None


@dataclass
class Provider:
    """What a test says and sees of the provider."""

    url: str = ""
    redirect_uri: str = ""
    person: Mapping[str, Any] | None = None
    key: Key = field(default_factory=lambda: FIRST_KEY)
    forge: Forge | None = None
    broken: bool = False
    asked: list[Mapping[str, str]] = field(default_factory=list)
    codes: dict[str, IssuedCode] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)
    quick: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Be itself again."""
        self.person, self.key, self.forge, self.broken = None, FIRST_KEY, None, False
        for kept in (self.asked, self.codes, self.read):
            kept.clear()
        self.quick.set()

    def app(self) -> Starlette:
        """The provider as an application."""
        server = Server(self)

        async def authorize(request: Request) -> Response:
            await self._wait(request)
            asked = dict(request.query_params)
            self.asked.append(asked)
            oauth = server.request(request, asked)
            grant = server.get_consent_grant(oauth, end_user=self.person)
            return server.create_authorization_response(oauth, grant_user=self.person, grant=grant)

        async def token(request: Request) -> Response:
            await self._wait(request)
            if self.broken:
                return Response("<h1>Bad Gateway</h1>", 502, media_type="text/html")
            form = dict(parse_qsl((await request.body()).decode()))
            return server.create_token_response(server.request(request, form))

        async def keys(request: Request) -> Response:
            await self._wait(request)
            return JSONResponse(KeySet([self.key]).as_dict(private=False))

        async def description(request: Request) -> Response:
            await self._wait(request)
            return JSONResponse(
                {
                    "issuer": self.url,
                    "authorization_endpoint": f"{self.url}/authorize",
                    "token_endpoint": f"{self.url}/token",
                    "jwks_uri": f"{self.url}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_basic"],
                    "code_challenge_methods_supported": ["S256"],
                }
            )

        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", description),
                Route("/authorize", authorize),
                Route("/token", token, methods=["POST"]),
                Route("/keys", keys),
            ]
        )

    async def _wait(self, request: Request) -> None:
        self.read.append(request.url.path)
        await run_in_threadpool(self.quick.wait, PATIENCE)


class Server(AuthorizationServer):  # type: ignore[misc]
    """Authlib's server, spoken to through Starlette."""

    def __init__(self, provider: Provider) -> None:
        super().__init__()
        self.provider = provider
        self.register_token_generator("default", self._token)
        self.register_grant(Grant, [IdToken(provider), CodeChallenge(required=True)])

    def request(self, request: Request, parameters: dict[str, str]) -> OAuth2Request:
        """The request in Authlib's words."""
        # Authlib insists on https, which nobody speaks on a loopback address.
        address = str(request.url).replace("http://", "https://", 1)
        asked = OAuthRequest(request.method, address, headers=request.headers)
        asked.payload = BasicOAuth2Payload(parameters)
        return asked

    def create_oauth2_request(self, request: OAuth2Request) -> OAuth2Request:
        return request

    def query_client(self, client_id: str) -> Client | None:
        return Client(self.provider.redirect_uri) if client_id == CLIENT_ID else None

    def save_token(self, token: dict[str, Any], request: OAuth2Request) -> None:
        """Nobody calls anything with it."""

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""

    def handle_response(self, status: int, body: Any, headers: Any) -> Response:
        content = json.dumps(body) if isinstance(body, dict) else body
        return Response(content, status, dict(headers))

    @staticmethod
    def _token(**asked: Any) -> dict[str, Any]:
        return {
            "token_type": "Bearer",
            "access_token": secrets.token_urlsafe(),
            "expires_in": 3600,
            "scope": asked["scope"],
        }


class OAuthRequest(OAuth2Request):  # type: ignore[misc]
    """Where Authlib looks for a form."""

    @property
    def args(self) -> Mapping[str, str]:
        data: Mapping[str, str] = self.payload.data
        return data

    @property
    def form(self) -> Mapping[str, str]:
        return self.args


class Grant(AuthorizationCodeGrant):  # type: ignore[misc]
    """The code flow."""

    TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic",)

    def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
        self.server.provider.codes[code] = IssuedCode(code, request.payload.data, request.user)

    def query_authorization_code(self, code: str, client: Client) -> IssuedCode | None:
        found: IssuedCode | None = self.server.provider.codes.get(code)
        return found

    def delete_authorization_code(self, authorization_code: IssuedCode) -> None:
        del self.server.provider.codes[authorization_code.code]

    def authenticate_user(self, authorization_code: IssuedCode) -> Mapping[str, Any]:
        return authorization_code.user


class IdToken(OpenIDCode):  # type: ignore[misc]
    """The ID token, as it should be or as a forger would have it."""

    def __init__(self, provider: Provider) -> None:
        super().__init__(require_nonce=True)
        self.provider = provider

    def exists_nonce(self, nonce: str, request: OAuth2Request) -> bool:
        return any(code.get_nonce() == nonce for code in self.provider.codes.values())

    def resolve_client_private_key(self, client: Client) -> Key:
        return self.provider.key

    def get_client_algorithm(self, client: Client) -> str:
        return "RS256" if self.provider.key.key_type == "RSA" else "ES256"

    def get_encode_header(self, client: Client) -> dict[str, Any]:
        return {"alg": self.get_client_algorithm(client), "kid": self.provider.key.kid}

    def get_client_claims(self, client: Client) -> dict[str, Any]:
        return {"iss": self.provider.url, "aud": [CLIENT_ID]}

    def generate_user_info(self, user: Mapping[str, Any], scope: str) -> Mapping[str, Any]:
        return user

    def encode_id_token(self, token: dict[str, Any], request: OAuth2Request) -> str:
        true: str = super().encode_id_token(token, request)
        if self.provider.forge is None:
            return true
        read = jwt.decode(true, self.provider.key, algorithms=["RS256", "ES256"])
        return self.provider.forge(read.header, read.claims)
