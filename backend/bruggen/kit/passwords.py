"""Passwords: how they are stored and checked, and which ones are too weak to be taken."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from zxcvbn_rs_py import zxcvbn

# The minimum that OWASP's Password Storage Cheat Sheet gives for Argon2id. Changed numbers reach everybody at their next sign-in.
MEMORY_KIB = 19_456
PASSES = 2
LANES = 1

SHORTEST = 12
LONGEST = 200
OWN_WORD_LENGTH = 4
# From here on zxcvbn gives its highest score: safe from guessing at a stolen hash, too.
ENOUGH_GUESSES = 10**10
# A beginning that is hard to guess makes all of it so, and a long text made for it keeps zxcvbn busy for a second.
READ_BY_ZXCVBN = 48

# Its dictionaries are English. These are the words that people here start from.
LOCAL_WORDS = (
    "wachtwoord welkom bruggen geheim inloggen hallo goedemorgen azerty"
    " lente zomer herfst winter voorjaar najaar vakantie maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
    " januari februari maart april juni juli augustus september oktober november december"
    " school leerling leerkracht onderwijs jeugdhulp coordinator vlaanderen belgie brussel antwerpen gent leuven brugge hasselt"
).split()

HASHER = PasswordHash((Argon2Hasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES),))
# In the form of a hash with the same parameters, so that checking it takes as long; it was made from no password.
NOBODYS = f"$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${'A' * 22}${'A' * 43}"


class Weakness(StrEnum):
    """Why a password is not taken."""

    TOO_SHORT = "tooShort"
    TOO_LONG = "tooLong"
    TOO_COMMON = "tooCommon"
    CONTAINS_OWN_WORD = "containsOwnWord"


@dataclass(frozen=True, slots=True)
class PasswordCheck:
    """Whether a password is right and, if its hash was made with other parameters than today's, the hash to store instead."""

    ok: bool
    renewed: str | None = None


def hash_password(password: str) -> str:
    """The password as it is stored: Argon2id (RFC 9106) over its NFKC form, salted. ValueError beyond 200 characters."""
    if len(password) > LONGEST:
        raise ValueError(f"A password has {LONGEST} characters at most")
    return HASHER.hash(_normalized(password).encode())


def verify_password(password: str, stored: str | None) -> PasswordCheck:
    """Whether this is the password of the stored hash. Without one (no such account) it says no, and takes as long about it."""
    if stored is None or len(password) > LONGEST:
        HASHER.verify(_normalized(password[:LONGEST]).encode(), NOBODYS)
        return PasswordCheck(ok=False)
    return PasswordCheck(*HASHER.verify_and_update(_normalized(password).encode(), stored))


def weaknesses(password: str, own_words: Iterable[str]) -> list[Weakness]:
    """All that speaks against a new password, after NIST SP 800-63B: length, what is easily guessed, no rules on kinds of signs.

    `own_words` are what others know about the person and the site: name, e-mail address, organization. Their parts of four
    letters or more may not stand in the password, whatever the capitals and accents.
    """
    if len(password) > LONGEST:
        return [Weakness.TOO_LONG]
    normalized = _normalized(password)
    found = []
    if len(normalized) < SHORTEST:
        found.append(Weakness.TOO_SHORT)
    if zxcvbn(normalized[:READ_BY_ZXCVBN], LOCAL_WORDS).guesses < ENOUGH_GUESSES:
        found.append(Weakness.TOO_COMMON)
    letters = _letters(normalized)
    own = {part for word in own_words for part in re.split(r"[\W_]+", _letters(word))}
    if any(len(part) >= OWN_WORD_LENGTH and part in letters for part in own):
        found.append(Weakness.CONTAINS_OWN_WORD)
    return found


def _normalized(password: str) -> str:
    # Two keyboards may send the same letter in two ways.
    return unicodedata.normalize("NFKC", password)


def _letters(text: str) -> str:
    """The text without capitals and accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
