"""A subscription from the question to its end. Whoever asks learns nothing of who has one."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.features.digests.schemas import DigestInput
from bruggen.kit.clock import now
from bruggen.kit.db import seal_of
from bruggen.kit.problems import BadRequest, InputIssue, ResourceNotFound
from bruggen.kit.sealing import Seal, SealBroken, open_id, seal_id
from bruggen.models import DigestSubscription, Region
from bruggen.record.mail import queue_mail
from bruggen.writing.codes import get_codes, unknown_codes

PURPOSE = "digest"
PAGE = "nieuwsbrief"
WAITS = timedelta(days=7)
"""So long a question waits for the address to confirm it."""


class DeadLink(ResourceNotFound):
    """A link that leads nowhere, or nowhere any more."""

    detail = "This link does not work, or no longer. Ask for the digest anew."


def token_of(seal: Seal, subscription: DigestSubscription) -> str:
    """The secret that stands for a subscription."""
    return seal_id(seal, PURPOSE, subscription.id)


def ask(session: Session, wanted: DigestInput, *, public_url: str) -> None:
    """Ask the address whether it wants the digest. Raises BadRequest for a region or theme there is not."""
    issues = list(_issues(session, wanted))
    if issues:
        raise BadRequest(issues=issues)
    subscription = DigestSubscription(email=wanted.email, regions=wanted.regions, themes=wanted.themes)
    session.add(subscription)
    session.flush()
    seal = seal_of(session)
    queue_mail(session, seal, wanted.email, "digestAsked", {"link": f"{public_url}/{PAGE}#{token_of(seal, subscription)}"})


def _issues(session: Session, wanted: DigestInput) -> Iterator[InputIssue]:
    regions = session.scalars(select(Region.code).order_by(Region.position)).all()
    yield from unknown_codes("regions", wanted.regions, regions)
    yield from unknown_codes("themes", wanted.themes, get_codes(session, ["themes"])["themes"])


def find(session: Session, token: str) -> DigestSubscription:
    """The subscription that a link stands for. Raises DeadLink."""
    try:
        key = open_id(seal_of(session), PURPOSE, token)
    except SealBroken as error:
        raise DeadLink from error
    subscription = session.get(DigestSubscription, key, with_for_update=True)
    if subscription is None:
        raise DeadLink
    return subscription


def confirm(session: Session, subscription: DigestSubscription) -> None:
    """From now on it is sent; what the address had before gives way. Raises DeadLink for one that ended or waited too long."""
    if subscription.status == "ended" or (subscription.status == "asked" and subscription.asked_at < now() - WAITS):
        raise DeadLink
    if subscription.status == "active":
        return
    older = select(DigestSubscription).where(
        DigestSubscription.email == subscription.email,
        DigestSubscription.id != subscription.id,
        DigestSubscription.status == "active",
    )
    for former in session.scalars(older.with_for_update()).all():
        end(former, "unsubscribed")
    subscription.status = "active"
    subscription.confirmed_at = subscription.told_until = now()


def end(subscription: DigestSubscription, because: str) -> None:
    """Send no more, and forget the address. Twice does no harm."""
    if subscription.status == "ended":
        return
    subscription.status, subscription.ended_because, subscription.ended_at = "ended", because, now()
    subscription.email = None
