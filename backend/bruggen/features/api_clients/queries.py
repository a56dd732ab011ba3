"""SELECTs over connected systems."""

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.interfaces import ORMOption

from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.features.api_clients.schemas import ApiClientFilters
from bruggen.kit.clock import today
from bruggen.models import ApiClient

ORDERS = {
    "name": func.lower(ApiClient.name),
    "-name": func.lower(ApiClient.name).desc(),
    "createdAt": ApiClient.created_at,
    "-createdAt": ApiClient.created_at.desc(),
    "expiresOn": ApiClient.expires_on,
    "-expiresOn": ApiClient.expires_on.desc(),
    "lastUsedOn": ApiClient.last_used_on.asc().nulls_first(),
    "-lastUsedOn": ApiClient.last_used_on.desc().nulls_last(),
}
WHOLE: tuple[ORMOption, ...] = (joinedload(ApiClient.organization),)
"""What a system is shown with."""


def select_clients(caller: Caller, filters: ApiClientFilters) -> Select[ApiClient]:
    """Systems within the caller's reach that the filters leave, in the order asked for."""
    statement = select(ApiClient).options(*WHOLE).where(seen(caller, Scope.API_CLIENT_READ, ApiClient))
    if filters.organization:
        statement = statement.where(ApiClient.organization_id.in_(filters.organization))
    if filters.active is not None:
        alive = and_(ApiClient.revoked_at.is_(None), ApiClient.expires_on >= today())
        statement = statement.where(alive if filters.active else ~alive)
    return statement.order_by(*(ORDERS[sort] for sort in filters.sort), ApiClient.id)
