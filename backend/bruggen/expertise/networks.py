"""Networks as what hangs on them sees them: by their name, and who takes part on a day."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_, update
from sqlalchemy.orm import Session

from bruggen.kit.schema import Schema
from bruggen.models import ExpertiseItem, Network, NetworkMember
from bruggen.writing.item_kinds import href_of


class NetworkLink(Schema):
    """A network by its name."""

    id: UUID
    href: str
    title: str


def network_link(network: Network) -> NetworkLink:
    """The network as others name it."""
    return NetworkLink(id=network.id, href=href_of("network", network.id), title=network.title)


def takes_part(day: date) -> tuple[ColumnElement[bool], ...]:
    """Conditions of a member of this day, the first and the last day of taking part included."""
    return (
        or_(NetworkMember.since.is_(None), NetworkMember.since <= day),
        or_(NetworkMember.until.is_(None), NetworkMember.until >= day),
    )


def lock_network(session: Session, network_id: UUID) -> None:
    """Nobody else changes who takes part until this transaction ends."""
    # A write: it locks the row on PostgreSQL and the database on SQLite.
    session.execute(
        update(ExpertiseItem).where(ExpertiseItem.id == network_id).values(kind=ExpertiseItem.kind),
        execution_options={"synchronize_session": False},
    )
