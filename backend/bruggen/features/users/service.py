"""Lets people in and keeps them out. Nothing here tells who has an account to those who may not see it."""

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.granting import add_role, check_role, keep_an_administrator, require_may_give
from bruggen.access.invitations import add_user, find_user, has_entered, invite, tell_account_exists
from bruggen.access.problems import AlreadyDone, AlreadyExists, MissingPermission
from bruggen.access.reach import may_see
from bruggen.access.scopes import Scope
from bruggen.access.sessions import end_all_sessions
from bruggen.features.users.schemas import Invitation, UserInput
from bruggen.models import User


def invite_user(session: Session, caller: Caller, wanted: Invitation, user: User, *, public_url: str) -> bool:
    """Add the account with its first role and mail the invitation; False when the address is that of somebody whom the caller
    may not see.

    Raises BadRequest or MissingPermission for the role, AlreadyExists when the caller may see who has the address.
    """
    check_role(session, wanted.role, within="role.")
    require_may_give(caller, wanted.role)
    if add_user(session, user):
        add_role(session, caller, user.id, wanted.role)
        invite(session, user, public_url=public_url)
        return True
    existing = find_user(session, wanted.email)
    assert existing
    if may_see(session, caller, Scope.USER_READ, User, existing.id):
        raise AlreadyExists(f"There is an account with this address: /api/v1/users/{existing.id}. Give it the role.")
    tell_account_exists(session, wanted.email, public_url=public_url)
    return False


def invite_again(session: Session, user: User, *, public_url: str) -> None:
    """Mail a new invitation. Raises AlreadyDone when the person came in, or must stay out."""
    if user.status != "active" or has_entered(session, user):
        raise AlreadyDone("This person has accepted the invitation, or is suspended.")
    invite(session, user, public_url=public_url)


def change_user(session: Session, caller: Caller, user: User, change: UserInput) -> None:
    """Rename, suspend or let in again. Raises MissingPermission for oneself, LastAdministrator."""
    user.name = change.name
    if change.status == user.status:
        return
    if user.id == caller.id:
        raise MissingPermission("Nobody suspends themselves; somebody else must.", object_type="users", object_id=user.id)
    if change.status == "suspended":
        with keep_an_administrator(session):
            user.status = change.status
        end_all_sessions(session, user.id, because="suspended")
    user.status = change.status
