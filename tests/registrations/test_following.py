"""What follows by itself, as time goes by: reminders, questions afterwards, and that names are erased."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from bruggen.jobs.sessions import ask_evaluations, erase_registrations, remind_of_sessions
from bruggen.models import AuditEvent, Registration
from tests.registrations.desk import Desk

DAY = timedelta(days=1)


def came(desk: Desk, key: str, *emails: str) -> None:
    """It is noted that these came, and the others did not."""
    for row in desk.rows(key):
        if row.status == "confirmed":
            desk.editor.patch(f"/registrations/{row.id}", {"came": row.email in emails})


class TestReminders:
    def test_whoever_has_a_place_is_reminded_once_two_days_before(self, desk: Desk) -> None:
        key = desk.plan(capacity=1, starts_in=3 * DAY)
        first, second = desk.register(key)[0], desk.register(key)[0]
        remind_of_sessions(desk.tools)
        assert "sessionReminder" not in desk.told(first)
        desk.move(key, timedelta(hours=47))
        for _ in range(2):
            remind_of_sessions(desk.tools)
        assert desk.told(first) == ["registrationConfirmed", "sessionReminder"]
        assert desk.told(second) == ["registrationWaiting"]

    def test_again_when_it_was_moved_and_not_when_it_was_cancelled(self, desk: Desk) -> None:
        moved, cancelled = desk.plan(starts_in=DAY), desk.plan(starts_in=DAY)
        emails = [desk.register(key)[0] for key in (moved, cancelled)]
        remind_of_sessions(desk.tools)
        shown = desk.editor.get(f"/trainingSessions/{moved}").json()
        later = {"startsAt": shown["startsAt"].replace("Z", "+00:00"), "endsAt": "2099-01-01T00:00:00Z"}
        assert desk.editor.patch(f"/trainingSessions/{moved}", later).status_code == 200
        desk.move(moved, timedelta(hours=5))
        desk.editor.post(f"/trainingSessions/{cancelled}/cancellations")
        remind_of_sessions(desk.tools)
        assert desk.told(emails[0]) == ["registrationConfirmed", "sessionReminder", "sessionChanged"]
        assert desk.told(emails[1]) == ["registrationConfirmed", "sessionReminder", "sessionCancelled"]


class TestQuestionsAfterwards:
    def test_whoever_came_is_asked_once_the_day_after(self, desk: Desk) -> None:
        key = desk.plan()
        came_along, stayed_away = desk.register(key)[0], desk.register(key)[0]
        desk.move(key, -2 * DAY)
        ask_evaluations(desk.tools)
        assert desk.told(came_along) == ["registrationConfirmed"]
        came(desk, key, came_along)
        for _ in range(2):
            ask_evaluations(desk.tools)
        assert desk.told(came_along) == ["registrationConfirmed", "evaluationAsked"]
        assert desk.told(stayed_away) == ["registrationConfirmed"]

    def test_not_on_the_day_itself(self, desk: Desk) -> None:
        key = desk.plan()
        email, _ = desk.register(key)
        came(desk, key, email)
        ask_evaluations(desk.tools)
        assert desk.told(email) == ["registrationConfirmed"]


class TestErasure:
    def test_names_go_a_set_time_after_the_end_and_the_count_stays(self, desk: Desk) -> None:
        key, later = desk.plan(capacity=1), desk.plan()
        emails = [desk.register(key, organization="Sint-Jan")[0] for _ in range(2)]
        kept, _ = desk.register(later)
        token = desk.token(emails[0])
        desk.move(key, -30 * DAY - timedelta(hours=3))
        desk.move(later, -30 * DAY)
        for _ in range(2):
            erase_registrations(desk.tools)
        assert [(row.name, row.email, row.organization, row.status) for row in desk.rows(key)] == [
            (None, None, None, "confirmed"),
            (None, None, None, "waiting"),
        ]
        assert [row.email for row in desk.rows(later)] == [kept]
        listed = desk.editor.get(f"/trainingSessions/{key}/registrations")
        assert listed.json()["total"] == 2
        assert "Sint-Jan" not in listed.text
        assert desk.product.client.post("/api/v1/registrationChecks", json={"token": token}).status_code == 404
        with desk.product.sessions() as session:
            events = select(AuditEvent).where(AuditEvent.object_id == key, AuditEvent.action == "erased")
            assert [event.fields for event in session.scalars(events)] == [["registrations"]]

    def test_is_as_long_after_as_the_installation_says(self, desk: Desk) -> None:
        key = desk.plan()
        desk.register(key)
        desk.move(key, -4 * DAY)
        erase_registrations(desk.tools)
        with desk.product.sessions() as session:
            assert session.query(Registration).filter_by(session_id=UUID(key), erased_at=None).count() == 1
        erase_registrations(desk.tools_keeping(3 * DAY))
        assert [row.email for row in desk.rows(key)] == [None]
