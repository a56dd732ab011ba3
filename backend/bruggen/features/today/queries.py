"""Counts of what waits for somebody, each within their reach."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.case_reach import cases_handled
from bruggen.access.reach import offers_changed, seen
from bruggen.access.scopes import Scope
from bruggen.casework.news import news_of
from bruggen.features.today.schemas import Kind, TodayItem
from bruggen.kit.clock import BRUSSELS, midnight, now
from bruggen.models import (
    AccountRequest,
    AuditEvent,
    CaseConsultation,
    CaseHandover,
    CaseTask,
    Notification,
    Offer,
    OfferRevision,
)

Case = CaseConsultation
Count = Select[*tuple[Any, ...]]
A_WEEK = timedelta(days=7)
"""How long an emergency is brought to the data protection officer's mind."""


def waiting(session: Session, caller: Caller, day: date) -> list[TodayItem]:
    """Whatever waits for the caller on this day, in the order in which it presses."""
    found = []
    for kind, statement in _counts(caller, day):
        number, oldest = session.execute(statement).one()
        if number:
            found.append(TodayItem(kind=kind, count=number, since=_day(oldest)))
    return found


def _day(oldest: datetime | date | None) -> date | None:
    return oldest.astimezone(BRUSSELS).date() if isinstance(oldest, datetime) else oldest


def _counts(caller: Caller, day: date) -> Iterator[tuple[Kind, Count]]:
    if Scope.CASE_WRITE in caller.scopes:
        yield from _of_the_tandem(caller, day)
    if Scope.CASE_APPLY in caller.scopes:
        yield from _of_the_applicant(caller)
    if Scope.CASE_READ in caller.scopes:
        news = select(func.count(), func.min(Notification.created_at))
        yield "unreadNews", news.where(news_of(caller), Notification.read_at.is_(None))
    yield from _beside_cases(caller, day)


def _of_the_tandem(caller: Caller, day: date) -> Iterator[tuple[Kind, Count]]:
    handled = cases_handled(caller)
    tasks = select(func.count(), func.min(CaseTask.due_on)).join(Case, Case.id == CaseTask.case_id)
    # What is somebody else's is theirs to do.
    tasks = tasks.where(handled, CaseTask.done_at.is_(None))
    tasks = tasks.where(or_(CaseTask.assignee_id == caller.id, CaseTask.assignee_id.is_(None)))
    yield "newApplications", select(func.count(), func.min(Case.submitted_at)).where(handled, Case.state == "submitted")
    asked = (CaseHandover.status == "proposed", CaseHandover.to_region.in_(caller.regions(Scope.CASE_WRITE)))
    yield "handoversAsked", select(func.count(), func.min(CaseHandover.created_at)).where(*asked)
    yield "overdueTasks", tasks.where(CaseTask.due_on < day)
    yield "tasksToday", tasks.where(CaseTask.due_on == day)
    week = day + timedelta(days=7)
    end = midnight(week)
    planned = (handled, Case.state == "consultPlanned", Case.consult_at < end)
    yield "consultsThisWeek", select(func.count(), func.min(Case.consult_at)).where(*planned)
    yield "tasksThisWeek", tasks.where(CaseTask.due_on > day, CaseTask.due_on <= week)


def _of_the_applicant(caller: Caller) -> Iterator[tuple[Kind, Count]]:
    mine = or_(Case.referrer_id == caller.id, Case.other_side_id == caller.id)
    yield "casesToComplete", select(func.count(), func.min(Case.updated_at)).where(mine, Case.state == "toBeCompleted")
    unconfirmed = (Case.other_side_id == caller.id, Case.confirmed_at.is_(None), Case.closed_at.is_(None))
    yield "confirmationsAsked", select(func.count(), func.min(Case.created_at)).where(*unconfirmed)
    begun = (Case.created_by == caller.id, Case.state == "draft")
    yield "drafts", select(func.count(), func.min(Case.created_at)).where(*begun)


def _beside_cases(caller: Caller, day: date) -> Iterator[tuple[Kind, Count]]:
    if Scope.AUDIT_READ in caller.scopes:
        lately = (AuditEvent.action == "brokeGlass", AuditEvent.occurred_at > now() - A_WEEK)
        yield "emergencies", select(func.count(), func.min(AuditEvent.occurred_at)).where(*lately)
    if Scope.OFFER_REVIEW in caller.scopes:
        proposed = (seen(caller, Scope.OFFER_REVIEW, OfferRevision), OfferRevision.status == "inReview")
        yield "proposalsToJudge", select(func.count(), func.min(OfferRevision.updated_at)).where(*proposed)
    if Scope.ACCOUNT_REQUEST_WRITE in caller.scopes:
        asked = (seen(caller, Scope.ACCOUNT_REQUEST_WRITE, AccountRequest), AccountRequest.status == "new")
        yield "accountRequests", select(func.count(), func.min(AccountRequest.created_at)).where(*asked)
    if Scope.OFFER_WRITE in caller.scopes:
        due = (Offer.status == "published", Offer.review_due <= day)
        yield (
            "offersToVerify",
            select(func.count(), func.min(Offer.review_due)).where(offers_changed(caller, Scope.OFFER_WRITE), *due),
        )
