"""ID tokens of an OpenID provider (OpenID Connect Core 1.0, section 2), read with joserfc: python-jose, which signs and reads
our own tokens, is for our own tokens alone.
"""

from dataclasses import dataclass
from typing import Any

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry

from bruggen.kit.clock import now

# Signatures by a key pair: what is signed with a shared secret, or with nothing, proves nothing here (RFC 8725, 3.1).
ALGORITHMS = ["RS256", "PS256", "ES256"]
# What the clocks of the provider and of this machine may differ.
LEEWAY_SECONDS = 60
SUBJECT_LENGTH = 255


class UntrustedToken(Exception):
    """The token is not the provider's answer to this very sign-in; the message says why, and nothing of what stands in it."""


class UnknownKey(UntrustedToken):
    """The token names a key that the provider did not publish, or not yet when its keys were read."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the token has to say: who issued it, for which client, in answer to which request."""

    issuer: str
    client_id: str
    nonce: str


def read_id_token(token: str, keys: KeySet, expected: Expectation) -> dict[str, Any]:
    """The claims of the token, all of which the provider vouches for (Core, 3.1.3.7). Raises UntrustedToken or UnknownKey."""
    try:
        claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        _registry(expected).validate(claims)
    except InvalidKeyIdError as error:
        raise UnknownKey("no published key has its id") from error
    except JoseError as error:
        raise UntrustedToken(str(error)) from error
    except ValueError as error:
        raise UntrustedToken("not in the form of a token") from error
    # One client alone: of another one in the audience nobody here knows what it does with the token.
    if claims["aud"] not in (expected.client_id, [expected.client_id]):
        raise UntrustedToken("for other clients, too")
    if claims.get("azp", expected.client_id) != expected.client_id:
        raise UntrustedToken("issued to another client")
    if not 0 < len(claims["sub"]) <= SUBJECT_LENGTH:
        raise UntrustedToken("its subject is too long")
    return claims


def _registry(expected: Expectation) -> JWTClaimsRegistry:
    return JWTClaimsRegistry(
        now=lambda: int(now().timestamp()),
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": expected.issuer},
        sub={"essential": True},
        aud={"essential": True, "value": expected.client_id},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": expected.nonce},
    )
