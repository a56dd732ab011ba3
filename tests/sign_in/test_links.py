"""Links in mails: an invitation, a forgotten password."""

import time
from datetime import timedelta

import pytest

from bruggen.access.links import new_link
from bruggen.kit.clock import now
from bruggen.models import MailMessage, OneTimeLink, User
from tests.sign_in.conftest import PASSWORD, Door

SPENT = "urn:problem-type:bruggen:linkSpent"
NEW = "drie droge kelders op de berg"
PATIENCE = 20.0


def link(door: Door, user: User, purpose: str = "passwordReset") -> str:
    """A link as it stands in a mail."""
    with door.sessions.begin() as session:
        return new_link(session, purpose, user.id)


def mailed(door: Door, count: int) -> list[str]:
    """The mails, once there are so many."""
    deadline = time.monotonic() + PATIENCE
    while len(door.mails()) < count and time.monotonic() < deadline:
        time.sleep(0.02)
    return door.mails()


class TestAForgottenPassword:
    def test_is_replaced_through_a_link_that_is_mailed(self, door: Door) -> None:
        door.person()
        browser = door.browser()
        assert browser.post("/auth/passwordResetRequests", email="an@example.org").status_code == 202
        (mail,) = mailed(door, 1)
        token = mail.partition("/wachtwoord#")[2].split()[0]
        state = browser.post("/auth/linkChecks", token=token).json()
        assert state == {"purpose": "passwordReset", "email": "an@example.org", "name": "An Voorbeeld"}
        assert browser.post("/auth/passwordChoices", token=token, password=NEW).status_code == 204
        assert browser.sign_in().status_code == 401
        assert browser.sign_in(password=NEW).status_code == 200
        assert "wachtwoord" in mailed(door, 2)[-1]

    def test_ends_all_sessions(self, door: Door) -> None:
        user = door.person()
        browser = door.browser()
        browser.sign_in()
        door.browser().post("/auth/passwordChoices", token=link(door, user), password=NEW)
        assert browser.get("/api/v1/profile").status_code == 401

    def test_asking_for_somebody_who_is_not_there_looks_the_same_and_mails_nobody(self, door: Door) -> None:
        known, unknown = door.person(), "nobody@example.org"
        answers = [door.browser().post("/auth/passwordResetRequests", email=email) for email in (known.email, unknown)]
        assert {(answer.status_code, answer.content) for answer in answers} == {(202, b"")}
        mailed(door, 1)
        with door.sessions() as session:
            assert [mail.recipient for mail in session.query(MailMessage)] == [known.email]

    def test_asking_again_and_again_is_refused(self, door: Door) -> None:
        codes = [door.browser().post("/auth/passwordResetRequests", email="x@example.org").status_code for _ in range(4)]
        assert codes == [202, 202, 202, 429]

    def test_a_newer_link_takes_the_older_ones_place(self, door: Door) -> None:
        user = door.person()
        old, new = link(door, user), link(door, user)
        assert door.browser().post("/auth/linkChecks", token=old).json()["type"] == SPENT
        assert door.browser().post("/auth/linkChecks", token=new).status_code == 200


class TestAnyLink:
    def test_is_good_once(self, door: Door) -> None:
        token = link(door, door.person())
        assert door.browser().post("/auth/passwordChoices", token=token, password=NEW).status_code == 204
        again = door.browser().post("/auth/passwordChoices", token=token, password=f"{NEW} weer")
        assert (again.status_code, again.json()["type"]) == (410, SPENT)

    def test_is_not_good_for_ever(self, door: Door) -> None:
        token = link(door, door.person())
        with door.sessions.begin() as session:
            session.query(OneTimeLink).one().expires_at = now() - timedelta(seconds=1)
        assert door.browser().post("/auth/linkChecks", token=token).status_code == 410

    def test_of_another_purpose_opens_nothing(self, door: Door) -> None:
        user = door.person()
        ticket = link(door, user, "secondFactor")
        assert door.browser().post("/auth/passwordChoices", token=ticket, password=NEW).status_code == 410
        assert door.browser().give_code(link(door, user), "123456").status_code == 401

    @pytest.mark.parametrize("token", ["x" * 43, "nonsense but long enough"])
    def test_that_is_none_is_spent(self, door: Door, token: str) -> None:
        assert door.browser().post("/auth/linkChecks", token=token).json()["type"] == SPENT

    def test_is_stored_as_a_digest_only(self, door: Door) -> None:
        token = link(door, door.person())
        with door.sessions() as session:
            assert token not in session.query(OneTimeLink).one().token_hash


class TestAnInvitation:
    def test_lets_somebody_choose_a_password_and_their_name(self, door: Door) -> None:
        user = door.person()
        door.change(user, password_hash=None)
        browser = door.browser()
        answer = browser.post("/auth/passwordChoices", token=link(door, user, "invitation"), password=NEW, name="An De Smet")
        assert answer.status_code == 204
        browser.sign_in(password=NEW)
        assert browser.get("/api/v1/profile").json()["name"] == "An De Smet"


class TestAWeakPassword:
    @pytest.mark.parametrize(
        ("password", "why"),
        [("kort", "tooShort"), ("aaaaaaaaaaaaaaa", "tooCommon"), ("an voorbeeld op zolder", "containsOwnWord")],
    )
    def test_is_refused_with_the_reason_and_the_link_stays_good(self, door: Door, password: str, why: str) -> None:
        token = link(door, door.person())
        answer = door.browser().post("/auth/passwordChoices", token=token, password=password)
        assert answer.status_code == 400
        assert why in " ".join(issue["detail"] for issue in answer.json()["issues"])
        assert password not in answer.text
        assert door.browser().post("/auth/passwordChoices", token=token, password=NEW).status_code == 204


class TestChangingIt:
    def test_needs_the_old_one_and_ends_the_other_sessions(self, door: Door) -> None:
        door.person()
        here, there = door.browser(), door.browser()
        here.sign_in()
        there.sign_in()
        wrong = here.post("/api/v1/profile/passwordChanges", current="not it", password=NEW)
        assert (wrong.status_code, wrong.json()["issues"][0]["name"]) == (400, "current")
        assert here.post("/api/v1/profile/passwordChanges", current=PASSWORD, password=NEW).status_code == 204
        assert here.get("/api/v1/profile").status_code == 200
        assert there.get("/api/v1/profile").status_code == 401
        assert door.browser().sign_in(password=NEW).status_code == 200


class TestTheProfile:
    def test_is_changed_with_what_was_read(self, door: Door) -> None:
        door.person()
        browser = door.browser()
        browser.sign_in()
        read = browser.get("/api/v1/profile")
        headers = {"Authorization": f"Bearer {browser.token}"}

        def change(etag: str | None, **patch: object) -> int:
            sent = headers | ({"If-Match": etag} if etag else {})
            status: int = browser.client.patch("/api/v1/profile", json=patch, headers=sent).status_code
            return status

        assert change(None, name="Annie") == 428
        assert change(read.headers["etag"], name="Annie") == 200
        assert change(read.headers["etag"], name="Anna") == 412
        assert browser.get("/api/v1/profile").json()["name"] == "Annie"
        assert change(browser.get("/api/v1/profile").headers["etag"], name=None) == 400
        assert change(browser.get("/api/v1/profile").headers["etag"], email="x@example.org") == 400
