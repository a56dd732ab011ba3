"""How somebody gets into their account for the first time."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bruggen.access.links import new_link
from bruggen.kit.db import seal_of
from bruggen.kit.problems import PreconditionFailed
from bruggen.models import ExternalIdentity, User
from bruggen.record.mail import queue_mail


def find_user(session: Session, email: str) -> User | None:
    """The account of a mail address, whatever its state."""
    return session.scalar(select(User).where(User.email == email))


def add_user(session: Session, user: User) -> bool:
    """Add the account; False when there is one with this address.

    Raises PreconditionFailed when somebody else added it at the same moment: the next try will find it.
    """
    if find_user(session, user.email):
        return False
    session.add(user)
    try:
        session.flush()
    except IntegrityError as error:
        raise PreconditionFailed("Somebody else did the same at this moment. Try again.") from error
    return True


def has_entered(session: Session, user: User) -> bool:
    """Whether the person accepted an invitation, or an identity provider vouches for them."""
    if user.password_hash is not None:
        return True
    return session.scalar(select(ExternalIdentity.id).where(ExternalIdentity.user_id == user.id).limit(1)) is not None


def invite(session: Session, user: User, *, public_url: str) -> None:
    """Mail the person a link to choose a password with; an older one is worth nothing from now on."""
    # The secret stands after the #, which browsers send to no server: no log, no referrer knows it.
    link = f"{public_url}/wachtwoord#{new_link(session, 'invitation', user.id)}"
    queue_mail(session, seal_of(session), user.email, "invitation", {"name": user.name, "link": link})


def tell_account_exists(session: Session, email: str, *, public_url: str) -> None:
    """Tell somebody who was invited again that they have an account. Whoever invited them hears nothing of it."""
    queue_mail(session, seal_of(session), email, "accountExists", {"link": f"{public_url}/aanmelden"})


def tell_role_given(session: Session, user: User, *, public_url: str) -> None:
    """Tell somebody with an account that they can do more now."""
    queue_mail(session, seal_of(session), user.email, "roleGiven", {"link": f"{public_url}/aanmelden"})
