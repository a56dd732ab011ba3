"""The second factor: codes that change every half minute (TOTP, RFC 6238), and recovery codes for a lost phone."""

import hmac
import re
import secrets
import unicodedata
from datetime import datetime

import pyotp

# What every authenticator app can do, and some can do nothing else: SHA-1, six digits, thirty seconds.
DIGITS = 6
STEP_SECONDS = 30
# A clock that is a bit off, a code typed at the last moment (RFC 6238, 5.2).
WINDOW_STEPS = 1

# One of every pair that looks alike: no 0 O, 1 I L; 2 and no Z, 5 and no S, 8 and no B, V and no U.
ALPHABET = "23456789ACDEFGHJKMNPQRTVWXY"
AS_MEANT = str.maketrans("ZSBU", "258V")
RECOVERY_LENGTH = 10

SIX_DIGITS = re.compile(r"[0-9]{6}")
SEPARATORS = re.compile(r"[\s\-\u2010-\u2015]+")


def new_secret() -> str:
    """A random secret of 160 bits (RFC 4226, 4), in base32 as authenticator apps take it."""
    return pyotp.random_base32()


def provisioning_uri(secret: str, account: str, issuer: str = "Bruggen") -> str:
    """The `otpauth://` address that goes into a QR code. It holds the secret: never log it."""
    return _totp(secret).provisioning_uri(name=account, issuer_name=issuer)


def matching_step(secret: str, code: str, *, at: datetime, last_step: int | None) -> int | None:
    """The time step whose code this is, one step early or late included; None when it is wrong or was used before.

    `at` is an aware moment. `last_step` is the step of the last code that was accepted: that one and all before it are
    refused, so that an overheard code is worth nothing (RFC 6238, 5.2). Spaces and dashes in the code are passed over.
    """
    typed = _without_separators(code)
    if not SIX_DIGITS.fullmatch(typed):
        return None
    totp = _totp(secret)
    current = totp.timecode(at)
    found = None
    # Always every step, so that the time taken does not tell which one it was.
    for step in range(current - WINDOW_STEPS, current + WINDOW_STEPS + 1):
        matches = hmac.compare_digest(totp.generate_otp(step), typed)
        if matches and (last_step is None or step > last_step):
            found = step
    return found


def new_recovery_codes(count: int = 10) -> list[str]:
    """Different codes of 47 bits to write down, like `7KQ4-M2XA-9P`. Store only the keyed digest of each, normalized."""
    codes: set[str] = set()
    while len(codes) < count:
        codes.add("".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_LENGTH)))
    return ["-".join((code[:4], code[4:8], code[8:])) for code in codes]


def normalize_recovery_code(text: str) -> str:
    """A code as it is compared: capitals without separators, a letter that looks like another read as the one we use."""
    return _without_separators(text).upper().translate(AS_MEANT)


def _totp(secret: str) -> pyotp.TOTP:
    return pyotp.TOTP(secret, digits=DIGITS, interval=STEP_SECONDS)


def _without_separators(text: str) -> str:
    # Long enough for any code with its separators; normalizing is slow on a long text.
    return SEPARATORS.sub("", unicodedata.normalize("NFKC", text[:64]))
