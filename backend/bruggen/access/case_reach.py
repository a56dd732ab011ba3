"""Who sees which cases. On PostgreSQL the policies of migration 0003 say the same once more, for whatever asks past this."""

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from bruggen.access.caller import Caller
from bruggen.access.scopes import Scope
from bruggen.kit.clock import now
from bruggen.kit.plans import Unindexed
from bruggen.models import CaseAccess, CaseConsultation, CaseHandover, CaseTask, Notification, SavedView

Clause = ColumnElement[bool]
Case = CaseConsultation


def access_lives() -> tuple[Clause, ...]:
    """Conditions of an access that holds at this moment."""
    return CaseAccess.ended_at.is_(None), CaseAccess.valid_until > now()


def cases_seen(caller: Caller, scope: Scope) -> Clause:
    """Those of the own region once they were handed in; the own applications; the cases one was let into for a while."""
    return or_(_of_regions(caller, scope), *_of_oneself(caller))


def cases_in_reach(session: Session, caller: Caller, scope: Scope, *, few: bool = False) -> Clause:
    """The same cases, as a condition for reading many; `few` of them, when states are chosen besides that few are in.

    The tandem's lie along one index, what is one's own besides along others, both together along none. So the latter, which are
    few, are looked up first, and named.
    """
    if not caller.regions(scope):
        return or_(*_of_oneself(caller))
    # The index of regions and states leads to few; most are read quicker as they lie.
    region = Case.region_code if few else Unindexed(Case.region_code)
    tandem = and_(region.in_(caller.regions(scope)), Case.state != "draft")
    # A condition on an empty column is neither true nor false to SQL; here that must count as not the tandem's.
    besides = ~func.coalesce(tandem, false())
    own = session.scalars(union(*(select(Case.id).where(one, besides) for one in _of_oneself(caller)))).all()
    return or_(tandem, Case.id.in_(own)) if own else tandem


def _of_regions(caller: Caller, scope: Scope) -> Clause:
    return and_(Case.region_code.in_(caller.regions(scope)), Case.state != "draft")


def _of_oneself(caller: Caller) -> tuple[Clause, ...]:
    return (
        and_(Case.state == "draft", Case.created_by == caller.id),
        Case.referrer_id == caller.id,
        Case.other_side_id == caller.id,
        Case.api_client_id == caller.id,
        Case.id.in_(select(CaseAccess.case_id).where(CaseAccess.user_id == caller.id, *access_lives())),
    )


def cases_changed(caller: Caller, scope: Scope) -> Clause:
    """Those of the own region; one's own while they are with the applicant. What may change when is the path's to say."""
    own = or_(Case.created_by == caller.id, Case.referrer_id == caller.id, Case.api_client_id == caller.id)
    return or_(
        cases_handled(caller),
        and_(Case.state.in_(("draft", "toBeCompleted")), or_(own, Case.other_side_id == caller.id)),
    )


def _at(case_id: InstrumentedAttribute[object], case: Clause) -> Clause:
    # A query that names the case itself, too, must not lend it to this one.
    return exists().where(Case.id == case_id, case).correlate_except(Case)


def tasks_seen(caller: Caller, _scope: Scope) -> Clause:
    """The tandem's: those of the cases of the own region."""
    return _at(CaseTask.case_id, cases_handled(caller))


def cases_handled(caller: Caller) -> Clause:
    """The cases that the caller's tandem handles."""
    return _of_regions(caller, Scope.CASE_WRITE)


def accesses(caller: Caller, _scope: Scope) -> Clause:
    """Who was let into the cases of the own region."""
    return _at(CaseAccess.case_id, cases_handled(caller))


def handovers(caller: Caller, _scope: Scope) -> Clause:
    """Those from and to the own region."""
    regions = caller.regions(Scope.CASE_WRITE)
    return or_(CaseHandover.from_region.in_(regions), CaseHandover.to_region.in_(regions))


def handovers_decided(caller: Caller, _scope: Scope) -> Clause:
    """Those to the own region."""
    return CaseHandover.to_region.in_(caller.regions(Scope.CASE_WRITE))


def notifications(caller: Caller, _scope: Scope) -> Clause:
    """One's own."""
    return Notification.user_id == caller.id


def views_seen(caller: Caller, scope: Scope) -> Clause:
    """One's own, and those that the tandem shares."""
    return or_(SavedView.owner_id == caller.id, SavedView.region_code.in_(caller.regions(scope)))


def views_changed(caller: Caller, _scope: Scope) -> Clause:
    """One's own: whoever shares a view keeps it."""
    return SavedView.owner_id == caller.id
