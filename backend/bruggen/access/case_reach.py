"""Who sees which cases. On PostgreSQL the policies of migration 0003 say the same once more, for whatever asks past this."""

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import InstrumentedAttribute

from bruggen.access.caller import Caller
from bruggen.access.scopes import Scope
from bruggen.kit.clock import now
from bruggen.models import CaseAccess, CaseConsultation, CaseHandover, CaseTask, Notification, SavedView

Clause = ColumnElement[bool]
Case = CaseConsultation


def access_lives() -> tuple[Clause, ...]:
    """Conditions of an access that holds at this moment."""
    return CaseAccess.ended_at.is_(None), CaseAccess.valid_until > now()


def cases_seen(caller: Caller, scope: Scope) -> Clause:
    """Those of the own region once they were handed in; the own applications; the cases one was let into for a while."""
    return or_(
        and_(Case.region_code.in_(caller.regions(scope)), Case.state != "draft"),
        and_(Case.state == "draft", Case.created_by == caller.id),
        Case.referrer_id == caller.id,
        Case.other_side_id == caller.id,
        Case.api_client_id == caller.id,
        exists().where(CaseAccess.case_id == Case.id, CaseAccess.user_id == caller.id, *access_lives()),
    )


def cases_changed(caller: Caller, scope: Scope) -> Clause:
    """Those of the own region; one's own while they are with the applicant. What may change when is the path's to say."""
    own = or_(Case.created_by == caller.id, Case.referrer_id == caller.id, Case.api_client_id == caller.id)
    return or_(
        and_(Case.region_code.in_(caller.regions(Scope.CASE_WRITE)), Case.state != "draft"),
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
    return and_(Case.region_code.in_(caller.regions(Scope.CASE_WRITE)), Case.state != "draft")


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
