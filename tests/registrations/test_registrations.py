"""Who comes: registering without an account, the waiting list, the link in the mail, and the organizer's list."""

import csv
import io
from datetime import timedelta

import icalendar
import pytest

from bruggen.access.roles import Role
from bruggen.kit.problems import ResourceNotFound
from tests.make.people import grant
from tests.make.product import is_the_same
from tests.registrations.desk import Desk, address


class TestRegister:
    def test_nobody_needs_an_account_and_the_mail_has_the_event_and_a_link(self, desk: Desk) -> None:
        key = desk.plan(municipality="44021", online=True, onlineUrl="https://meet.test.be/a")
        email, status = desk.register(key, organization="Sint-Jan", sector="education")
        [(template, content)] = desk.product.mails(email)
        assert (status, template) == ("confirmed", "registrationConfirmed")
        assert content["title"] == "Omgaan met schoolangst"
        assert content["where"] == "De Krook, Gent, online: https://meet.test.be/a"
        assert "An Vraagt" not in str(content)
        [[file]] = desk.files(email)
        [event] = icalendar.Calendar.from_ical(file.content).walk("VEVENT")
        assert (event["UID"], event["SEQUENCE"]) == (f"{key}@bruggen", 0)

    def test_whoever_comes_too_late_waits_in_line(self, desk: Desk) -> None:
        key = desk.plan(capacity=1, online=True, onlineUrl="https://meet.test.be/geheim")
        desk.register(key)
        answers = [desk.ask(key, address()).json() for _ in range(2)]
        assert answers == [{"status": "waiting", "placeInLine": 1}, {"status": "waiting", "placeInLine": 2}]
        assert desk.read(key)["places"] == {"room": "full", "waiting": 2, "capacity": 1}
        [waiting] = desk.rows(key)[1:2]
        assert waiting.email
        [(template, content)] = desk.product.mails(waiting.email)
        assert (template, content["line"]) == ("registrationWaiting", "1")
        assert "geheim" not in str(content)

    def test_an_address_gets_one_place_and_the_answer_discloses_nothing(self, desk: Desk) -> None:
        key = desk.plan(capacity=2)
        email, _ = desk.register(key)
        again = desk.ask(key, email.upper())
        assert (again.status_code, again.json()) == (202, {"status": "confirmed"})
        desk.register(key)
        known, new = desk.ask(key, email), desk.ask(key, address())
        assert (
            (known.status_code, known.json()) == (new.status_code, new.json()) == (202, {"status": "waiting", "placeInLine": 1})
        )
        assert desk.told(email) == ["registrationConfirmed"] * 3
        assert [row.status for row in desk.rows(key)] == ["confirmed", "confirmed", "waiting"]

    def test_the_same_key_registers_and_mails_once(self, desk: Desk) -> None:
        key, email = desk.plan(capacity=1), address()
        answers = [desk.ask(key, email, once=f"{key}a").json() for _ in range(3)]
        assert answers == [{"status": "confirmed"}] * 3
        assert desk.told(email) == ["registrationConfirmed"]
        other = desk.ask(key, address(), once=f"{key}a")
        assert other.json()["type"] == "urn:problem-type:bruggen:idempotencyConflict"

    @pytest.mark.parametrize(
        ("more", "faulty"),
        [({"sector": "nothing"}, "sector"), ({"name": " "}, "name"), ({"name": "<b>"}, "name"), ({"phone": "1"}, "phone")],
        ids=str,
    )
    def test_no_more_is_taken_than_it_takes(self, desk: Desk, more: dict[str, str], faulty: str) -> None:
        answer = desk.ask(desk.plan(), address(), **more)
        assert (answer.status_code, [issue["name"] for issue in answer.json()["issues"]]) == (400, [faulty])

    def test_not_after_the_last_moment_and_not_after_the_beginning(self, desk: Desk) -> None:
        over, late = desk.plan(), desk.plan(registrationUntil="2020-01-01T00:00:00Z")
        desk.move(over, timedelta(minutes=-1))
        assert [desk.ask(key, address()).status_code for key in (over, late)] == [409, 409]
        assert desk.rows(over) == []

    def test_nobody_is_flooded_with_mail(self, desk: Desk) -> None:
        key, email = desk.plan(), address()
        answers = [desk.ask(key, email).status_code for _ in range(11)]
        assert answers == [202] * 10 + [429]


