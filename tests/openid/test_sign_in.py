"""Signing in at the identity provider: out, back, and who one is then."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pyotp
import pytest
from sqlalchemy import select

from bruggen.kit.clock import today
from bruggen.kit.db import Base
from bruggen.kit.passwords import hash_password
from bruggen.models import OneTimeLink, RoleAssignment, User
from tests.openid.conftest import BEGIN, CALLBACK, Browser, Place, teacher
from tests.openid.provider import CLIENT_ID
from tests.sign_in.conftest import PASSWORD


class TestTheWayOut:
    def test_asks_for_a_code_with_state_nonce_and_pkce(self, place: Place) -> None:
        asked = dict(parse_qsl(urlsplit(place.browser().leave()).query))
        assert {name: asked.pop(name) for name in ("response_type", "client_id", "redirect_uri", "code_challenge_method")} == {
            "response_type": "code",
            "client_id": CLIENT_ID,
            "redirect_uri": f"{place.url}{CALLBACK}",
            "code_challenge_method": "S256",
        }
        assert {name: len(asked[name]) for name in ("state", "nonce", "code_challenge")} == dict.fromkeys(
            ("state", "nonce", "code_challenge"), 43
        )
        assert asked.keys() == {"scope", "state", "nonce", "code_challenge"}

    def test_never_asks_for_the_national_number(self, place: Place) -> None:
        address = place.browser().leave()
        assert parse_qs(urlsplit(address).query)["scope"] == ["openid profile vo"]
        assert "rrn" not in address.lower()
        assert "claims=" not in address

    def test_keeps_nothing_in_the_clear_and_binds_the_browser(self, place: Place) -> None:
        browser = place.browser()
        answer = browser.client.get(f"{place.url}{BEGIN}")
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("bruggen_sign_in=")
        assert {"HttpOnly", "Path=/auth", "SameSite=lax", "Max-Age=600"} <= set(cookie.split("; "))
        assert answer.headers["cache-control"] == "no-store"
        asked = dict(parse_qsl(urlsplit(answer.headers["location"]).query))
        with place.sessions() as session:
            kept = [(link.token_hash, link.content) for link in session.query(OneTimeLink).filter_by(purpose="openIdConnect")]
        secrets = (asked["state"], asked["nonce"], browser.client.cookies["bruggen_sign_in"])
        assert [secret for secret in secrets if secret in str(kept)] == []

    @pytest.mark.parametrize(
        "path", ["//evil.example", "/\\evil.example", "https://evil.example", "evil", "", "/a\\b", "/a b", "/a\r\nb", "/" * 2]
    )
    def test_leads_back_to_pages_of_the_site_alone(self, place: Place, path: str) -> None:
        answer = place.browser().client.get(f"{place.url}{BEGIN}", params={"returnTo": path})
        assert (answer.status_code, answer.json()["issues"][0]["name"]) == (400, "returnTo")


class TestTheWayBack:
    def test_ends_signed_in_on_the_page_that_was_asked_for(self, place: Place) -> None:
        place.provider.person = teacher("happy")
        browser = place.browser()
        arrival = browser.sign_in(returnTo="/aanbod?thema=x&y=z")
        assert (arrival.query, arrival.fragment) == ({"naar": "/aanbod?thema=x&y=z"}, "signedIn")
        profile = browser.get("/api/v1/profile").json()
        assert (profile["name"], profile["email"]) == ("An Voorbeeld", "happy@clb.example")
        assert place.methods("happy") == ["openIdConnect"]
        assert browser.roles() == [("referrer", True)]
        assert "bruggen_sign_in" not in browser.client.cookies

    def test_finds_the_same_account_the_next_time_also_when_all_but_the_subject_changed(self, place: Place) -> None:
        place.provider.person = teacher("again")
        place.browser().sign_in()
        first = place.account("again")
        place.provider.person = teacher("again", vo_email="other@clb.example", given_name="Anna")
        assert place.browser().sign_in().refusal is None
        second = place.account("again")
        assert first and second and first.id == second.id

    def test_knows_a_provider_that_names_itself(self, place: Place) -> None:
        place.provider.person = teacher("named")
        browser = place.browser()
        back = browser.answer(browser.leave())
        assert browser.follow(f"{back}&iss={place.provider.url}&session_state=x").refusal is None
        back = browser.answer(browser.leave())
        assert browser.follow(f"{back}&iss=https://other.example").refusal == "notTrusted"

    def test_cancelled_or_failed_at_the_provider(self, place: Place) -> None:
        browser = place.browser()
        assert browser.sign_in().refusal == "accessDenied"
        state = dict(parse_qsl(urlsplit(browser.leave()).query))["state"]
        assert browser.follow(f"{place.url}{CALLBACK}?state={state}&error=server_error").refusal == "providerError"
        assert not browser.is_signed_in

    def test_stranger_without_a_role_gets_no_account(self, place: Place) -> None:
        place.provider.person = teacher("stranger", vo_doelgroepcode="BUR")
        assert place.browser().sign_in().refusal == "noAccess"
        assert place.account("stranger") is None
        assert place.failures()[-1] == "noAccess"

    def test_address_of_an_account_does_not_lead_into_it(self, place: Place) -> None:
        with place.sessions.begin() as session:
            session.add(User(email="taken@clb.example", name="Iemand"))
        place.provider.person = teacher("taken", vo_email="Taken@CLB.example")
        browser = place.browser()
        assert browser.sign_in().refusal == "addressTaken"
        assert not browser.is_signed_in
        assert place.account("taken") is None

    @pytest.mark.parametrize(
        ("subject", "claims"),
        [
            ("unverified", {"vo_email": None, "email": "victim@clb.example", "email_verified": False}),
            ("unsaid", {"vo_email": None, "email": "victim@clb.example"}),
            ("garbled", {"vo_email": "no address"}),
            ("listed", {"vo_email": ["a@b.example"]}),
        ],
    )
    def test_no_account_on_an_address_that_nobody_vouches_for(
        self, place: Place, subject: str, claims: dict[str, object]
    ) -> None:
        place.provider.person = teacher(subject, **claims)
        assert place.browser().sign_in().refusal == "noAddress"

    def test_verified_address_counts(self, place: Place) -> None:
        place.provider.person = teacher("verified", vo_email=None, email="verified@mail.example", email_verified=True)
        place.browser().sign_in()
        account = place.account("verified")
        assert account and account.email == "verified@mail.example"

    def test_two_at_the_same_moment_make_one_account(self, place: Place) -> None:
        place.provider.person = teacher("eager")
        browsers = [place.browser() for _ in range(4)]
        with ThreadPoolExecutor() as pool:
            arrivals = list(pool.map(Browser.sign_in, browsers))
        assert place.account("eager")
        assert place.assignments("eager") == [("referrer", "openIdConnect", False)]
        assert None in {arrival.refusal for arrival in arrivals} <= {None, "tryAgain", "addressTaken"}

    def test_suspended_account_stays_out(self, place: Place) -> None:
        place.provider.person = teacher("suspended")
        place.browser().sign_in()
        account = place.account("suspended")
        assert account
        with place.sessions.begin() as session:
            session.get_one(User, account.id).status = "suspended"
        browser = place.browser()
        assert browser.sign_in().refusal == "noAccess"
        assert not browser.is_signed_in


class TestTheNationalNumber:
    def test_is_kept_nowhere_also_when_the_provider_sends_it_unasked(self, place: Place) -> None:
        place.provider.person = teacher("numbered", rrn="85073003328", national_number="85073003328")
        assert place.browser().sign_in().refusal is None
        with place.sessions() as session:
            rows = {name: str(session.execute(select(table)).all()) for name, table in Base.metadata.tables.items()}
        assert "numbered@clb.example" in rows["user_account"]
        assert [name for name, content in rows.items() if "85073003328" in content] == []


class TestTheSecondFactor:
    @pytest.mark.parametrize(
        "words", [{"acr": None, "amr": ["pwd", "mfa"]}, {"acr": "urn:be:vlaanderen:acm:hoog"}, {"acr": "mfa"}]
    )
    def test_of_the_provider_counts_when_it_says_so(self, place: Place, words: dict[str, object]) -> None:
        subject = f"twice-{len(str(words))}"
        place.provider.person = teacher(subject, **words)
        browser = place.browser()
        assert browser.sign_in().fragment == "signedIn"
        assert browser.get("/api/v1/profile").json()["session"]["secondFactor"] is True

    @pytest.mark.parametrize("words", [{"acr": "urn:be:vlaanderen:acm:laag"}, {"acr": None, "amr": "pwd"}, {"acr": ["mfa", "x"]}])
    def test_otherwise_ours_is_asked_for(self, place: Place, words: dict[str, object]) -> None:
        subject = f"once-{len(str(words))}"
        place.provider.person = teacher(subject, **words)
        browser = place.browser()
        arrival = browser.sign_in(returnTo="/aanbod")
        assert arrival.query == {"naar": "/aanbod"}
        assert arrival.ticket["enrolled"] == "false"
        assert not browser.is_signed_in
        ticket = arrival.ticket["ticket"]
        secret = browser.post("/auth/secondFactorEnrollments", ticket=ticket).json()["secret"]
        assert browser.post("/auth/secondFactors", ticket=ticket, code=pyotp.TOTP(secret).now()).status_code == 200
        assert browser.roles() == [("referrer", True)]
        assert place.methods(subject) == ["openIdConnect"]
        assert place.browser().sign_in().ticket["enrolled"] == "true"

    def test_is_not_asked_of_roles_that_need_none(self, place: Place) -> None:
        place.provider.person = teacher("officer", vo_doelgroepcode="GID", bruggen_rol_3d="Beleid", acr=None)
        browser = place.browser()
        assert browser.sign_in().fragment == "signedIn"
        assert browser.get("/api/v1/profile").json()["session"]["secondFactor"] is False


class TestRolesFromElsewhere:
    def test_follow_the_claims_at_each_sign_in(self, place: Place) -> None:
        place.provider.person = teacher("moving", bruggen_rol_3d=["Beleid:0206731645", "Coordinator:0999999999", "Other"])
        place.browser().sign_in()
        assert place.assignments("moving") == [("referrer", "openIdConnect", False), ("policyOfficer", "openIdConnect", False)]
        place.provider.person = teacher("moving", vo_doelgroepcode="GID", bruggen_rol_3d=["Coordinator"])
        browser = place.browser()
        browser.sign_in()
        assert place.assignments("moving") == [
            ("referrer", "openIdConnect", True),
            ("policyOfficer", "openIdConnect", True),
            ("coordinator", "openIdConnect", False),
        ]
        assert browser.roles() == [("coordinator", True)]

    def test_are_not_given_twice(self, place: Place) -> None:
        place.provider.person = teacher("twice")
        for _ in range(2):
            place.browser().sign_in()
        assert place.assignments("twice") == [("referrer", "openIdConnect", False)]

    def test_end_at_once_for_sessions_that_run(self, place: Place) -> None:
        place.provider.person = teacher("leaver")
        old, new = place.browser(), place.browser()
        old.sign_in()
        place.provider.person = teacher("leaver", vo_doelgroepcode="BUR")
        assert new.sign_in().refusal is None
        assert old.roles() == new.roles() == []

    def test_leave_what_people_gave_alone(self, place: Place) -> None:
        place.provider.person = teacher("both")
        place.browser().sign_in()
        account = place.account("both")
        assert account
        given = RoleAssignment(user_id=account.id, role="policyOfficer", sector="education", valid_from=today())
        with place.sessions.begin() as session:
            session.add(given)
        place.provider.person = teacher("both", vo_doelgroepcode="BUR")
        place.browser().sign_in()
        assert place.assignments("both") == [("referrer", "openIdConnect", True), ("policyOfficer", None, False)]

    def test_hold_for_the_organization_that_the_person_signs_in_for(self, place: Place) -> None:
        organization = place.organization("0456789012")
        place.provider.person = teacher("partner", vo_doelgroepcode="EA", vo_orgcode="0456.789.012", acr=None)
        browser = place.browser()
        browser.sign_in()
        [role] = browser.get("/api/v1/profile").json()["roles"]
        assert (role["role"], role["organization"]["id"]) == ("partnerEditor", str(organization))

    def test_hold_only_in_sessions_that_the_provider_opened(self, place: Place) -> None:
        place.organization("0456789013")
        place.provider.person = teacher("own-password", vo_doelgroepcode="EA", vo_orgcode="0456789013", acr=None)
        browser, other = place.browser(), place.browser()
        browser.sign_in()
        account = place.account("own-password")
        assert account
        with place.sessions.begin() as session:
            session.get_one(User, account.id).password_hash = hash_password(PASSWORD)
        other.post("/auth/signIns", email=account.email, password=PASSWORD)
        assert "offer:write" in browser.get("/api/v1/profile").json()["scopes"]
        assert other.get("/api/v1/profile").json()["scopes"] == [
            "expertise:read",
            "expertise:write",
            "ownProfile:read",
            "ownProfile:write",
        ]

    def test_need_an_organization_that_is_here(self, place: Place) -> None:
        place.provider.person = teacher("unknown-place", vo_doelgroepcode="EA", vo_orgcode="0999999999")
        assert place.browser().sign_in().refusal == "noAccess"
        place.provider.person = teacher("unknown-region", vo_orgcode="0400000000")
        assert place.browser().sign_in().refusal == "noAccess"


class TestMethods:
    def test_are_told(self, place: Place) -> None:
        answer = place.browser().client.get(f"{place.url}/auth/methods")
        assert answer.json() == {"password": True, "openIdConnect": True}
