"""Connects partners' systems, changes what they may do, and cuts them off."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.granting import unknown_reference
from bruggen.access.problems import AlreadyDone, MissingPermission
from bruggen.access.roles import CLIENT_SCOPES
from bruggen.access.scopes import Scope
from bruggen.features.api_clients.schemas import ApiClientChange, ApiClientInput
from bruggen.kit.clock import now, today
from bruggen.kit.problems import BadRequest, InputIssue, input_issue
from bruggen.kit.sealing import new_token, token_digest
from bruggen.models import ApiClient, Organization

USUAL_LIFE = timedelta(days=365)
LONGEST_LIFE = timedelta(days=731)


def connect(session: Session, caller: Caller, wanted: ApiClientInput, key: UUID) -> str:
    """Add the system under this id; returns its secret, which nobody can read again. Raises BadRequest, MissingPermission."""
    expires_on = wanted.expires_on or today() + USUAL_LIFE
    issues = _issues(wanted.scopes, expires_on)
    if session.get(Organization, wanted.organization) is None:
        issues.append(unknown_reference("organization", wanted.organization))
    if issues:
        raise BadRequest(issues=issues)
    own = wanted.organization in caller.organizations(Scope.API_CLIENT_WRITE)
    if not own and not caller.everywhere(Scope.API_CLIENT_WRITE):
        detail = "You may connect systems of your own organization."
        raise MissingPermission(detail, object_type="organizations", object_id=wanted.organization)
    secret = new_token()
    session.add(
        ApiClient(
            id=key,
            name=wanted.name,
            organization_id=wanted.organization,
            scopes=_sorted(wanted.scopes),
            secret_hash=token_digest(secret),
            created_by=caller.person,
            expires_on=expires_on,
        )
    )
    session.flush()
    return secret


def change(client: ApiClient, wanted: ApiClientChange) -> None:
    """Rename, give other scopes or another last day. Raises AlreadyDone for one that was cut off, BadRequest."""
    _require_connected(client)
    issues = _issues(wanted.scopes, wanted.expires_on if wanted.expires_on != client.expires_on else None)
    if issues:
        raise BadRequest(issues=issues)
    client.name = wanted.name
    client.expires_on = wanted.expires_on
    if client.scopes != _sorted(wanted.scopes):
        client.scopes = _sorted(wanted.scopes)


def renew_secret(client: ApiClient) -> str:
    """A new secret; the old one is worth nothing. Raises AlreadyDone for a system that was cut off."""
    _require_connected(client)
    secret = new_token()
    client.secret_hash = token_digest(secret)
    return secret


def cut_off(client: ApiClient) -> None:
    """Refuse the system from now on, its running tokens too; it stays in the list."""
    client.revoked_at = client.revoked_at or now()


def _require_connected(client: ApiClient) -> None:
    if client.revoked_at is not None:
        raise AlreadyDone("This system was cut off. Connect it anew.")


def _issues(scopes: Iterable[Scope], expires_on: date | None) -> list[InputIssue]:
    issues = [
        input_issue("invalidInput", f"A system cannot be given {scope}.", location="body", name="scopes", value=scope.value)
        for scope in scopes
        if scope not in CLIENT_SCOPES
    ]
    if expires_on and not today() <= expires_on <= today() + LONGEST_LIFE:
        detail = f"The last day lies between today and {today() + LONGEST_LIFE}."
        issues.append(input_issue("invalidInput", detail, location="body", name="expiresOn", value=expires_on.isoformat()))
    return issues


def _sorted(scopes: Iterable[Scope]) -> list[str]:
    return sorted({scope.value for scope in scopes})
