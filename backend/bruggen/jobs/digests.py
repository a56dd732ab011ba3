"""Tells those who asked for it what is new, and forgets those who never confirmed or whose mailbox is gone."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.features.digests.service import WAITS, end, token_of
from bruggen.features.novelties.feeds import NEW
from bruggen.features.novelties.queries import select_novelties
from bruggen.jobs.tools import Tools
from bruggen.kit.clock import now
from bruggen.kit.db import seal_of
from bruggen.models import DigestSubscription
from bruggen.record.mail import queue_mail
from bruggen.writing.item_kinds import page_of

DIGEST = "digest"
MOST = 30
"""As much as somebody reads; the rest is on the site."""
MOST_REFUSALS = 2
"""A mailbox that is refused for good this often in a row is gone."""


def send_digests(tools: Tools) -> None:
    """Send everybody what is new since they were told, one transaction each; nothing where there is nothing."""
    active = select(DigestSubscription.id).where(DigestSubscription.status == "active").order_by(DigestSubscription.id)
    with tools.sessions() as session:
        found = session.scalars(active).all()
    for subscription_id in found:
        with tools.sessions.begin() as session:
            _tell(session, subscription_id, tools.public_url)


def _tell(session: Session, subscription_id: UUID, public_url: str) -> None:
    subscription = session.get(DigestSubscription, subscription_id, with_for_update=True)
    if subscription is None or subscription.status != "active" or not subscription.email or not subscription.told_until:
        return
    moment = now()
    since = subscription.told_until
    rows = session.execute(select_novelties((), subscription.regions, subscription.themes, since).limit(MOST)).all()
    subscription.told_until = moment
    if not rows:
        return
    seal = seal_of(session)
    lines = [line for row in rows for line in (f"{NEW[row.kind]}: {row.title}", page_of(row.kind, row.id, public_url))]
    content = {
        "items": "\n".join(lines),
        "link": f"{public_url}/nieuw",
        "unsubscribe": f"{public_url}/digest/unsubscribe/{token_of(seal, subscription)}",
    }
    queue_mail(session, seal, subscription.email, DIGEST, content)


def note_refusal(tools: Tools, email: str) -> None:
    """A server refused a digest for good: after a few in a row the address is forgotten."""
    with tools.sessions.begin() as session:
        held = select(DigestSubscription).where(DigestSubscription.email == email, DigestSubscription.status == "active")
        for subscription in session.scalars(held.with_for_update()).all():
            subscription.refusals += 1
            if subscription.refusals >= MOST_REFUSALS:
                end(subscription, "refused")


def forget_digests(tools: Tools) -> None:
    """Forget the addresses that never said yes."""
    with tools.sessions.begin() as session:
        waited = select(DigestSubscription).where(
            DigestSubscription.status == "asked", DigestSubscription.asked_at < now() - WAITS
        )
        for subscription in session.scalars(waited).all():
            end(subscription, "neverConfirmed")
