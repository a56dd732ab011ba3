"""Roles that people hold, as every resource shows them."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_

from bruggen.access.roles import ROLES, Role
from bruggen.kit.clock import today
from bruggen.kit.schema import LocalizedTitle, Schema
from bruggen.models import Organization, RoleAssignment


class OrganizationLink(Schema):
    """An organization by its name."""

    id: UUID
    href: str
    name: str


class HeldRole(Schema):
    """A role that a person holds, and where; not `usable` before its first day, or before its second factor was set up."""

    id: UUID
    role: Role
    title: LocalizedTitle
    region: str | None = None
    organization: OrganizationLink | None = None
    post: str | None = None
    sector: str | None = None
    stand_in: bool
    valid_from: date
    valid_until: date | None = None
    usable: bool


def organization_link(organization: Organization) -> OrganizationLink:
    """The organization as others name it."""
    return OrganizationLink(id=organization.id, href=f"/api/v1/organizations/{organization.id}", name=organization.name)


def role_fields(assignment: RoleAssignment) -> dict[str, Any]:
    """What every schema of a role assignment shows; its organization must be loaded."""
    return {
        "id": assignment.id,
        "role": Role(assignment.role),
        "title": LocalizedTitle.of(ROLES[Role(assignment.role)].title),
        "region": assignment.region_code,
        "organization": organization_link(assignment.organization) if assignment.organization else None,
        "post": assignment.post,
        "sector": assignment.sector,
        "stand_in": assignment.stand_in,
        "valid_from": assignment.valid_from,
        "valid_until": assignment.valid_until,
    }


def held_role(assignment: RoleAssignment, *, second_factor: bool) -> HeldRole:
    """The role as it is shown with its person, who has a second factor or not."""
    usable = assignment.valid_from <= today() and (second_factor or not ROLES[Role(assignment.role)].second_factor)
    return HeldRole(**role_fields(assignment), usable=usable)


def not_over() -> ColumnElement[bool]:
    """Condition of a role assignment that holds today or will."""
    still = or_(RoleAssignment.valid_until.is_(None), RoleAssignment.valid_until >= today())
    return and_(RoleAssignment.ended_at.is_(None), still)
