"""`/auth`: signing in and out. The access token goes into the page's memory, what renews it into a cookie no script reads."""

from fastapi import APIRouter, Depends, Request
from starlette.background import BackgroundTask
from starlette.responses import Response

from bruggen.access.authentication import Tokens
from bruggen.access.caller import VISITOR
from bruggen.access.cookies import RENEWAL, forget_session, keep_signed_in, remember_device, require_own_origin
from bruggen.access.entering import SignedIn, Step, act_as_nobody, address_of, device_of, enter
from bruggen.access.keyring import ACCESS_TOKEN_LIFETIME
from bruggen.access.sessions import end_all_sessions, end_sessions, renew_session, session_of_token
from bruggen.features.sign_in import service
from bruggen.features.sign_in.guesses import (
    CODES,
    LINKS_BY_ADDRESS,
    RESETS_BY_ACCOUNT,
    RESETS_BY_ADDRESS,
    count_sign_in,
    device_mark,
)
from bruggen.features.sign_in.problems import CodeRefused, NotRenewed, SignInFailed
from bruggen.features.sign_in.schemas import (
    AccessToken,
    Enrollment,
    LinkCheck,
    LinkState,
    PasswordChoice,
    PasswordResetRequest,
    SecondFactor,
    SecondFactorStep,
    SignIn,
    SignInAnswer,
    SignOut,
    Ticket,
)
from bruggen.kit.actor import Actor, ActorKind, set_actor
from bruggen.kit.answers import nothing, private
from bruggen.kit.db import DbSession
from bruggen.kit.problems import problem_response
from bruggen.kit.ratelimit import Limits
from bruggen.kit.sealing import token_digest
from bruggen.kit.second_factor import provisioning_uri
from bruggen.models import SignInSession, User
from bruggen.settings import Settings

router = APIRouter(prefix="/auth", tags=["SignIn"], dependencies=[Depends(act_as_nobody)])
Own = Depends(require_own_origin)


def _token(request: Request, session: SignInSession, recovery_codes: list[str] | None = None) -> AccessToken:
    tokens: Tokens = request.app.state.tokens
    return AccessToken(
        access_token=tokens.issue(ActorKind.USER, session.user_id, session.id),
        expires_in=int(ACCESS_TOKEN_LIFETIME.total_seconds()),
        recovery_codes=recovery_codes,
    )


def _signed_in(request: Request, entered: SignedIn, email: str) -> Response:
    body = SignInAnswer(signed_in=_token(request, entered.session, entered.recovery_codes))
    response = private(body)
    keep_signed_in(response, request, entered.renewal)
    remember_device(response, request, device_mark(request, email))
    return response


@router.post("/signIns", operation_id="signIn", response_model=SignInAnswer, dependencies=[Own])
def sign_in(request: Request, body: SignIn, session: DbSession) -> Response:
    """Sign in with mail address and password."""
    count_sign_in(request, body.email)
    settings: Settings = request.app.state.settings
    user = service.check_password(session, body.email, body.password, demo=settings.demo)
    if user is None:
        # Answered, not raised: that somebody tried is to be written down.
        return problem_response(SignInFailed())
    entered = enter(session, user, method="password", device=device_of(request))
    if isinstance(entered, Step):
        return private(SignInAnswer(second_factor=SecondFactorStep(ticket=entered.ticket, enrolled=entered.enrolled)))
    return _signed_in(request, entered, body.email)


@router.post("/secondFactorEnrollments", operation_id="enrollSecondFactor", response_model=Enrollment, dependencies=[Own])
def enroll_second_factor(request: Request, body: Ticket, session: DbSession) -> Response:
    """Get what an authenticator app needs, in the middle of a sign-in that asks for a second factor."""
    enrolled = service.enroll(session, body.ticket)
    if enrolled is None:
        return problem_response(CodeRefused())
    user, secret = enrolled
    return private(Enrollment(secret=secret, uri=provisioning_uri(secret, user.email)))


@router.post("/secondFactors", operation_id="giveSecondFactor", response_model=SignInAnswer, dependencies=[Own])
def give_second_factor(request: Request, body: SecondFactor, session: DbSession) -> Response:
    """Complete a sign-in with a code."""
    limits: Limits = request.app.state.limits
    limits.hit(CODES, token_digest(body.ticket))
    entered = service.complete(session, body.ticket, body.code, device=device_of(request))
    if entered is None:
        return problem_response(CodeRefused())
    user = session.get_one(User, entered.session.user_id)
    return _signed_in(request, entered, user.email)


@router.post("/renewals", operation_id="renewSession", response_model=AccessToken, dependencies=[Own])
def renew(request: Request, session: DbSession) -> Response:
    """Get a new access token by the browser's cookie, which is replaced. A cookie that comes twice ends the session."""
    renewed = renew_session(session, request.cookies.get(RENEWAL, ""))
    if renewed is None:
        response = problem_response(NotRenewed())
        forget_session(response)
        return response
    opened, renewal = renewed
    response = private(_token(request, opened))
    keep_signed_in(response, request, renewal)
    return response


@router.post("/signOuts", operation_id="signOut", status_code=204, dependencies=[Own])
def sign_out(request: Request, body: SignOut, session: DbSession) -> Response:
    """End the browser's session, or all sessions of its person."""
    opened = session_of_token(session, request.cookies.get(RENEWAL, ""))
    if opened and body.everywhere:
        end_all_sessions(session, opened.user_id, because="signedOut")
    elif opened:
        end_sessions(session, [opened], because="signedOut")
    response = nothing()
    forget_session(response)
    return response


@router.post("/passwordResetRequests", operation_id="requestPasswordReset", status_code=202, dependencies=[Own])
def request_password_reset(request: Request, body: PasswordResetRequest) -> Response:
    """Ask for a link to choose a new password. The answer is the same, and as quick, whether there is such an account or not."""
    limits: Limits = request.app.state.limits
    limits.hit(RESETS_BY_ADDRESS, address_of(request))
    limits.hit(RESETS_BY_ACCOUNT, body.email)
    task = BackgroundTask(_reset, request, body.email)
    return Response(status_code=202, headers={"Cache-Control": "no-store"}, background=task)


def _reset(request: Request, email: str) -> None:
    settings: Settings = request.app.state.settings
    with request.app.state.sessions.begin() as session:
        set_actor(session, Actor(VISITOR.kind, address=address_of(request)))
        service.request_reset(session, email, public_url=settings.public_url, demo=settings.demo)


@router.post("/linkChecks", operation_id="checkLink", response_model=LinkState, dependencies=[Own])
def check_link(request: Request, body: LinkCheck, session: DbSession) -> Response:
    """Tell what a link from a mail is for, without using it up."""
    limits: Limits = request.app.state.limits
    limits.hit(LINKS_BY_ADDRESS, address_of(request))
    link, user = service.read_link(session, body.token)
    return private(LinkState(purpose=link.purpose, email=user.email, name=user.name))


@router.post("/passwordChoices", operation_id="choosePassword", status_code=204, dependencies=[Own])
def choose_password(request: Request, body: PasswordChoice, session: DbSession) -> Response:
    """Choose a password through a link from a mail: an invitation or a forgotten password. Ends all sessions."""
    limits: Limits = request.app.state.limits
    limits.hit(LINKS_BY_ADDRESS, address_of(request))
    settings: Settings = request.app.state.settings
    service.choose_password(session, body.token, body.password, body.name, public_url=settings.public_url)
    return nothing()
