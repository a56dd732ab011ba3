"""SELECTs over meetings, within the caller's reach."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.expertise.networks import takes_part
from bruggen.features.network_meetings.schemas import MeetingFilters
from bruggen.kit.clock import midnight
from bruggen.models import MeetingAttendance, NetworkMeeting, NetworkMember, Organization

WHOLE = (joinedload(NetworkMeeting.network), *map(selectinload, (NetworkMeeting.attendances, NetworkMeeting.tasks)))
"""Loads what a meeting shows, in a list or on its own."""


def select_meetings(caller: Caller, filters: MeetingFilters, network_id: UUID | None = None) -> Select[NetworkMeeting]:
    """Meetings of one network or of all, that the filters leave, in the order asked for."""
    order = NetworkMeeting.starts_at.desc() if filters.sort[0].startswith("-") else NetworkMeeting.starts_at
    statement = select(NetworkMeeting).options(*WHOLE).order_by(order, NetworkMeeting.id)
    statement = statement.where(seen(caller, Scope.EXPERTISE_READ, NetworkMeeting))
    if network_id:
        statement = statement.where(NetworkMeeting.network_id == network_id)
    if filters.from_:
        statement = statement.where(NetworkMeeting.ends_at >= midnight(filters.from_))
    if filters.to:
        statement = statement.where(NetworkMeeting.starts_at < midnight(filters.to + timedelta(days=1)))
    if filters.status:
        statement = statement.where(NetworkMeeting.status.in_(filters.status))
    return statement


def get_members(session: Session, network_id: UUID, on: date | None = None) -> Sequence[NetworkMember]:
    """The network's members by name, all that ever were or those of a day."""
    statement = (
        select(NetworkMember)
        .outerjoin(NetworkMember.organization)
        .where(NetworkMember.network_id == network_id, *(takes_part(on) if on else ()))
        .options(joinedload(NetworkMember.organization))
        .order_by(func.lower(func.coalesce(Organization.name, NetworkMember.post)), NetworkMember.id)
    )
    return session.scalars(statement).all()


def get_last_addresses(session: Session, network_id: UUID) -> dict[UUID, str]:
    """At which address each member was invited last."""
    statement = (
        select(MeetingAttendance.member_id, MeetingAttendance.email)
        .join(MeetingAttendance.meeting)
        .where(NetworkMeeting.network_id == network_id)
        .order_by(NetworkMeeting.starts_at, NetworkMeeting.id)
    )
    return {member: address for member, address in session.execute(statement) if member and address}
