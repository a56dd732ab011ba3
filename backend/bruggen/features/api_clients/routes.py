"""`/apiClients`: partners' systems that are connected. They get their tokens at `/oauth/token`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from bruggen.access.assignments import organization_link
from bruggen.access.attempts import enter_attempt
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, requires
from bruggen.access.reach import find
from bruggen.access.recording import recorded
from bruggen.access.scopes import Scope
from bruggen.features.api_clients import queries, service
from bruggen.features.api_clients.schemas import (
    ApiClientChange,
    ApiClientFilters,
    ApiClientInput,
    ApiClientItem,
    ClientSecret,
    NewApiClient,
)
from bruggen.kit.answers import answer, nothing, private
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ReadQuery
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import CONFLICT, NOT_FOUND
from bruggen.models import ApiClient
from bruggen.record.idempotency import IdempotencyKey

router = APIRouter(
    tags=["ApiClients"], responses=REFUSALS, dependencies=[recorded("apiClients", ApiClient, Scope.API_CLIENT_READ)]
)
Reader = Annotated[Caller, requires(Scope.API_CLIENT_READ)]
Manager = Annotated[Caller, requires(Scope.API_CLIENT_WRITE)]
ClientId = Annotated[UUID, Path(alias="apiClientId", description="Id of the system.")]


def _get_seen(session: DbSession, caller: Reader, client_id: ClientId) -> ApiClient:
    return find(session, caller, Scope.API_CLIENT_READ, ApiClient, client_id, options=queries.WHOLE)


def _get_managed(session: DbSession, caller: Manager, client_id: ClientId) -> ApiClient:
    return find(session, caller, Scope.API_CLIENT_WRITE, ApiClient, client_id, change=True, options=queries.WHOLE)


Seen = Annotated[ApiClient, Depends(_get_seen)]
Managed = Annotated[ApiClient, Depends(_get_managed)]


def _item(client: ApiClient) -> ApiClientItem:
    return ApiClientItem(
        href=f"/api/v1/apiClients/{client.id}",
        id=client.id,
        name=client.name,
        organization=organization_link(client.organization),
        scopes=[Scope(scope) for scope in client.scopes],
        created_at=client.created_at,
        expires_on=client.expires_on,
        last_used_on=client.last_used_on,
        revoked_at=client.revoked_at,
    )


def _row(row: AnyRow) -> ApiClientItem:
    return _item(row[0])


@router.get("/apiClients", operation_id="listApiClients", response_model=Collection[ApiClientItem])
def list_clients(request: Request, query: Annotated[ApiClientFilters, Query()], session: DbSession, caller: Reader) -> Response:
    """List connected systems, also those that were cut off."""
    return list_answer(request, query, session, queries.select_clients(caller, query), ApiClientItem, _row)


@router.get("/apiClients/{apiClientId}", operation_id="getApiClient", response_model=ApiClientItem, responses=NOT_FOUND)
def get_client(request: Request, query: Annotated[ReadQuery, Query()], client: Seen) -> Response:
    """Read one connected system."""
    return answer(request, query, _item(client), version=client.version)


@router.post("/apiClients", operation_id="connectApiClient", status_code=201, response_model=NewApiClient, responses=CONFLICT)
def connect(
    request: Request, session: DbSession, caller: Manager, body: ApiClientInput, idempotency_key: IdempotencyKey = None
) -> Response:
    """Connect a system. Its secret stands in this answer and nowhere else."""
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    secret = None if attempt.repeated else service.connect(session, caller, body, attempt.object_id)
    client = session.get_one(ApiClient, attempt.object_id, options=queries.WHOLE, populate_existing=True)
    made = NewApiClient(**_item(client).model_dump(by_alias=False), secret=secret)
    return private(made, 201, version=client.version, headers={"Location": made.href})


@router.patch(
    "/apiClients/{apiClientId}",
    operation_id="changeApiClient",
    response_model=ApiClientItem,
    responses=NOT_FOUND | MATCHED | CONFLICT,
)
def change_client(
    session: DbSession,
    client: Managed,
    patch: Annotated[Patch[ApiClientChange], MERGE_PATCH],
    if_match: IfMatch = None,
) -> Response:
    """Rename a system, or change what it may do and until when."""
    require_match(if_match, client.version)
    current = ApiClientChange(name=client.name, scopes=[Scope(one) for one in client.scopes], expires_on=client.expires_on)
    service.change(client, patch.apply_to(current))
    session.flush()
    return private(_item(client), version=client.version)


@router.delete("/apiClients/{apiClientId}", operation_id="cutOffApiClient", status_code=204, responses=NOT_FOUND | MATCHED)
def cut_off(client: Managed, if_match: IfMatch = None) -> Response:
    """Cut a system off, now. It stays in the list, for what it did is written down under its name."""
    require_match(if_match, client.version)
    service.cut_off(client)
    return nothing()


@router.post(
    "/apiClients/{apiClientId}/secretRenewals",
    operation_id="renewApiClientSecret",
    response_model=ClientSecret,
    responses=NOT_FOUND | CONFLICT,
)
def renew_secret(client: Managed) -> Response:
    """Give a system a new secret, shown once. The old one is worth nothing."""
    return private(ClientSecret(secret=service.renew_secret(client)))