class TestTheLink:
    def test_says_what_it_is_and_nothing_of_whose(self, desk: Desk) -> None:
        key = desk.plan(capacity=1, online=True, onlineUrl="https://meet.test.be/a")
        (first, _), (second, _) = desk.register(key), desk.register(key)
        check = desk.with_link(first, "registrationChecks").json()
        assert (check["status"], check["onlineUrl"], check["cancellable"]) == ("confirmed", "https://meet.test.be/a", True)
        assert check["session"]["item"]["title"] == "Omgaan met schoolangst"
        assert first not in str(check)
        check = desk.with_link(second, "registrationChecks").json()
        assert (check["status"], check["placeInLine"], "onlineUrl" in check) == ("waiting", 1, False)

    @pytest.mark.parametrize("token", ["x", "AAAA", "a" * 60, "é", "A" * 200])
    def test_that_is_none_of_ours_leads_nowhere(self, desk: Desk, token: str) -> None:
        for resource in ("registrationChecks", "registrationCancellations"):
            answer = desk.product.client.post(f"/api/v1/{resource}", json={"token": token})
            assert (answer.status_code, answer.json()["type"]) == (404, ResourceNotFound.type)

    def test_gives_the_place_to_the_first_in_line_once(self, desk: Desk) -> None:
        key = desk.plan(capacity=1)
        first, second, third = (desk.register(key)[0] for _ in range(3))
        token = desk.token(first)
        for _ in range(3):
            answer = desk.product.client.post("/api/v1/registrationCancellations", json={"token": token})
            assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
        assert desk.told(first) == ["registrationConfirmed", "registrationCancelled"]
        assert desk.told(second) == ["registrationWaiting", "registrationMovedUp"]
        assert desk.told(third) == ["registrationWaiting"]
        assert desk.with_link(third, "registrationChecks").json()["placeInLine"] == 1
        assert [row.status for row in desk.rows(key)] == ["cancelled", "confirmed", "waiting"]

    def test_whoever_cancelled_may_register_again_at_the_end_of_the_line(self, desk: Desk) -> None:
        key = desk.plan(capacity=1)
        first, _second = desk.register(key)[0], desk.register(key)[0]
        desk.with_link(first, "registrationCancellations")
        assert desk.register(key, first)[1] == "waiting"
        assert [(row.number, row.status) for row in desk.rows(key)] == [(1, "cancelled"), (2, "confirmed"), (3, "waiting")]

    def test_cancels_nothing_any_more_once_it_has_begun(self, desk: Desk) -> None:
        key = desk.plan(capacity=1)
        first, second = desk.register(key)[0], desk.register(key)[0]
        desk.move(key, timedelta(minutes=-1))
        assert desk.with_link(first, "registrationCancellations").status_code == 409
        assert desk.told(second) == ["registrationWaiting"]


class TestTheOrganizersList:
    def test_is_theirs_alone(self, desk: Desk) -> None:
        key = desk.plan()
        email, _ = desk.register(key)
        path = f"/trainingSessions/{key}/registrations"
        assert [item["email"] for item in desk.editor.get(path).json()["items"]] == [email]
        stranger = desk.product.person(grant(Role.PARTNER_EDITOR, organization=desk.product.organizations("LIM")[0]))
        assert stranger.get(path).status_code == 403
        [row] = desk.rows(key)
        [hidden, missing] = (stranger.get(f"/registrations/{one}") for one in (row.id, desk.training))
        assert is_the_same(hidden, missing)
        assert ("read", "trainingSessions", key, ["registrations"]) in desk.product.events(desk.editor, "read")

    def test_can_be_taken_along_as_a_file(self, desk: Desk) -> None:
        key = desk.plan()
        email, _ = desk.register(key, name="=1+1", organization="Sint-Jan")
        text = desk.editor.get(f"/trainingSessions/{key}/registrations", format="csv").text
        [row] = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
        assert (row["number"], row["name"], row["email"], row["organization"]) == ("1", "'=1+1", email, "Sint-Jan")

    def test_whoever_needs_counts_gets_no_names(self, desk: Desk) -> None:
        key = desk.plan(capacity=1)
        emails = [desk.register(key)[0] for _ in range(2)]
        policy = desk.product.person(grant(Role.POLICY_OFFICER))
        assert policy.get(f"/trainingSessions/{key}/registrations").status_code == 403
        for form in ("json", "csv", "ndjson"):
            shown = policy.get("/trainingSessions", training=str(desk.training), format=form).text
            assert key in shown
            assert not any(email in shown for email in emails)
            assert "An Vraagt" not in shown

    def test_notes_who_came(self, desk: Desk) -> None:
        key = desk.plan(capacity=1)
        desk.register(key), desk.register(key)
        came, waited = (f"/registrations/{row.id}" for row in desk.rows(key))
        assert desk.editor.patch(came, {"came": True}).json()["came"] is True
        assert "came" not in desk.editor.patch(came, {"came": None}).json()
        assert desk.editor.patch(waited, {"came": True}).status_code == 409
        assert desk.editor.patch(came, {"name": "Anders"}).status_code == 400

    def test_whoever_is_taken_out_is_told_and_the_next_moves_up(self, desk: Desk) -> None:
        key = desk.plan(capacity=1)
        first, second = desk.register(key)[0], desk.register(key)[0]
        token = desk.token(first)
        assert desk.editor.delete(f"/registrations/{desk.rows(key)[0].id}").status_code == 204
        assert desk.told(first) == ["registrationConfirmed", "registrationCancelled"]
        assert desk.told(second) == ["registrationWaiting", "registrationMovedUp"]
        assert desk.product.client.post("/api/v1/registrationChecks", json={"token": token}).status_code == 404
