"""Takes requests for an account in, and decides them."""

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.granting import RoleInput, add_role, check_role, holds_role, unknown_reference
from bruggen.access.invitations import add_user, find_user, has_entered, invite, tell_role_given
from bruggen.access.problems import AlreadyDone, MissingPermission
from bruggen.access.reach import may_change
from bruggen.access.roles import Role
from bruggen.access.scopes import Scope
from bruggen.features.account_requests import queries
from bruggen.features.account_requests.schemas import AccountRequestInput, Approval
from bruggen.kit.clock import now
from bruggen.kit.db import seal_of
from bruggen.kit.problems import BadRequest, InputIssue, input_issue
from bruggen.models import AccountRequest, Organization, Region, User
from bruggen.record.mail import queue_mail


def take_in(session: Session, wanted: AccountRequestInput, *, public_url: str) -> None:
    """Write the request down, and tell who asked and who decides. The same again changes nothing. Whether the address has an
    account is not looked at: the answer cannot tell. Raises BadRequest.
    """
    issues = _issues(session, wanted)
    if issues:
        raise BadRequest(issues=issues)
    if queries.is_waiting(session, wanted):
        return
    session.add(
        AccountRequest(
            email=wanted.email,
            name=wanted.name,
            role=wanted.role,
            sector=wanted.sector,
            region_code=wanted.region,
            organization_id=wanted.organization,
            organization_name=wanted.organization_name,
            motivation=wanted.motivation,
        )
    )
    seal = seal_of(session)
    queue_mail(session, seal, wanted.email, "accountRequestReceived", {})
    for address in queries.deciders(session, wanted.region):
        queue_mail(session, seal, address, "accountRequestArrived", {"link": f"{public_url}/beheer/aanvragen"})


def _issues(session: Session, wanted: AccountRequestInput) -> list[InputIssue]:
    issues = []
    role = Role(wanted.role)
    if role == Role.REFERRER and wanted.sector is None:
        issues.append(_issue("sector", "A referrer works in a sector: clb or youthCare."))
    if role == Role.PARTNER_EDITOR and wanted.sector is not None:
        issues.append(_issue("sector", "Only a referrer names a sector; leave it out."))
    if role == Role.PARTNER_EDITOR and wanted.organization is None and wanted.organization_name is None:
        issues.append(_issue("organization", "Name the organization, by its id or its name."))
    if session.get(Region, wanted.region) is None:
        issues.append(unknown_reference("region", wanted.region))
    if wanted.organization and session.get(Organization, wanted.organization) is None:
        issues.append(unknown_reference("organization", wanted.organization))
    return issues


def _issue(name: str, detail: str) -> InputIssue:
    return input_issue("invalidInput", detail, location="body", name=name)


def approve(session: Session, caller: Caller, request: AccountRequest, approval: Approval, *, public_url: str) -> None:
    """Make the account, if there is none, give it the role, and mail the way in.

    Raises AlreadyDone, BadRequest, and MissingPermission for one's own request or an organization out of reach.
    """
    _require_open(session, caller, request)
    wanted = _role_of(request, approval)
    check_role(session, wanted)
    if wanted.organization and not may_change(session, caller, Scope.ACCOUNT_REQUEST_WRITE, Organization, wanted.organization):
        detail = "This organization works in other regions only: its own coordinators let its people in."
        raise MissingPermission(detail, object_type="organizations", object_id=wanted.organization)
    _decide(caller, request, "approved")
    made = User(email=request.email, name=request.name)
    user = made if add_user(session, made) else find_user(session, request.email)
    assert user
    if not holds_role(session, user.id, wanted):
        add_role(session, caller, user.id, wanted)
    if user.status == "active" and has_entered(session, user):
        tell_role_given(session, user, public_url=public_url)
    elif user.status == "active":
        invite(session, user, public_url=public_url)


def _role_of(request: AccountRequest, approval: Approval) -> RoleInput:
    role = Role(request.role)
    organization = (approval.organization or request.organization_id) if role == Role.PARTNER_EDITOR else None
    if role == Role.REFERRER and approval.organization:
        raise BadRequest(issues=[_issue("organization", "A referrer works for a region, not for an organization; leave it out.")])
    return RoleInput.model_validate(
        {
            "role": role,
            "region": request.region_code,
            "organization": organization,
            "sector": request.sector,
            "validUntil": approval.valid_until,
        }
    )


def refuse(session: Session, caller: Caller, request: AccountRequest, reason: str, *, public_url: str) -> None:
    """Do not let somebody in, and tell them so, with whom to call. Raises AlreadyDone, MissingPermission for one's own."""
    _require_open(session, caller, request)
    _decide(caller, request, "refused")
    request.reason = reason
    link = {"link": f"{public_url}/regios/{request.region_code}"}
    queue_mail(session, seal_of(session), request.email, "accountRequestRefused", link)


def _require_open(session: Session, caller: Caller, request: AccountRequest) -> None:
    if request.status != "new":
        raise AlreadyDone("Somebody has decided on this request.")
    own = find_user(session, request.email)
    if own and own.id == caller.id:
        detail = "Nobody decides on their own request; a colleague must."
        raise MissingPermission(detail, object_type="accountRequests", object_id=request.id)


def _decide(caller: Caller, request: AccountRequest, status: str) -> None:
    request.status = status
    request.decided_at = now()
    request.decided_by = caller.person
