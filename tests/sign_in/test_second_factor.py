"""The second factor: set up inside the first sign-in, asked for at the next ones, replaced, recovered."""

import pyotp
import pytest

from bruggen.access.roles import Role
from bruggen.models import RecoveryCode, User
from tests.sign_in.conftest import PASSWORD, Browser, Door

REFUSED = "urn:problem-type:bruggen:codeRefused"


class Phone:
    """An authenticator app; each code it shows is a later one than the last, so that none comes twice."""

    def __init__(self, door: Door, user: User) -> None:
        self.door, self.user, self.secret = door, user, ""

    def code(self) -> str:
        self.door.change(self.user, totp_last_step=None)
        return pyotp.TOTP(self.secret).now()


def enrolled(door: Door, role: Role | None = Role.COORDINATOR) -> tuple[User, Phone, Browser, list[str]]:
    """Somebody with a second factor, signed in with it, and the recovery codes."""
    user = door.person(role=role)
    phone = Phone(door, user)
    browser = door.browser()
    ticket = browser.sign_in().json()["secondFactor"]["ticket"]
    phone.secret = browser.post("/auth/secondFactorEnrollments", ticket=ticket).json()["secret"]
    codes = browser.give_code(ticket, phone.code()).json()["signedIn"]["recoveryCodes"]
    return user, phone, browser, codes


class TestRolesThatNeedOne:
    @pytest.mark.parametrize("role", [Role.COORDINATOR, Role.REFERRER, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR])
    def test_get_no_token_before_it_is_set_up(self, door: Door, role: Role) -> None:
        door.person(role=role)
        browser = door.browser()
        answer = browser.sign_in().json()
        assert answer == {"secondFactor": {"ticket": answer["secondFactor"]["ticket"], "enrolled": False}}
        assert "bruggen_renewal" not in browser.client.cookies

    def test_are_in_with_a_first_code_and_get_recovery_codes_once(self, door: Door) -> None:
        _, _, browser, codes = enrolled(door)
        assert len(set(codes)) == 10
        profile = browser.get("/api/v1/profile").json()
        assert profile["secondFactor"] == {"enrolled": True, "required": True, "recoveryCodesLeft": 10}
        assert profile["session"]["secondFactor"] is True
        assert profile["roles"][0]["usable"] is True

    def test_cannot_switch_it_off(self, door: Door) -> None:
        _, phone, browser, _ = enrolled(door)
        answer = browser.post("/api/v1/profile/secondFactorRemovals", code=phone.code())
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:problem-type:belgif:missingPermission")


class TestTheNextSignIn:
    def test_asks_for_a_code(self, door: Door) -> None:
        _, phone, _, _ = enrolled(door)
        browser = door.browser()
        step = browser.sign_in().json()["secondFactor"]
        assert step["enrolled"] is True
        assert browser.post("/auth/secondFactorEnrollments", ticket=step["ticket"]).json()["type"] == REFUSED
        assert browser.give_code(step["ticket"], phone.code()).status_code == 200
        assert browser.get("/api/v1/profile").status_code == 200

    def test_refuses_a_code_that_was_used(self, door: Door) -> None:
        _, phone, _, _ = enrolled(door)
        code = phone.code()
        first, second = door.browser(), door.browser()
        assert first.give_code(first.sign_in().json()["secondFactor"]["ticket"], code).status_code == 200
        ticket = second.sign_in().json()["secondFactor"]["ticket"]
        assert second.give_code(ticket, code).json()["type"] == REFUSED

    def test_a_ticket_bears_five_tries(self, door: Door) -> None:
        _, phone, _, _ = enrolled(door)
        browser = door.browser()
        ticket = browser.sign_in().json()["secondFactor"]["ticket"]
        assert {browser.give_code(ticket, "000000").status_code for _ in range(5)} == {401}
        assert browser.give_code(ticket, phone.code()).json()["type"] == REFUSED

    def test_a_ticket_is_good_once(self, door: Door) -> None:
        _, phone, _, _ = enrolled(door)
        browser = door.browser()
        ticket = browser.sign_in().json()["secondFactor"]["ticket"]
        assert browser.give_code(ticket, phone.code()).status_code == 200
        assert browser.give_code(ticket, phone.code()).json()["type"] == REFUSED

    def test_a_recovery_code_will_do_once(self, door: Door) -> None:
        user, _, _, codes = enrolled(door)
        browser = door.browser()
        ticket = browser.sign_in().json()["secondFactor"]["ticket"]
        assert browser.give_code(ticket, codes[0].lower().replace("-", " ")).status_code == 200
        again = browser.sign_in().json()["secondFactor"]["ticket"]
        assert browser.give_code(again, codes[0]).status_code == 401
        assert "recoveryCodeUsed" in door.trail(user)
        assert browser.get("/api/v1/profile").json()["secondFactor"]["recoveryCodesLeft"] == 9


