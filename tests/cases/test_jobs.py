"""What is done by itself at cases: mails that say that there is news, and reminders."""

from uuid import UUID

from sqlalchemy import select

from bruggen.jobs.anchoring import anchor_audit
from bruggen.jobs.news import mail_news
from bruggen.jobs.reminding import remind_of_tasks
from bruggen.jobs.tools import Tools, make_tools
from bruggen.kit.clock import today
from bruggen.models import CaseTask, Notification
from bruggen.record.audit_anchor import read_anchors
from tests.cases.people import Team
from tests.make.product import As


def tools_of(team: Team) -> Tools:
    """The worker's tools."""
    return make_tools(team.product.house.settings, team.product.sessions)


def news_of(team: Team, who: As, case: str) -> list[tuple[UUID, str]]:
    """What somebody was told about a case."""
    with team.database() as session:
        told = select(Notification).where(Notification.user_id == who.id, Notification.case_id == UUID(case))
        return [(news.id, news.kind) for news in session.scalars(told.order_by(Notification.id))]


def test_one_mail_says_that_there_is_news_until_somebody_has_looked(team: Team) -> None:
    case = team.submit()
    team.take(team.coordinator, case, "screenings")
    told = [news_id for news_id, _ in news_of(team, team.referrer, case)]
    message = {"kind": "question", "text": "Wat lukt er wel?"}
    team.coordinator.post(f"/caseConsultations/{case}/messages", message)
    told = [news_id for news_id, _ in news_of(team, team.referrer, case)]
    mailed = lambda: [content for template, content in team.product.mails(team.referrer.who.email) if template == "news"]  # noqa: E731
    team.referrer.post("/notifications/reads", {"ids": []})
    before = len(mailed())
    for news_id in told:
        mail_news(tools_of(team), news_id)
    assert len(mailed()) == before, "what was seen needs no mail"
    team.coordinator.post(f"/caseConsultations/{case}/messages", message)
    team.coordinator.post(f"/caseConsultations/{case}/messages", message)
    for news_id in [news_id for news_id, _ in news_of(team, team.referrer, case)][len(told) :]:
        mail_news(tools_of(team), news_id)
    assert len(mailed()) == before + 1
    assert mailed()[-1].keys() == {"link"}
    assert case not in mailed()[-1]["link"]


def test_what_is_due_is_brought_to_mind_once_a_week(team: Team) -> None:
    case = team.submit()
    team.take(team.coordinator, case, "screenings")
    with team.database() as session:
        for task in session.scalars(select(CaseTask).where(CaseTask.case_id == UUID(case))):
            task.due_on = today()
    remind_of_tasks(tools_of(team))
    remind_of_tasks(tools_of(team))
    assert [kind for _, kind in news_of(team, team.coordinator, case)].count("reminder") == 1
    assert [kind for _, kind in news_of(team, team.referrer, case)].count("reminder") == 0


def test_the_trail_is_anchored_by_itself(team: Team) -> None:
    anchor_audit(tools_of(team))
    team.submit()
    anchor_audit(tools_of(team))
    anchors = read_anchors(team.product.house.settings.audit_anchor_path)
    assert len(anchors) >= 2
