"""What is secret at rest: sealed with the installation's secret, or kept only as a digest."""

import hashlib
import hmac
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
HEAD_BYTES = len(VERSION) + NONCE_BYTES
SHORTEST_SEALED = HEAD_BYTES + TAG_BYTES


class SealBroken(Exception):
    """What was sealed cannot be opened: another secret, another purpose, or changed since."""


class SealingKey:
    """A key of 32 random bytes that data is sealed with: AES-256-GCM (NIST SP 800-38D).

    Sealed data is a version byte, a random nonce and what AES-GCM made of it. The context says what the data is and where it
    belongs; it is not stored, but what was sealed in one context opens in no other.
    """

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"A sealing key has {KEY_BYTES} bytes")
        self._cipher = AESGCM(key)

    def seal(self, context: bytes, data: bytes) -> bytes:
        """The data, encrypted. Sealing the same twice gives two different results, 29 bytes longer than the data."""
        nonce = os.urandom(NONCE_BYTES)
        return VERSION + nonce + self._cipher.encrypt(nonce, data, VERSION + context)

    def open(self, context: bytes, sealed: bytes) -> bytes:
        """The data that was sealed in this context; SealBroken if it was not, or not with this key, or was changed."""
        if sealed[:1] != VERSION or len(sealed) < SHORTEST_SEALED:
            raise SealBroken(f"Not in the form of what is sealed ({context!r})")
        try:
            return self._cipher.decrypt(sealed[1:HEAD_BYTES], sealed[HEAD_BYTES:], VERSION + context)
        except InvalidTag as error:
            raise SealBroken(f"Sealed with another key, in another context than {context!r}, or changed since") from error


class Seal:
    """Seals and digests with keys made from the installation's secret (HKDF-SHA256, RFC 5869), one for each use and purpose.

    A purpose names what the data is for (`signingKey`, `mail`): what was sealed for one opens for no other. The secret has
    to be long and random; nothing here makes up for a guessable one.
    """

    def __init__(self, secret: str) -> None:
        if not secret:
            raise ValueError("Sealing needs a secret")
        self._secret = secret.encode()
        self._sealing_keys: dict[str, SealingKey] = {}
        self._digest_keys: dict[str, bytes] = {}

    def seal(self, purpose: str, data: bytes) -> bytes:
        """The data, sealed for this purpose as `SealingKey` does it."""
        return self._sealing_key(purpose).seal(purpose.encode(), data)

    def open(self, purpose: str, sealed: bytes) -> bytes:
        """The data that was sealed for this purpose; SealBroken if it was not, or not with this secret, or was changed."""
        return self._sealing_key(purpose).open(purpose.encode(), sealed)

    def digest(self, purpose: str, text: str) -> str:
        """HMAC-SHA256 (RFC 2104), 64 hexadecimal digits: to recognise a text without keeping it, even one that can be guessed."""
        key = self._digest_keys.get(purpose)
        if key is None:
            key = self._digest_keys[purpose] = self._derive("digest", purpose)
        return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()

    def _sealing_key(self, purpose: str) -> SealingKey:
        key = self._sealing_keys.get(purpose)
        if key is None:
            key = self._sealing_keys[purpose] = SealingKey(self._derive("seal", purpose))
        return key

    def _derive(self, use: str, purpose: str) -> bytes:
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"bruggen {use} {purpose}".encode()).derive(self._secret)


def new_token() -> str:
    """A random token of 256 bits, 43 characters, safe in a URL and a cookie."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """SHA-256, 64 hexadecimal digits, to store a token of `new_token` by: nobody guesses 256 bits, so no key and no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def seal_id(seal: Seal, purpose: str, key: UUID) -> str:
    """A secret that stands for an id, safe in an address. Nothing of it is stored, and no two are the same."""
    return urlsafe_b64encode(seal.seal(purpose, key.bytes)).decode().rstrip("=")


def open_id(seal: Seal, purpose: str, token: str) -> UUID:
    """The id that a secret of `seal_id` stands for. Raises SealBroken for what is none of ours, or for another purpose."""
    try:
        return UUID(bytes=seal.open(purpose, urlsafe_b64decode(token + "=" * (-len(token) % 4))))
    except ValueError as error:
        raise SealBroken("not in the form of a sealed id") from error
