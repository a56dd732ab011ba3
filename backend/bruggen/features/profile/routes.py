"""`/profile`: the caller's own account."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from bruggen.access.accounts import choose, notify
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, requires
from bruggen.access.problems import MissingPermission
from bruggen.access.roles import ROLES, Role
from bruggen.access.scopes import Scope
from bruggen.access.second_factors import (
    begin_enrollment,
    check_code,
    confirm_enrollment,
    remove_second_factor,
    renew_recovery_codes,
)
from bruggen.access.sessions import end_all_sessions
from bruggen.features.profile import queries
from bruggen.features.profile.schemas import (
    CodeProof,
    CurrentSession,
    Enrollment,
    OwnRole,
    PasswordChange,
    PasswordProof,
    Profile,
    ProfileInput,
    RecoveryCodes,
    RoleOrganization,
    SecondFactorState,
)
from bruggen.kit.answers import nothing, private
from bruggen.kit.db import DbSession
from bruggen.kit.passwords import verify_password
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import BadRequest, input_issue
from bruggen.kit.ratelimit import Limits, Rule
from bruggen.kit.schema import LocalizedTitle
from bruggen.kit.second_factor import provisioning_uri
from bruggen.models import SignInSession, User

PROOFS = Rule("ownProof", 10, 15 * 60)
"""Whoever sits at somebody's unlocked screen does not get to guess the password or a code."""

router = APIRouter(tags=["Profile"], responses=REFUSALS)
Reader = Annotated[Caller, requires(Scope.OWN_PROFILE_READ)]
Owner = Annotated[Caller, requires(Scope.OWN_PROFILE_WRITE)]


def _get_own(session: DbSession, caller: Reader) -> User:
    return session.get_one(User, caller.id)


Own = Annotated[User, Depends(_get_own)]


def _required(session: DbSession, user: User) -> bool:
    return any(ROLES[Role(role.role)].second_factor for role, _ in queries.get_roles(session, user.id))


def _profile(session: DbSession, caller: Caller, user: User) -> Profile:
    roles = [
        OwnRole(
            id=role.id,
            role=role.role,
            title=LocalizedTitle.of(ROLES[Role(role.role)].title),
            region=role.region_code,
            organization=RoleOrganization(
                id=role.organization_id, href=f"/api/v1/organizations/{role.organization_id}", name=name
            )
            if role.organization_id
            else None,
            post=role.post,
            sector=role.sector,
            stand_in=role.stand_in,
            valid_from=role.valid_from,
            valid_until=role.valid_until,
            usable=role.role not in caller.waiting,
        )
        for role, name in queries.get_roles(session, user.id)
    ]
    opened = session.get_one(SignInSession, caller.session_id)
    return Profile(
        id=user.id,
        email=user.email,
        name=user.name,
        language=user.language,
        roles=roles,
        scopes=sorted(caller.scopes),
        second_factor=SecondFactorState(
            enrolled=user.totp_confirmed_at is not None,
            required=any(ROLES[Role(role.role)].second_factor for role in roles),
            recovery_codes_left=queries.count_recovery_codes(session, user.id),
        ),
        session=CurrentSession(id=opened.id, second_factor=opened.second_factor),
    )


def _count_proof(request: Request, user: User) -> None:
    limits: Limits = request.app.state.limits
    limits.hit(PROOFS, str(user.id))


def _prove_password(request: Request, user: User, password: str, name: str) -> None:
    _count_proof(request, user)
    if not verify_password(password, user.password_hash).ok:
        raise BadRequest(issues=[input_issue("invalidInput", "This is not your password.", location="body", name=name)])


def _prove_code(request: Request, session: DbSession, user: User, code: str) -> None:
    _count_proof(request, user)
    if not check_code(session, user, code):
        raise _wrong_code()


def _wrong_code() -> BadRequest:
    detail = "The code is not right, or was used before. Wait for the next one."
    return BadRequest(issues=[input_issue("invalidInput", detail, location="body", name="code")])


def _tell(request: Request, session: DbSession, user: User, change: str) -> None:
    notify(session, user, change, public_url=request.app.state.settings.public_url)


@router.get("/profile", operation_id="getProfile", response_model=Profile)
def get_profile(session: DbSession, caller: Reader, user: Own) -> Response:
    """Read the own account, its roles and what they allow."""
    return private(_profile(session, caller, user), version=user.version)


@router.patch("/profile", operation_id="changeProfile", response_model=Profile, responses=MATCHED)
def change_profile(
    session: DbSession, caller: Owner, user: Own, patch: Annotated[Patch[ProfileInput], MERGE_PATCH], if_match: IfMatch = None
) -> Response:
    """Change the own name or language."""
    require_match(if_match, user.version)
    for name, value in patch.changes().items():
        setattr(user, name, value)
    session.flush()
    return private(_profile(session, caller, user), version=user.version)


@router.post("/profile/passwordChanges", operation_id="changePassword", status_code=204)
def change_password(request: Request, session: DbSession, caller: Owner, user: Own, body: PasswordChange) -> Response:
    """Choose another password. All other sessions end, and the person is told by mail."""
    _prove_password(request, user, body.current, "current")
    choose(user, body.password)
    end_all_sessions(session, user.id, because="passwordChanged", but=caller.session_id)
    _tell(request, session, user, "passwordChanged")
    return nothing()


@router.post("/profile/secondFactorEnrollments", operation_id="beginOwnSecondFactor", response_model=Enrollment)
def begin_second_factor(request: Request, session: DbSession, caller: Owner, user: Own, body: PasswordProof) -> Response:
    """Get a secret for an authenticator app. The old one counts until the new one is confirmed with a code."""
    _prove_password(request, user, body.password, "password")
    secret = begin_enrollment(session, user)
    return private(Enrollment(secret=secret, uri=provisioning_uri(secret, user.email)))


@router.post("/profile/secondFactorConfirmations", operation_id="confirmOwnSecondFactor", response_model=RecoveryCodes)
def confirm_second_factor(request: Request, session: DbSession, caller: Owner, user: Own, body: CodeProof) -> Response:
    """Switch the second factor on with a first code; answers with the recovery codes, once."""
    _count_proof(request, user)
    codes = confirm_enrollment(session, user, body.code)
    if codes is None:
        raise _wrong_code()
    session.get_one(SignInSession, caller.session_id).second_factor = True
    end_all_sessions(session, user.id, because="passwordChanged", but=caller.session_id)
    _tell(request, session, user, "secondFactorChanged")
    return private(RecoveryCodes(recovery_codes=codes))


@router.post("/profile/recoveryCodeRenewals", operation_id="renewOwnRecoveryCodes", response_model=RecoveryCodes)
def renew_own_recovery_codes(request: Request, session: DbSession, caller: Owner, user: Own, body: CodeProof) -> Response:
    """Make new recovery codes; the old ones are worth nothing."""
    _prove_code(request, session, user, body.code)
    return private(RecoveryCodes(recovery_codes=renew_recovery_codes(session, user)))


@router.post("/profile/secondFactorRemovals", operation_id="removeOwnSecondFactor", status_code=204)
def remove_own_second_factor(request: Request, session: DbSession, caller: Owner, user: Own, body: CodeProof) -> Response:
    """Switch the second factor off, where no role of the person asks for one."""
    if _required(session, user):
        raise MissingPermission("A role of yours needs the second factor.", object_type="users", object_id=user.id)
    _prove_code(request, session, user, body.code)
    remove_second_factor(session, user)
    _tell(request, session, user, "secondFactorChanged")
    return nothing()
