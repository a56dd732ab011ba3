"""The steps of signing in. Nothing here tells a stranger whether an account exists: one answer, and the same work done for it."""

from sqlalchemy.orm import Session

from bruggen.access.accounts import choose, notify
from bruggen.access.entering import SignedIn
from bruggen.access.links import find_link, new_link, use_link
from bruggen.access.second_factors import begin_enrollment, check_code, confirm_enrollment
from bruggen.access.sessions import end_all_sessions, open_session
from bruggen.features.sign_in import queries
from bruggen.features.sign_in.problems import LinkSpent
from bruggen.kit.db import seal_of
from bruggen.kit.passwords import verify_password
from bruggen.models import OneTimeLink, User
from bruggen.record.audit import record_event
from bruggen.record.mail import queue_mail

MAX_ATTEMPTS = 5
LINKS = ("invitation", "passwordReset")


def check_password(session: Session, email: str, password: str, *, demo: bool) -> User | None:
    """The person whose address and password these are; None otherwise, after the same work."""
    user = queries.get_user(session, email)
    check = verify_password(password, user.password_hash if user else None)
    if user is None or not check.ok or user.status != "active" or (user.demo and not demo):
        record_event(session, "signInFailed", "users", user.id if user else None)
        return None
    if check.renewed:
        user.password_hash = check.renewed
    return user


def enroll(session: Session, ticket: str) -> tuple[User, str] | None:
    """The secret for an authenticator app of a person who must have one before going on; None for a ticket that is not good."""
    link = find_link(session, ticket, ["secondFactor"])
    user = session.get(User, link.user_id) if link else None
    if user is None or user.totp_confirmed_at is not None:
        return None
    return user, begin_enrollment(session, user)


def complete(session: Session, ticket: str, code: str, *, device: str) -> SignedIn | None:
    """Sign in with the code; None for a wrong code or ticket. A ticket bears five tries. The caller commits also after None."""
    link = find_link(session, ticket, ["secondFactor"])
    user = session.get(User, link.user_id) if link else None
    if link is None or user is None or user.status != "active" or link.attempts >= MAX_ATTEMPTS:
        return None
    link.attempts += 1
    recovery_codes = None
    if user.totp_confirmed_at is None:
        recovery_codes = confirm_enrollment(session, user, code)
        right = recovery_codes is not None
    else:
        right = check_code(session, user, code)
    if not right or not use_link(session, link):
        record_event(session, "codeRefused", "users", user.id)
        return None
    opened, renewal = open_session(session, user, method=link.content["method"], second_factor=True, device=device)
    return SignedIn(opened, renewal, recovery_codes)


def request_reset(session: Session, email: str, *, public_url: str, demo: bool) -> None:
    """Mail a link to choose a new password, if there is such an account. The answer is the same when there is none."""
    user = queries.get_user(session, email)
    if user is None or user.status != "active" or (user.demo and not demo):
        return
    # The secret stands after the #, which browsers send to no server: no log, no referrer knows it.
    link = f"{public_url}/wachtwoord#{new_link(session, 'passwordReset', user.id)}"
    queue_mail(session, seal_of(session), user.email, "passwordReset", {"name": user.name, "link": link})


def read_link(session: Session, token: str) -> tuple[OneTimeLink, User]:
    """What a mailed link is for. Raises LinkSpent."""
    link = find_link(session, token, LINKS)
    user = session.get(User, link.user_id) if link else None
    if link is None or user is None or user.status != "active":
        raise LinkSpent
    return link, user


def choose_password(session: Session, token: str, password: str, name: str | None, *, public_url: str) -> None:
    """Set the password through a mailed link; all sessions of the person end. Raises LinkSpent, or BadRequest for a weak one."""
    link, user = read_link(session, token)
    choose(user, password)
    if name and link.purpose == "invitation":
        user.name = name
    if not use_link(session, link):
        raise LinkSpent
    end_all_sessions(session, user.id, because="passwordChanged")
    record_event(session, "passwordSet", "users", user.id)
    if link.purpose == "passwordReset":
        notify(session, user, "passwordChanged", public_url=public_url)
