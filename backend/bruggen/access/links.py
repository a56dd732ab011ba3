"""Secrets that are good once and for a while: links in mails, and tickets between two steps of a sign-in."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bruggen.kit.clock import now
from bruggen.kit.db import count_changed
from bruggen.kit.sealing import new_token, token_digest
from bruggen.models import OneTimeLink

KEPT = timedelta(days=30)
LIFETIMES = {
    "invitation": timedelta(days=14),
    "passwordReset": timedelta(hours=1),
    "secondFactor": timedelta(minutes=10),
    "openIdConnect": timedelta(minutes=10),
    "otherSide": timedelta(days=14),
}


def new_link(session: Session, purpose: str, user_id: UUID | None = None, content: Mapping[str, Any] | None = None) -> str:
    """A secret for this purpose; older ones of the person for the same purpose are worth nothing from now on."""
    if user_id:
        older = (OneTimeLink.user_id == user_id, OneTimeLink.purpose == purpose, OneTimeLink.used_at.is_(None))
        session.execute(update(OneTimeLink).where(*older).values(used_at=now()))
    token = new_token()
    session.add(
        OneTimeLink(
            token_hash=token_digest(token),
            purpose=purpose,
            user_id=user_id,
            content=dict(content or {}),
            expires_at=now() + LIFETIMES[purpose],
        )
    )
    return token


def find_link(session: Session, token: str, purposes: Sequence[str]) -> OneTimeLink | None:
    """What the secret stands for while it is good; locked until the end of the transaction."""
    statement = select(OneTimeLink).where(
        OneTimeLink.token_hash == token_digest(token),
        OneTimeLink.purpose.in_(purposes),
        OneTimeLink.used_at.is_(None),
        OneTimeLink.expires_at > now(),
    )
    return session.scalar(statement.with_for_update())


def use_link(session: Session, link: OneTimeLink) -> bool:
    """Use it up; False when somebody was faster."""
    still = (OneTimeLink.token_hash == link.token_hash, OneTimeLink.used_at.is_(None))
    return count_changed(session, update(OneTimeLink).where(*still).values(used_at=now())) == 1


def sweep_links(session: Session) -> int:
    """Remove what ran out a month ago: until then a link that is used late gets an answer that says so; returns how many."""
    return count_changed(session, delete(OneTimeLink).where(OneTimeLink.expires_at < now() - KEPT))
