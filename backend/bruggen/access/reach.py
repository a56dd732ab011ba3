"""Which rows a caller may see and which change: one place per model, for lists, single reads, counts, exports and history alike.

A clause is a condition for a WHERE; a model that is not here cannot be reached through `find` and `seen` at all.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select, true
from sqlalchemy.orm import Session
from sqlalchemy.orm.interfaces import ORMOption

from bruggen.access import case_reach, expertise_reach
from bruggen.access.areas import covers
from bruggen.access.caller import Caller
from bruggen.access.problems import Hidden, MissingPermission
from bruggen.access.roles import Role
from bruggen.access.scopes import Scope
from bruggen.kit.db import Base
from bruggen.kit.problems import ResourceNotFound
from bruggen.models import (
    AccountRequest,
    ApiClient,
    AuditEvent,
    CaseAccess,
    CaseConsultation,
    CaseHandover,
    CaseTask,
    Content,
    Coordinator,
    ExpertiseItem,
    ExpertiseRevision,
    ExpertPost,
    Gathering,
    GoodPractice,
    Initiative,
    Location,
    Method,
    Municipality,
    Network,
    NetworkMeeting,
    NetworkMember,
    Notification,
    Offer,
    OfferCatchment,
    OfferLocation,
    OfferProvider,
    OfferRevision,
    Organization,
    PracticeUse,
    Question,
    Region,
    Registration,
    RoleAssignment,
    SavedView,
    SignInSession,
    Synonym,
    Training,
    TrainingSession,
    User,
)

Clause = ColumnElement[bool]
Rule = Callable[[Caller, Scope], Clause]
Model = TypeVar("Model", bound=Base)

PARTNER_ROLES = (Role.PARTNER_EDITOR, Role.PARTNER_MANAGER)
# Whom a region's coordinators let in, and so look after.
ADMITTED_ROLES = (Role.REFERRER, *PARTNER_ROLES)


def everybody(_caller: Caller, _scope: Scope) -> Clause:
    """What is public."""
    return true()


def whoever_may(caller: Caller, scope: Scope) -> Clause:
    """Only those whose role reaches everywhere."""
    return true() if caller.everywhere(scope) else false()


def _in_regions(organization_id: Any, regions: Sequence[str]) -> Clause:
    """An organization lies in the regions of its locations."""
    return exists().where(
        Location.organization_id == organization_id,
        Location.nis_code == Municipality.nis_code,
        Municipality.region_code.in_(regions),
    )


def organizations(caller: Caller, scope: Scope) -> Clause:
    """The own organization; for a coordinator, those with a location in the region or with none yet."""
    regions = caller.regions(scope)
    return _any(
        Organization.id.in_(caller.organizations(scope)),
        _in_regions(Organization.id, regions) if regions else false(),
        ~exists().where(Location.organization_id == Organization.id) if regions else false(),
        whoever_may(caller, scope),
    )


def _offers_of(caller: Caller, scope: Scope) -> Clause:
    return _offers_within(tuple(caller.regions(scope)), tuple(caller.organizations(scope)), caller.everywhere(scope))


# Composing it takes as long as asking it; those of one region or organization ask the same.
@lru_cache(maxsize=1024)
def _offers_within(regions: tuple[str, ...], organizations: tuple[UUID, ...], everywhere: bool) -> Clause:
    given = exists().where(OfferProvider.offer_id == Offer.id, OfferProvider.organization_id.in_(organizations))
    located = exists().where(
        OfferLocation.offer_id == Offer.id,
        OfferLocation.location_id == Location.id,
        Location.nis_code == Municipality.nis_code,
        Municipality.region_code.in_(regions),
    )
    provided = exists().where(OfferProvider.offer_id == Offer.id, _in_regions(OfferProvider.organization_id, regions))
    served = covers(OfferCatchment, OfferCatchment.offer_id == Offer.id, regions)
    return _any(given, *((located, provided, served) if regions else ()), true() if everywhere else false())


def offers_seen(caller: Caller, scope: Scope) -> Clause:
    """What is published is everybody's; the rest belongs to who gives it and to the coordinators of where it is given."""
    return or_(Offer.status == "published", _offers_of(caller, scope))


