"""What happens to an account wherever it happens: a password chosen, its owner told."""

from sqlalchemy.orm import Session

from bruggen.kit.db import seal_of
from bruggen.kit.passwords import Weakness, hash_password, weaknesses
from bruggen.kit.problems import BadRequest, input_issue
from bruggen.models import User
from bruggen.record.mail import queue_mail

WEAKNESSES = {
    Weakness.TOO_SHORT: "Use at least 12 characters.",
    Weakness.TOO_LONG: "Use at most 200 characters.",
    Weakness.TOO_COMMON: "This password is easy to guess. A few words that do not belong together work well.",
    Weakness.CONTAINS_OWN_WORD: "Leave your own name and address out of the password.",
}


def choose(user: User, password: str) -> None:
    """Store a new password. Raises BadRequest when it is too weak, saying why and never echoing it."""
    faults = weaknesses(password, [user.name, user.email])
    if faults:
        issues = [
            input_issue("invalidInput", f"{WEAKNESSES[fault]} ({fault})", location="body", name="password") for fault in faults
        ]
        raise BadRequest(issues=issues)
    user.password_hash = hash_password(password)


def notify(session: Session, user: User, change: str, *, public_url: str) -> None:
    """Tell the owner by mail that something about signing in changed; the words for `change` are the mail's own."""
    content = {"name": user.name, "change": change, "link": f"{public_url}/aanmelden"}
    queue_mail(session, seal_of(session), user.email, "signInNotice", content)
