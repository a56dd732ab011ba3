"""Checks a client and gives it a token."""

import hmac
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from bruggen.access.authentication import client_caller, is_alive
from bruggen.access.caller import Caller
from bruggen.access.scopes import Scope
from bruggen.features.tokens.forms import Credentials, refused
from bruggen.kit.actor import set_actor
from bruggen.kit.clock import today
from bruggen.kit.sealing import token_digest
from bruggen.models import ApiClient
from bruggen.record.audit import record_event

NOBODYS = token_digest("")


def enter(session: Session, credentials: Credentials, address: str) -> Caller | None:
    """The client whose secret this is, if it may call today; None otherwise, after the same work.

    The caller commits also after None.
    """
    client = _find(session, credentials.client_id)
    right = hmac.compare_digest(token_digest(credentials.secret), client.secret_hash if client else NOBODYS)
    if client is None or not right or not is_alive(client):
        record_event(session, "signInFailed", "apiClients", client.id if client else None)
        return None
    caller = client_caller(client, address)
    set_actor(session, caller.actor)
    record_event(session, "signedIn", "apiClients", client.id)
    if client.last_used_on != today():
        session.execute(update(ApiClient).where(ApiClient.id == client.id).values(last_used_on=today()))
    return caller


def granted(caller: Caller, credentials: Credentials) -> frozenset[Scope]:
    """The scopes asked for, all of them if none was. Raises TokenRefused for one that the client does not have."""
    if credentials.scopes is None:
        return caller.scopes
    if not credentials.scopes <= caller.scopes:
        raise refused("invalid_scope", "The client does not have all of these scopes.")
    return frozenset(Scope(scope) for scope in credentials.scopes)


def _find(session: Session, client_id: str) -> ApiClient | None:
    try:
        key = UUID(client_id)
    except ValueError:
        return None
    return session.get(ApiClient, key)
