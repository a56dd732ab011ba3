"""Which items of expertise, members, meetings and registrations a caller may see and change (domain: whose each of them is).

Nobody's role reaches all of them: whoever reads figures or the audit trail everywhere proposes here as anybody does.
"""

from typing import Any

from sqlalchemy import ColumnElement, exists, false, or_, true

from bruggen.access.areas import covers
from bruggen.access.caller import Caller
from bruggen.access.scopes import Scope
from bruggen.kit.clock import today
from bruggen.models import (
    ExpertiseArea,
    ExpertiseItem,
    ExpertiseRevision,
    NetworkMeeting,
    NetworkMember,
    PracticeUse,
    Question,
    Registration,
    TrainingSession,
)

Clause = ColumnElement[bool]


def _items_of(caller: Caller, scope: Scope) -> Clause:
    """Items of the own organization; for a coordinator, those that are meant for the region, and those for all of Flanders."""
    regions = caller.regions(scope)
    here = covers(ExpertiseArea, ExpertiseArea.item_id == ExpertiseItem.id, regions)
    return or_(
        false(),
        ExpertiseItem.organization_id.in_(caller.organizations(scope)),
        *((ExpertiseItem.area_scope == "flanders", here) if regions else ()),
    )


def items_seen(caller: Caller, scope: Scope) -> Clause:
    """What is published is everybody's; the rest belongs to whose it is and to the coordinators of where it is meant for."""
    return or_(ExpertiseItem.status == "published", _items_of(caller, scope))


def items_changed(caller: Caller, scope: Scope) -> Clause:
    """Items of the own organization or region."""
    return _items_of(caller, scope)


def revisions(caller: Caller, scope: Scope) -> Clause:
    """The own proposals, those of the own organization, and for a coordinator those for the region or about an item of it."""
    return or_(
        false(),
        ExpertiseRevision.created_by == caller.person if caller.person else false(),
        ExpertiseRevision.organization_id.in_(caller.organizations(scope)),
        ExpertiseRevision.region_code.in_(caller.regions(scope)),
        exists().where(ExpertiseItem.id == ExpertiseRevision.item_id, _items_of(caller, scope)),
    )


def _of_item(caller: Caller, scope: Scope, item_id: Any, rule: Any) -> Clause:
    return exists().where(ExpertiseItem.id == item_id, rule(caller, scope))


def members_seen(caller: Caller, scope: Scope) -> Clause:
    """Who takes part in a network is as public as the network."""
    return _of_item(caller, scope, NetworkMember.network_id, items_seen)


def members_changed(caller: Caller, scope: Scope) -> Clause:
    """Members of the networks that are the caller's."""
    return _of_item(caller, scope, NetworkMember.network_id, items_changed)


def meetings_seen(caller: Caller, scope: Scope) -> Clause:
    """Meetings are the business of those whose network it is, and of the organizations that take part in it."""
    member = exists().where(
        NetworkMember.network_id == NetworkMeeting.network_id,
        NetworkMember.organization_id.in_(caller.organizations(scope)),
        or_(NetworkMember.until.is_(None), NetworkMember.until >= today()),
    )
    return or_(_of_item(caller, scope, NetworkMeeting.network_id, items_changed), member)


def meetings_changed(caller: Caller, scope: Scope) -> Clause:
    """Meetings of the networks that are the caller's."""
    return _of_item(caller, scope, NetworkMeeting.network_id, items_changed)


def sessions_seen(caller: Caller, scope: Scope) -> Clause:
    """When a training takes place is as public as the training."""
    return _of_item(caller, scope, TrainingSession.item_id, items_seen)


def sessions_changed(caller: Caller, scope: Scope) -> Clause:
    """Sessions of the trainings and gatherings that are the caller's."""
    return _of_item(caller, scope, TrainingSession.item_id, items_changed)


def registrations(caller: Caller, scope: Scope) -> Clause:
    """Who registered is told to those whose training or gathering it is."""
    return exists().where(TrainingSession.id == Registration.session_id, sessions_changed(caller, scope))


def questions_seen(caller: Caller, scope: Scope) -> Clause:
    """What one region was asked, the coordinators of all may find: it is about nobody."""
    return true() if caller.regions(scope) else false()


def questions_changed(caller: Caller, scope: Scope) -> Clause:
    """Questions of the own region."""
    return Question.region_code.in_(caller.regions(scope))


def uses_seen(caller: Caller, scope: Scope) -> Clause:
    """Reports that were looked at are everybody's; the others their author's and those whose practice it is."""
    return or_(
        PracticeUse.status == "published",
        PracticeUse.created_by == caller.person if caller.person else false(),
        _of_item(caller, scope, PracticeUse.practice_id, items_changed),
    )


def uses_changed(caller: Caller, scope: Scope) -> Clause:
    """Reports of the own, and those on a practice that is the caller's."""
    return or_(
        PracticeUse.created_by == caller.person if caller.person else false(),
        _of_item(caller, scope, PracticeUse.practice_id, items_changed),
    )