def offers_changed(caller: Caller, scope: Scope) -> Clause:
    """Offers of the own organization or region."""
    return _offers_of(caller, scope)


def revisions(caller: Caller, scope: Scope) -> Clause:
    """Proposals of the organizations one may change; for a coordinator, also those of offers given in the region."""
    regions = caller.regions(scope)
    return _any(
        exists().where(Organization.id == OfferRevision.organization_id, organizations(caller, scope)),
        exists().where(Offer.id == OfferRevision.offer_id, _offers_of(caller, scope)) if regions else false(),
        whoever_may(caller, scope),
    )


def coordinators_changed(caller: Caller, scope: Scope) -> Clause:
    """The people of the own tandem."""
    return _any(Coordinator.region_code.in_(caller.regions(scope)), whoever_may(caller, scope))


def regions_changed(caller: Caller, scope: Scope) -> Clause:
    """The own region."""
    return Region.code.in_(caller.regions(scope))


def roles_seen(caller: Caller, scope: Scope) -> Clause:
    """The own roles; partners' roles in the own organization; referrers' and partners' roles in the own region."""
    return or_(RoleAssignment.user_id == caller.id, _roles_governed(caller, scope))


def roles_changed(caller: Caller, scope: Scope) -> Clause:
    """As seen, but nobody changes the own roles: another must."""
    return and_(RoleAssignment.user_id != caller.id, _roles_governed(caller, scope))


def _roles_governed(caller: Caller, scope: Scope) -> Clause:
    return _any(
        and_(RoleAssignment.organization_id.in_(caller.organizations(scope)), RoleAssignment.role.in_(PARTNER_ROLES)),
        and_(RoleAssignment.region_code.in_(caller.regions(scope)), RoleAssignment.role.in_(ADMITTED_ROLES)),
        whoever_may(caller, scope),
    )


def users_seen(caller: Caller, scope: Scope) -> Clause:
    """Oneself, and the people whose roles one sees."""
    held = exists().where(RoleAssignment.user_id == User.id, _roles_governed(caller, scope))
    return _any(User.id == caller.id if caller.id else false(), held, whoever_may(caller, scope))


def users_changed(caller: Caller, scope: Scope) -> Clause:
    """People all of whose roles one governs: nobody is changed through a role that belongs elsewhere."""
    held = exists().where(RoleAssignment.user_id == User.id, _roles_governed(caller, scope))
    # A condition on an empty column is neither true nor false to SQL; here that must count as not governed.
    governed = func.coalesce(_roles_governed(caller, scope), false())
    elsewhere = exists().where(RoleAssignment.user_id == User.id, ~governed)
    return _any(and_(held, ~elsewhere), whoever_may(caller, scope))


def sessions(caller: Caller, scope: Scope) -> Clause:
    """The own browsers; an administrator sees everybody's."""
    return _any(SignInSession.user_id == caller.id if caller.id else false(), whoever_may(caller, scope))


def api_clients(caller: Caller, scope: Scope) -> Clause:
    """Systems of the own organization."""
    return _any(ApiClient.organization_id.in_(caller.organizations(scope)), whoever_may(caller, scope))


def account_requests(caller: Caller, scope: Scope) -> Clause:
    """Requests in the own region."""
    return _any(AccountRequest.region_code.in_(caller.regions(scope)), whoever_may(caller, scope))


def _any(*clauses: Clause) -> Clause:
    return or_(false(), *clauses)


def _items(rule: Rule) -> dict[type[Base], Rule]:
    """The same for every kind of item of expertise."""
    return dict.fromkeys((ExpertiseItem, Network, Training, Gathering, GoodPractice, Method, ExpertPost, Initiative), rule)