class TestTheOwnAccount:
    def test_adds_one_by_choice_after_the_password_and_takes_it_away(self, door: Door) -> None:
        user = door.person()
        browser = door.browser()
        browser.sign_in()
        wrong = browser.post("/api/v1/profile/secondFactorEnrollments", password="vier natte")
        assert (wrong.status_code, wrong.json()["issues"][0]["name"]) == (400, "password")
        phone = Phone(door, user)
        phone.secret = browser.post("/api/v1/profile/secondFactorEnrollments", password=PASSWORD).json()["secret"]
        assert browser.get("/api/v1/profile").json()["secondFactor"]["enrolled"] is False
        assert browser.post("/api/v1/profile/secondFactorConfirmations", code="000000").status_code == 400
        codes = browser.post("/api/v1/profile/secondFactorConfirmations", code=phone.code()).json()["recoveryCodes"]
        assert len(codes) == 10
        assert browser.post("/api/v1/profile/secondFactorRemovals", code=phone.code()).status_code == 204
        assert "signedIn" in door.browser().sign_in().json()

    def test_the_old_one_counts_until_the_new_one_is_confirmed(self, door: Door) -> None:
        user, phone, browser, _ = enrolled(door)
        new = Phone(door, user)
        new.secret = browser.post("/api/v1/profile/secondFactorEnrollments", password=PASSWORD).json()["secret"]
        other = door.browser()
        ticket = other.sign_in().json()["secondFactor"]["ticket"]
        assert other.give_code(ticket, new.code()).status_code == 401
        assert other.give_code(ticket, phone.code()).status_code == 200
        assert browser.post("/api/v1/profile/secondFactorConfirmations", code=new.code()).status_code == 200
        ticket = other.sign_in().json()["secondFactor"]["ticket"]
        assert other.give_code(ticket, phone.code()).status_code == 401
        assert other.give_code(ticket, new.code()).status_code == 200

    def test_renews_recovery_codes(self, door: Door) -> None:
        _, phone, browser, old = enrolled(door)
        new = browser.post("/api/v1/profile/recoveryCodeRenewals", code=phone.code()).json()["recoveryCodes"]
        assert not set(new) & set(old)
        other = door.browser()
        ticket = other.sign_in().json()["secondFactor"]["ticket"]
        assert other.give_code(ticket, old[0]).status_code == 401
        assert other.give_code(ticket, new[0]).status_code == 200

    def test_a_screen_left_open_does_not_help_to_guess(self, door: Door) -> None:
        door.person()
        browser = door.browser()
        browser.sign_in()
        tries = [browser.post("/api/v1/profile/passwordChanges", current="x", password="y" * 20).status_code for _ in range(11)]
        assert tries == [400] * 10 + [429]


def test_nothing_secret_is_stored_in_the_clear(door: Door) -> None:
    user, phone, _, codes = enrolled(door)
    with door.sessions() as session:
        stored = session.get_one(User, user.id)
        assert phone.secret.encode() not in (stored.totp_secret or b"")
        digests = [one.code_hash for one in session.query(RecoveryCode).filter_by(user_id=user.id)]
    assert len(digests) == 10
    assert not any(code.replace("-", "") in digest for code in codes for digest in digests)
