"""SELECTs over members of networks."""

from uuid import UUID

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from bruggen.expertise.networks import takes_part
from bruggen.features.network_members.schemas import MemberFilters, MemberInput
from bruggen.models import NetworkMember, Organization

WHOLE = (joinedload(NetworkMember.organization), joinedload(NetworkMember.network))
"""Loads what a member shows."""

NAME = func.lower(func.coalesce(Organization.name, NetworkMember.post))
ORDERS = {
    "name": (NAME,),
    "-name": (NAME.desc(),),
    # SQLite and PostgreSQL do not agree on where an empty day belongs.
    "since": (NetworkMember.since.is_not(None), NetworkMember.since),
    "-since": (NetworkMember.since.is_(None), NetworkMember.since.desc()),
}


def select_members(network_id: UUID, filters: MemberFilters) -> Select[NetworkMember]:
    """The network's members that the filters leave, in the order asked for."""
    order = [column for sort in filters.sort for column in ORDERS[sort]]
    statement = (
        select(NetworkMember)
        .outerjoin(NetworkMember.organization)
        .where(NetworkMember.network_id == network_id)
        .options(contains_eager(NetworkMember.organization), joinedload(NetworkMember.network))
        .order_by(*order, NetworkMember.id)
    )
    if filters.active_on:
        statement = statement.where(*takes_part(filters.active_on))
    if filters.role:
        statement = statement.where(NetworkMember.role.in_(filters.role))
    return statement


def is_taken(session: Session, network_id: UUID, wanted: MemberInput, but: UUID) -> bool:
    """Whether the same organization or post takes part already at some time of the wanted period, as another member."""
    same = (
        NetworkMember.network_id == network_id,
        NetworkMember.id != but,
        NetworkMember.organization_id == wanted.organization if wanted.organization else NetworkMember.organization_id.is_(None),
        func.lower(NetworkMember.post) == wanted.post.lower() if wanted.post else NetworkMember.post.is_(None),
    )
    begun = or_(NetworkMember.since.is_(None), NetworkMember.since <= wanted.until) if wanted.until else None
    over = or_(NetworkMember.until.is_(None), NetworkMember.until >= wanted.since) if wanted.since else None
    overlapping = [clause for clause in (begun, over) if clause is not None]
    return bool(session.scalar(select(exists().where(*same, *overlapping))))
