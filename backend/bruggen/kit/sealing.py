"""What is secret at rest: sealed with the installation's secret, or kept only as a digest."""

import hashlib
import hmac
import os
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
KEY_BYTES = 32
NONCE_BYTES = 12


class SealBroken(Exception):
    """What was sealed cannot be opened: another secret, another purpose, or changed since."""


class Seal:
    """Seals and digests with keys made from the installation's secret (HKDF-SHA256, RFC 5869), one for each use and purpose.

    A purpose names what the data is for (`signingKey`, `mail`): what was sealed for one opens for no other. The secret has
    to be long and random; nothing here makes up for a guessable one.
    """

    def __init__(self, secret: str) -> None:
        if not secret:
            raise ValueError("Sealing needs a secret")
        self._secret = secret.encode()
        self._keys: dict[tuple[str, str], bytes] = {}

    def seal(self, purpose: str, data: bytes) -> bytes:
        """The data, encrypted: a version byte, a random nonce, AES-256-GCM (NIST SP 800-38D) with the purpose as associated data.

        Sealing the same twice gives two different results, 29 bytes longer than the data.
        """
        nonce = os.urandom(NONCE_BYTES)
        return VERSION + nonce + AESGCM(self._key("seal", purpose)).encrypt(nonce, data, VERSION + purpose.encode())

    def open(self, purpose: str, sealed: bytes) -> bytes:
        """The data that was sealed for this purpose; SealBroken if it was not, or not with this secret, or was changed."""
        version, nonce, encrypted = sealed[:1], sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        if version != VERSION or len(nonce) != NONCE_BYTES:
            raise SealBroken(f"Not in the form of what is sealed (purpose {purpose})")
        try:
            return AESGCM(self._key("seal", purpose)).decrypt(nonce, encrypted, VERSION + purpose.encode())
        except InvalidTag as error:
            raise SealBroken(f"Sealed with another secret, for another purpose than {purpose}, or changed since") from error

    def digest(self, purpose: str, text: str) -> str:
        """HMAC-SHA256 (RFC 2104), 64 hexadecimal digits: to recognise a text without keeping it, even one that can be guessed."""
        return hmac.new(self._key("digest", purpose), text.encode(), hashlib.sha256).hexdigest()

    def _key(self, use: str, purpose: str) -> bytes:
        key = self._keys.get((use, purpose))
        if key is None:
            key = HKDF(SHA256(), KEY_BYTES, salt=None, info=f"bruggen {use} {purpose}".encode()).derive(self._secret)
            self._keys[use, purpose] = key
        return key


def new_token() -> str:
    """A random token of 256 bits, 43 characters, safe in a URL and a cookie."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """SHA-256, 64 hexadecimal digits, to store a token of `new_token` by: nobody guesses 256 bits, so no key and no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
