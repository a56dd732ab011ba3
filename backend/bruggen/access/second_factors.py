"""The second factor of an account: set up, checked, recovered, taken away."""

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from bruggen.kit.clock import now
from bruggen.kit.db import count_changed, seal_of
from bruggen.kit.second_factor import matching_step, new_recovery_codes, new_secret, normalize_recovery_code
from bruggen.models import RecoveryCode, User
from bruggen.record.audit import RECORDED, record_event

PURPOSE = "second factor"
RECOVERY = "recovery code"


def begin_enrollment(session: Session, user: User) -> str:
    """A new secret for the person's authenticator app. It counts, in the place of an older one, only after a first right code."""
    secret = new_secret()
    user.totp_pending = seal_of(session).seal(PURPOSE, secret.encode())
    return secret


def confirm_enrollment(session: Session, user: User, code: str) -> list[str] | None:
    """Take the new secret into use with a first right code; returns the recovery codes, None for a wrong code."""
    if user.totp_pending is None:
        return None
    step = matching_step(seal_of(session).open(PURPOSE, user.totp_pending).decode(), code, at=now(), last_step=None)
    if step is None:
        return None
    user.totp_secret, user.totp_pending = user.totp_pending, None
    user.totp_confirmed_at = now()
    user.totp_last_step = step
    record_event(session, "secondFactorSet", "users", user.id)
    return renew_recovery_codes(session, user)


def renew_recovery_codes(session: Session, user: User) -> list[str]:
    """New recovery codes; the old ones are worth nothing. Shown once, stored as digests."""
    _forget_recovery_codes(session, user)
    codes = new_recovery_codes()
    session.add_all(RecoveryCode(user_id=user.id, code_hash=_digest(session, user, code)) for code in codes)
    record_event(session, "recoveryCodesSet", "users", user.id)
    return codes


def remove_second_factor(session: Session, user: User) -> None:
    """Do without the second factor from now on."""
    user.totp_secret = user.totp_pending = user.totp_confirmed_at = user.totp_last_step = None
    _forget_recovery_codes(session, user)
    record_event(session, "secondFactorRemoved", "users", user.id)


def check_code(session: Session, user: User, code: str) -> bool:
    """Whether this is the person's code of the moment, not used before, or one of the recovery codes: each is good once."""
    if user.totp_secret is None:
        return False
    secret = seal_of(session).open(PURPOSE, user.totp_secret).decode()
    step = matching_step(secret, code, at=now(), last_step=user.totp_last_step)
    if step is None:
        return _take_recovery_code(session, user, _digest(session, user, code))
    # One statement, so that of two requests with the same code only one gets in.
    unused = (User.id == user.id, (User.totp_last_step.is_(None)) | (User.totp_last_step < step))
    return count_changed(session, update(User).where(*unused).values(totp_last_step=step)) == 1


def _take_recovery_code(session: Session, user: User, digest: str) -> bool:
    unused = (RecoveryCode.user_id == user.id, RecoveryCode.code_hash == digest, RecoveryCode.used_at.is_(None))
    taken = count_changed(session, update(RecoveryCode).where(*unused).values(used_at=now()), **RECORDED)
    if taken:
        record_event(session, "recoveryCodeUsed", "users", user.id)
    return taken == 1


def _forget_recovery_codes(session: Session, user: User) -> None:
    count_changed(session, delete(RecoveryCode).where(RecoveryCode.user_id == user.id), **RECORDED)


def _digest(session: Session, user: User, code: str) -> str:
    # With the person in it: two people may well be given the same code.
    return seal_of(session).digest(RECOVERY, f"{user.id} {normalize_recovery_code(code)}")
