"""The keys of access tokens: in the database, sealed; the newest signs, the others verify until their last token is through."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from threading import Lock
from time import monotonic

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bruggen.kit.clock import now
from bruggen.kit.db import SessionFactory, seal_of
from bruggen.kit.tokens import KeyPair, new_key
from bruggen.models import SigningKey

PURPOSE = "signing key"
ACCESS_TOKEN_LIFETIME = timedelta(minutes=10)
# Longer than a token lives, with room for clocks that differ.
RETIREMENT = ACCESS_TOKEN_LIFETIME + timedelta(minutes=2)
# A key made by another process is used within this time, and known at once when a token names it.
REFRESH_SECONDS = 60.0
LOOKS_APART_SECONDS = 1.0


def rotate_keys(session: Session) -> str:
    """Sign with a new key from now on; returns its id. Tokens of the older keys stay good until they run out."""
    moment = now()
    for key in session.scalars(select(SigningKey).where(SigningKey.retired_at.is_(None))):
        key.retired_at = moment
    pair = new_key()
    sealed = seal_of(session).seal(PURPOSE, pair.private_pem.encode())
    session.add(SigningKey(kid=pair.kid, private_key=sealed, public_key=pair.public_pem, created_at=moment))
    return pair.kid


class KeyRing(Mapping[str, str]):
    """The keys of a serving process: public keys in PEM by id, read from the database when they may have changed."""

    def __init__(self, sessions: SessionFactory) -> None:
        self._sessions = sessions
        self._lock = Lock()
        self._public: dict[str, str] = {}
        self._signing: KeyPair | None = None
        self._read_at = float("-inf")

    def signing_key(self) -> KeyPair:
        """The key to sign with; made when there is none yet."""
        if self._age() > REFRESH_SECONDS:
            self._read()
        if self._signing is None:
            with self._sessions.begin() as session:
                rotate_keys(session)
            self._read()
        assert self._signing
        return self._signing

    def __getitem__(self, kid: str) -> str:
        """The public key of this id. One that is not known is looked for in the database, once a second at most."""
        if self._age() > REFRESH_SECONDS or (kid not in self._public and self._age() > LOOKS_APART_SECONDS):
            self._read()
        return self._public[kid]

    def __iter__(self) -> Iterator[str]:
        if self._age() > LOOKS_APART_SECONDS:
            self._read()
        return iter(self._public)

    def __len__(self) -> int:
        return len(self._public)

    def _age(self) -> float:
        return monotonic() - self._read_at

    def _read(self) -> None:
        with self._lock, self._sessions() as session:
            alive = or_(SigningKey.retired_at.is_(None), SigningKey.retired_at > now() - RETIREMENT)
            keys = session.scalars(select(SigningKey).where(alive).order_by(SigningKey.created_at.desc())).all()
            self._public = {key.kid: key.public_key for key in keys}
            newest = next((key for key in keys if key.retired_at is None), None)
            if newest:
                private = seal_of(session).open(PURPOSE, newest.private_key).decode()
                self._signing = KeyPair(newest.kid, private, newest.public_key)
            self._read_at = monotonic()
