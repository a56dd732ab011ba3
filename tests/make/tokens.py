"""Tokens put together by hand: what the library would never write, and an attacker would."""

import base64
import json
import time
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key, load_pem_public_key

from bruggen.kit.tokens import KeyPair

ISSUER, AUDIENCE, TYP = "https://bruggen.example", "bruggen", "at+jwt"
MISSING: Any = object()

Signer = Callable[[bytes], bytes]


def changed(fields: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The fields with some changed, or left out (MISSING)."""
    return {name: value for name, value in (fields | changes).items() if value is not MISSING}


def good_claims(**changes: Any) -> dict[str, Any]:
    """The claims of a token that is good for ten minutes, with some changed or left out."""
    moment = int(time.time())
    good = {"exp": moment + 600, "iat": moment, "aud": AUDIENCE, "iss": ISSUER, "sub": "0197", "jti": "a1"}
    return changed(good, **changes)


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def forge(header: Any, payload: Any, signer: Signer) -> str:
    """A token with whatever header, content and signature."""
    signed = ".".join(base64url(json.dumps(part).encode()) for part in (header, payload))
    return f"{signed}.{base64url(signer(signed.encode()))}"


def true_signature(key: KeyPair) -> Signer:
    """Signs as ES256 says (RFC 7518, 3.4), without the library."""
    private = load_pem_private_key(key.private_pem.encode(), None)
    assert isinstance(private, ec.EllipticCurvePrivateKey)

    def signer(data: bytes) -> bytes:
        r, s = decode_dss_signature(private.sign(data, ec.ECDSA(SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")

    return signer


def der(key: KeyPair) -> bytes:
    """The public key in the form that python-jose would take for a shared secret."""
    return load_pem_public_key(key.public_pem.encode()).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