SEEN: dict[type[Base], Rule] = {
    Region: everybody,
    Organization: everybody,
    Coordinator: everybody,
    Content: everybody,
    Synonym: whoever_may,
    Offer: offers_seen,
    OfferRevision: revisions,
    User: users_seen,
    RoleAssignment: roles_seen,
    SignInSession: sessions,
    ApiClient: api_clients,
    AccountRequest: account_requests,
    AuditEvent: whoever_may,
    CaseConsultation: case_reach.cases_seen,
    CaseTask: case_reach.tasks_seen,
    CaseAccess: case_reach.accesses,
    CaseHandover: case_reach.handovers,
    Notification: case_reach.notifications,
    SavedView: case_reach.views_seen,
    **_items(expertise_reach.items_seen),
    ExpertiseRevision: expertise_reach.revisions,
    NetworkMember: expertise_reach.members_seen,
    NetworkMeeting: expertise_reach.meetings_seen,
    TrainingSession: expertise_reach.sessions_seen,
    Registration: expertise_reach.registrations,
    PracticeUse: expertise_reach.uses_seen,
    Question: expertise_reach.questions_seen,
}
CHANGED: dict[type[Base], Rule] = {
    Region: regions_changed,
    Organization: organizations,
    Coordinator: coordinators_changed,
    Content: whoever_may,
    Synonym: whoever_may,
    Offer: offers_changed,
    OfferRevision: revisions,
    User: users_changed,
    RoleAssignment: roles_changed,
    SignInSession: sessions,
    ApiClient: api_clients,
    AccountRequest: account_requests,
    CaseConsultation: case_reach.cases_changed,
    CaseTask: case_reach.tasks_seen,
    CaseAccess: case_reach.accesses,
    CaseHandover: case_reach.handovers_decided,
    Notification: case_reach.notifications,
    SavedView: case_reach.views_changed,
    **_items(expertise_reach.items_changed),
    ExpertiseRevision: expertise_reach.revisions,
    NetworkMember: expertise_reach.members_changed,
    NetworkMeeting: expertise_reach.meetings_changed,
    TrainingSession: expertise_reach.sessions_changed,
    Registration: expertise_reach.registrations,
    PracticeUse: expertise_reach.uses_changed,
    Question: expertise_reach.questions_changed,
}


def seen(caller: Caller, scope: Scope, model: type[Base]) -> Clause:
    """The rows of the model that the caller may see under the scope; for lists, counts, exports."""
    return SEEN[model](caller, scope)


def may_see(session: Session, caller: Caller, scope: Scope, model: type[Base], key: UUID | str) -> bool:
    """Whether the record of this key is within the caller's reach."""
    primary_key = model.__mapper__.primary_key[0]
    return session.scalar(select(primary_key).where(primary_key == key, seen(caller, scope, model))) is not None


def may_change(session: Session, caller: Caller, scope: Scope, model: type[Base], key: UUID | str) -> bool:
    """Whether the caller may change the record of this key."""
    primary_key = model.__mapper__.primary_key[0]
    return session.scalar(select(primary_key).where(primary_key == key, CHANGED[model](caller, scope))) is not None


def find(
    session: Session,
    caller: Caller,
    scope: Scope,
    model: type[Model],
    key: UUID | str,
    *,
    change: bool = False,
    options: Sequence[ORMOption] = (),
) -> Model:
    """The record by its key, within the caller's reach.

    Raises ResourceNotFound where there is none, Hidden (the same to the caller) where it is not theirs to see, and
    MissingPermission where `change` is wanted and they may only see it.
    """
    primary_key = model.__mapper__.primary_key[0]
    may_change = CHANGED[model](caller, scope) if change else true()
    statement = select(model, seen(caller, scope, model).label("seen"), may_change.label("may_change")).where(primary_key == key)
    row = session.execute(statement.options(*options)).one_or_none()
    if row is None:
        raise ResourceNotFound
    name = model.__tablename__
    if not row.seen:
        raise Hidden(object_type=name, object_id=key)
    if not row.may_change:
        raise MissingPermission(object_type=name, object_id=key)
    found: Model = row[0]
    return found
