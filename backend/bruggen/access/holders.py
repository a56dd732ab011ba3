"""Who holds a role today."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, select

from bruggen.access.authentication import role_holds
from bruggen.access.roles import Role
from bruggen.models import RoleAssignment, User


def select_holders(roles: Iterable[Role], *, region: str | None = None) -> Select[UUID]:
    """The ids of the people, none of them suspended, who hold one of these roles today; with a region, there."""
    holders = select(RoleAssignment.user_id).join(User, User.id == RoleAssignment.user_id)
    holders = holders.where(RoleAssignment.role.in_([role.value for role in roles]), User.status == "active", *role_holds())
    return holders if region is None else holders.where(RoleAssignment.region_code == region)
