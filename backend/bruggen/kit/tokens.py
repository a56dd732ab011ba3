"""Signed tokens (JWT, RFC 7519) with one algorithm: the only module that knows the JWT library.

python-jose leaves much open by default: it takes the algorithm from the token, guesses what kind of key it was given, and
lets a token pass without `exp` or `aud`. Here all of that is decided before the token is looked into (RFC 8725).
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_public_key,
)
from jose import jwk, jwt
from jose.backends.base import Key
from jose.exceptions import ExpiredSignatureError, JOSEError

from bruggen.kit.clock import now

ALGORITHM = "ES256"
MAX_LENGTH = 4096
# Several servers, several clocks: what they may differ. A token is good this much longer than it says, and no more.
LEEWAY_SECONDS = 5

REQUIRED = ("exp", "iat", "aud", "iss", "sub", "jti")
TIMES = ("exp", "iat", "nbf")
OPTIONS = {"leeway": LEEWAY_SECONDS} | {f"require_{claim}": True for claim in REQUIRED}

# Three parts, no more (five would be JWE), and a signature of 64 bytes that can be written in one way only.
COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{85}[AQgw]")


class InvalidToken(Exception):
    """The token is none of ours, or not good for this use."""


class ExpiredToken(InvalidToken):
    """The token was good, and no longer is."""


class UnusableKey(ValueError):
    """A key to verify with is not a public key on P-256 in PEM: a fault of ours, never of the caller."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A key to sign with: its id, PKCS 8 and SubjectPublicKeyInfo in PEM."""

    kid: str
    private_pem: str = field(repr=False)
    public_pem: str


def new_key() -> KeyPair:
    """A fresh pair of keys on P-256, under a random id of 16 characters."""
    private = ec.generate_private_key(ec.SECP256R1())
    private_pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public_pem = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return KeyPair(secrets.token_urlsafe(12), private_pem.decode(), public_pem.decode())


def sign(claims: Mapping[str, Any], *, key: KeyPair, typ: str) -> str:
    """The claims as a token of this type (`at+jwt` for an access token, RFC 9068). Times are whole seconds since 1970.

    To be accepted by `verify` the claims need `exp`, `iat`, `aud`, `iss`, `sub` and `jti`.
    """
    return jwt.encode(dict(claims), key.private_pem, algorithm=ALGORITHM, headers={"typ": typ, "kid": key.kid})


def verify(token: str, keys: Mapping[str, str], *, issuer: str, audience: str, typ: str) -> dict[str, Any]:
    """The claims of a token that one of our keys signed, for exactly this issuer, audience and type, and for this moment.

    `keys` holds public keys in PEM by their id. Raises ExpiredToken when its time is over, InvalidToken for everything
    else that is wrong with the token, and UnusableKey when the key of that id is none.
    """
    claims = _signed_claims(token, _pem_of(token, keys, typ), issuer, audience)
    if claims["exp"] + LEEWAY_SECONDS <= now().timestamp():
        raise ExpiredToken("The token has expired")
    return dict(claims)


# A token comes back with each request of its ten minutes. That it is signed, by this key and for this use, never changes;
# whether the key is still one of ours and its time is not over is asked each time.
@lru_cache(maxsize=4096)
def _signed_claims(token: str, pem: str, issuer: str, audience: str) -> dict[str, Any]:
    try:
        claims = jwt.decode(token, _public_key(pem), algorithms=[ALGORITHM], options=OPTIONS, audience=audience, issuer=issuer)
    except ExpiredSignatureError as error:
        raise ExpiredToken("The token has expired") from error
    # The library trips over a time that is null or infinite.
    except (JOSEError, TypeError, OverflowError) as error:
        raise InvalidToken("The signature or a claim is wrong") from error
    if claims["aud"] != audience:
        raise InvalidToken("The token is for others, too")
    if any(type(claims[name]) is not int for name in TIMES if name in claims):
        raise InvalidToken("A time is not a whole number of seconds")
    if claims["iat"] > now().timestamp() + LEEWAY_SECONDS:
        raise InvalidToken("The token was issued in the future")
    return claims


def jwks(keys: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """The public keys as a JWK Set (RFC 7517), for others to verify our tokens with. `keys` holds PEM by key id."""
    return {"keys": [_public_key(pem).to_dict() | {"kid": kid, "use": "sig"} for kid, pem in keys.items()]}


def _pem_of(token: str, keys: Mapping[str, str], typ: str) -> str:
    """The key, in PEM, whose id the token names, if its form and its header are exactly what we write."""
    if len(token) > MAX_LENGTH or not COMPACT.fullmatch(token):
        raise InvalidToken("Not in the form of a signed token")
    try:
        header = jwt.get_unverified_header(token)
    except JOSEError as error:
        raise InvalidToken("The header cannot be read") from error
    kid = header.get("kid")
    # Nothing else may stand in it either: no key (jwk, jku, x5u), nothing that has to be understood (crit).
    if not isinstance(kid, str) or header != {"alg": ALGORITHM, "typ": typ, "kid": kid}:
        raise InvalidToken("The header is not one of ours")
    pem = keys.get(kid)
    if pem is None:
        raise InvalidToken("No key has this id")
    return pem


# Reading a PEM takes longer than verifying with it.
@lru_cache(maxsize=64)
def _public_key(pem: str) -> Key:
    try:
        key = load_pem_public_key(pem.encode())
    except ValueError as error:
        raise UnusableKey("Only a public key in PEM can be used") from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise UnusableKey(f"{ALGORITHM} needs a key on the curve P-256")
    return jwk.construct(pem, ALGORITHM)
