"""Signing in with a password, and staying signed in."""

from datetime import timedelta

import pytest

from bruggen.access.roles import Role
from bruggen.kit.clock import now
from bruggen.models import AuditEvent, RefreshToken, SignInSession
from tests.sign_in.conftest import PASSWORD, SITE, Door

FAILED = "urn:problem-type:bruggen:signInFailed"
ENDED = "urn:problem-type:bruggen:sessionEnded"


class TestSigningIn:
    def test_gives_a_token_that_opens_the_own_account_and_nothing_for_any_cache(self, door: Door) -> None:
        door.person()
        browser = door.browser()
        assert browser.get("/api/v1/profile").json()["type"] == "urn:problem-type:belgif:noAccessToken"
        answer = browser.sign_in()
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        assert answer.json()["signedIn"]["expiresIn"] == 600
        profile = browser.get("/api/v1/profile")
        assert profile.json()["email"] == "an@example.org"
        assert profile.headers["cache-control"] == "no-store"

    def test_takes_the_address_in_any_case_and_with_spaces_around(self, door: Door) -> None:
        door.person()
        assert door.browser().sign_in(" An@Example.ORG ").status_code == 200

    @pytest.mark.parametrize(
        ("email", "password", "state"),
        [
            ("nobody@example.org", PASSWORD, {}),
            ("an@example.org", "vier natte fietsen op solder", {}),
            ("an@example.org", PASSWORD, {"status": "suspended"}),
            ("an@example.org", PASSWORD, {"password_hash": None}),
            ("an@example.org", PASSWORD, {"demo": True}),
        ],
        ids=["unknown", "wrong", "suspended", "invited", "demo outside a demo"],
    )
    def test_failing_looks_the_same_whatever_the_reason(
        self, door: Door, email: str, password: str, state: dict[str, object]
    ) -> None:
        door.change(door.person(), **state)
        browser = door.browser()
        body = browser.sign_in(email, password).json()
        body.pop("instance")
        assert body == {
            "type": FAILED,
            "title": "Sign-in Failed",
            "status": 401,
            "detail": "The address or the password is not right.",
        }
        assert not browser.client.cookies

    def test_is_written_down_failed_or_not(self, door: Door) -> None:
        user = door.person()
        door.browser().sign_in(password="vier natte fietsen")
        assert door.trail(user) == ["created", "signInFailed"]

    @pytest.mark.parametrize("origin", ["https://other.example", "null", ""])
    def test_a_page_of_another_site_is_refused(self, door: Door, origin: str) -> None:
        door.person()
        browser = door.browser()
        browser.client.headers["Origin"] = origin
        answer = browser.sign_in()
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:problem-type:bruggen:foreignOrigin")

    @pytest.mark.parametrize(
        "body", [{}, {"email": "x"}, {"email": "no address", "password": "x"}, {"email": "a@b.be", "password": 7}]
    )
    def test_what_cannot_be_read_is_told_and_a_password_never_comes_back(self, door: Door, body: dict[str, object]) -> None:
        answer = door.browser().post("/auth/signIns", **body, extra="geheim woord")
        assert answer.status_code == 400
        assert answer.json()["issues"]
        assert "geheim woord" not in answer.text


class TestGuessing:
    def test_is_slowed_down_for_strangers_while_the_owners_browser_gets_in(self, door: Door) -> None:
        door.person()
        own = door.browser()
        own.sign_in()
        stranger = door.browser()
        refused = [stranger.sign_in(password="guess").status_code for _ in range(12)]
        assert refused == [401] * 9 + [429] * 3
        assert stranger.sign_in().status_code == 429
        assert int(stranger.sign_in().headers["retry-after"]) > 0
        assert own.sign_in().status_code == 200

    def test_a_cookie_of_another_account_makes_nobody_known(self, door: Door) -> None:
        door.person()
        door.person("bert@example.org")
        bert = door.browser()
        bert.sign_in("bert@example.org")
        assert [bert.sign_in(password="guess").status_code for _ in range(11)][-1] == 429


