"""Signed-in browsers: opened, renewed with single-use tokens, ended. A token that comes twice ends its session (RFC 9700)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bruggen.kit.actor import ActorKind, actor_of, set_actor
from bruggen.kit.clock import now, today
from bruggen.kit.db import count_changed
from bruggen.kit.ids import new_id
from bruggen.kit.sealing import new_token, token_digest
from bruggen.models import RefreshToken, SignInSession, User
from bruggen.record.audit import record_event

# Without being used for a working week it ends; whatever is done with it, after a month.
IDLE = timedelta(days=7)
LONGEST = timedelta(days=30)
DEVICE_LENGTH = 200


def open_session(session: Session, user: User, *, method: str, second_factor: bool, device: str) -> tuple[SignInSession, str]:
    """Sign the person in on one browser; returns the session and the token that renews it."""
    moment = now()
    opened = SignInSession(
        id=new_id(),
        user_id=user.id,
        method=method,
        second_factor=second_factor,
        device=device[:DEVICE_LENGTH],
        created_at=moment,
        last_used_at=moment,
        expires_at=moment + IDLE,
    )
    session.add(opened)
    _act_as(session, user, opened)
    session.flush()
    _note_use(session, user)
    record_event(session, "signedIn", "sessions", opened.id)
    return opened, _add_token(session, opened)


def renew_session(session: Session, token: str) -> tuple[SignInSession, str] | None:
    """The session of a renewing token and the next token; None when it is not good. One that came before ends its session.

    The caller commits also after None.
    """
    digest = token_digest(token)
    # One statement, so that of two at the same moment only one gets it.
    good = (RefreshToken.token_hash == digest, RefreshToken.used_at.is_(None), RefreshToken.expires_at > now())
    taken = count_changed(session, update(RefreshToken).where(*good).values(used_at=now()))
    statement = select(SignInSession, User, RefreshToken.used_at)
    statement = statement.join(RefreshToken, RefreshToken.session_id == SignInSession.id).join(
        User, User.id == SignInSession.user_id
    )
    row = session.execute(statement.where(RefreshToken.token_hash == digest)).one_or_none()
    if row is None:
        return None
    found, user, used_at = row
    if not taken and used_at is not None:
        end_sessions(session, [found], because="tokenReused")
        return None
    if not taken or found.revoked_at or found.expires_at <= now() or user.status != "active":
        return None
    _act_as(session, user, found)
    found.last_used_at = now()
    found.expires_at = min(now() + IDLE, found.created_at + LONGEST)
    _note_use(session, user)
    return found, _add_token(session, found)


def end_sessions(session: Session, ended: Iterable[SignInSession], *, because: str) -> None:
    """End these sessions: their access tokens are refused from the next request on, their renewing tokens are worth nothing."""
    for one in ended:
        if one.revoked_at is None:
            one.revoked_at = now()
            one.revoked_because = because
            record_event(session, "signedOut" if because == "signedOut" else "sessionEnded", "sessions", one.id, purpose=because)


def end_all_sessions(session: Session, user_id: UUID, *, because: str, but: UUID | None = None) -> None:
    """End all sessions of a person, or all `but` one."""
    alive = (SignInSession.user_id == user_id, SignInSession.revoked_at.is_(None))
    sessions = session.scalars(select(SignInSession).where(*alive)).all()
    end_sessions(session, [one for one in sessions if one.id != but], because=because)


def session_of_token(session: Session, token: str) -> SignInSession | None:
    """The session that a renewing token belongs to, whatever the state of either."""
    statement = select(SignInSession).join(RefreshToken, RefreshToken.session_id == SignInSession.id)
    return session.scalar(statement.where(RefreshToken.token_hash == token_digest(token)))


def _act_as(session: Session, user: User, opened: SignInSession) -> None:
    """From here on it is the person who acts, no longer somebody at the door."""
    set_actor(session, replace(actor_of(session), kind=ActorKind.USER, id=user.id, session_id=opened.id))


def _note_use(session: Session, user: User) -> None:
    """On which day the account was last used, for the access review. Not a change of the account: its version stays."""
    if user.last_used_on != today():
        session.execute(update(User).where(User.id == user.id).values(last_used_on=today()))


def _add_token(session: Session, opened: SignInSession) -> str:
    token = new_token()
    session.add(RefreshToken(token_hash=token_digest(token), session_id=opened.id, expires_at=opened.expires_at))
    return token


def sweep_refresh_tokens(session: Session) -> int:
    """Remove tokens that ran out: they are refused with or without a row; returns how many."""
    return count_changed(session, delete(RefreshToken).where(RefreshToken.expires_at < now()))
