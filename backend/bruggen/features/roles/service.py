"""Gives, shortens and ends roles."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.granting import RoleInput, add_role, check_role, keep_an_administrator, require_may_give
from bruggen.access.problems import AlreadyDone
from bruggen.kit.clock import now, today
from bruggen.kit.problems import BadRequest, input_issue
from bruggen.models import RoleAssignment, User


def give_role(session: Session, caller: Caller, user: User, wanted: RoleInput, key: UUID) -> RoleAssignment:
    """Give the person the role. Raises BadRequest, MissingPermission, AlreadyExists."""
    check_role(session, wanted)
    require_may_give(caller, wanted, to=user.id)
    return add_role(session, caller, user.id, wanted, key=key)


def change_end(session: Session, assignment: RoleAssignment, valid_until: date | None) -> None:
    """Let the role run until another day. Raises AlreadyDone for one that was ended, BadRequest, LastAdministrator."""
    if assignment.ended_at is not None:
        raise AlreadyDone("This role was ended. Give it anew.")
    earliest = max(assignment.valid_from, today())
    if valid_until and valid_until < earliest:
        detail = f"The last day is {earliest} or later. To take the role away now, end it."
        raise BadRequest(
            issues=[input_issue("invalidInput", detail, location="body", name="validUntil", value=valid_until.isoformat())]
        )
    with keep_an_administrator(session):
        assignment.valid_until = valid_until


def end_role(session: Session, assignment: RoleAssignment) -> None:
    """Take the role away, now; one that was ended stays as it is. Raises LastAdministrator."""
    if assignment.ended_at is None:
        with keep_an_administrator(session):
            assignment.ended_at = now()