class TestStayingSignedIn:
    def test_a_cookie_that_no_script_reads_renews_it(self, door: Door) -> None:
        door.person()
        browser = door.browser()
        cookie = browser.sign_in().headers.get_list("set-cookie")[0].lower()
        assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/auth", "bruggen_renewal="))
        first = browser.token
        assert browser.renew().status_code == 200
        assert browser.token != first
        assert browser.get("/api/v1/profile").status_code == 200

    def test_a_cookie_that_comes_twice_ends_the_session_for_both(self, door: Door) -> None:
        user = door.person()
        victim = door.browser()
        victim.sign_in()
        thief = door.browser()
        thief.client.cookies.update(victim.client.cookies)
        assert victim.renew().status_code == 200
        assert thief.renew().json()["type"] == ENDED
        assert victim.get("/api/v1/profile").json()["type"] == "urn:problem-type:belgif:invalidAccessToken"
        assert victim.renew().status_code == 401
        with door.sessions() as session:
            ended = session.query(SignInSession).filter_by(user_id=user.id).one()
            assert ended.revoked_because == "tokenReused"

    @pytest.mark.parametrize("cookie", ["", "nonsense", "x" * 5000])
    def test_without_a_good_cookie_nobody_is_signed_in(self, door: Door, cookie: str) -> None:
        browser = door.browser()
        browser.client.cookies.set("bruggen_renewal", cookie, path="/auth")
        assert browser.renew().json()["type"] == ENDED

    def test_ends_when_it_was_not_used_for_a_week(self, door: Door) -> None:
        door.person()
        browser = door.browser()
        browser.sign_in()
        with door.sessions.begin() as session:
            session.query(SignInSession).one().expires_at = now() - timedelta(seconds=1)
            session.query(RefreshToken).one().expires_at = now() - timedelta(seconds=1)
        assert browser.get("/api/v1/profile").status_code == 401
        assert browser.renew().status_code == 401

    def test_suspension_bites_at_the_next_request(self, door: Door) -> None:
        user = door.person()
        browser = door.browser()
        browser.sign_in()
        door.change(user, status="suspended")
        assert browser.get("/api/v1/profile").json()["type"] == "urn:problem-type:belgif:invalidAccessToken"
        assert browser.renew().status_code == 401


class TestSigningOut:
    def test_ends_this_browser_only(self, door: Door) -> None:
        door.person()
        one, other = door.browser(), door.browser()
        one.sign_in()
        other.sign_in()
        assert one.post("/auth/signOuts").status_code == 204
        assert one.get("/api/v1/profile").status_code == 401
        assert one.renew().status_code == 401
        assert other.get("/api/v1/profile").status_code == 200

    def test_ends_all_when_asked(self, door: Door) -> None:
        door.person()
        one, other = door.browser(), door.browser()
        one.sign_in()
        other.sign_in()
        assert one.post("/auth/signOuts", everywhere=True).status_code == 204
        assert other.get("/api/v1/profile").status_code == 401

    def test_of_nobody_is_no_fault(self, door: Door) -> None:
        assert door.browser().post("/auth/signOuts").status_code == 204


def test_a_role_that_needs_no_second_factor_works_at_once(door: Door) -> None:
    door.person(role=Role.POLICY_OFFICER)
    browser = door.browser()
    browser.sign_in()
    (role,) = browser.get("/api/v1/profile").json()["roles"]
    assert (role["role"], role["usable"]) == ("policyOfficer", True)


def test_rotating_keys_signs_nobody_out(door: Door) -> None:
    from bruggen.access.keyring import rotate_keys

    door.person()
    browser = door.browser()
    browser.sign_in()
    before = browser.client.get(f"{SITE}/.well-known/jwks.json").json()["keys"]
    with door.sessions.begin() as session:
        rotate_keys(session)
    assert browser.get("/api/v1/profile").status_code == 200
    assert browser.renew().status_code == 200
    assert len(before) == 1


def test_who_signed_in_is_named_and_staying_signed_in_is_no_event(door: Door) -> None:
    user = door.person()
    browser = door.browser()
    browser.sign_in()
    browser.renew()
    with door.sessions() as session:
        events = session.query(AuditEvent).filter_by(object_type="sessions").order_by(AuditEvent.sequence).all()
        assert [(event.action, event.actor_kind, event.actor_id) for event in events] == [
            ("created", "user", user.id),
            ("signedIn", "user", user.id),
        ]
