"""What an attacker brings, between browser, product and provider: nothing of it signs anybody in."""

import hashlib
import hmac
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, Key, RSAKey

from bruggen.models import OneTimeLink
from tests.make.tokens import base64url, forge
from tests.openid.conftest import CALLBACK, Place, teacher
from tests.openid.provider import CLIENT_ID, CLIENT_SECRET, FIRST_KEY, SECOND_KEY

Claims = dict[str, Any]
STRANGE_KEY = RSAKey.generate_key(2048, {"kid": "first"})


def state_of(address: str) -> str:
    return dict(parse_qsl(urlsplit(address).query))["state"]


class TestState:
    def test_made_up_is_refused(self, place: Place) -> None:
        place.provider.person = teacher("made-up")
        browser = place.browser()
        back = browser.answer(browser.leave())
        assert browser.follow(back.replace(state_of(back), "x" * 43)).refusal == "expired"
        assert not browser.is_signed_in

    def test_missing_is_refused(self, place: Place) -> None:
        assert place.browser().follow(f"{place.url}{CALLBACK}?code=x").refusal == "expired"

    def test_of_another_browser_is_refused_so_that_nobody_is_signed_in_to_a_strangers_account(self, place: Place) -> None:
        place.provider.person = teacher("attacker")
        attacker, victim = place.browser(), place.browser()
        back = attacker.answer(attacker.leave())
        assert victim.follow(back).refusal == "expired"
        victim.leave()
        assert victim.follow(back).refusal == "expired"
        assert not victim.is_signed_in
        assert not place.provider.read[-1].endswith("/token")

    def test_without_the_cookie_is_refused(self, place: Place) -> None:
        place.provider.person = teacher("no-cookie")
        browser = place.browser()
        back = browser.answer(browser.leave())
        browser.client.cookies.clear()
        assert browser.follow(back).refusal == "expired"

    def test_is_good_once(self, place: Place) -> None:
        place.provider.person = teacher("replayed")
        browser = place.browser()
        back = browser.answer(browser.leave())
        cookies = dict(browser.client.cookies)
        assert browser.follow(back).refusal is None
        again = place.browser()
        again.client.cookies.update(cookies)
        assert again.follow(back).refusal == "expired"

    def test_is_spent_also_when_the_provider_refused(self, place: Place) -> None:
        browser = place.browser()
        back = browser.answer(browser.leave())
        cookies = dict(browser.client.cookies)
        assert browser.follow(back).refusal == "accessDenied"
        browser.client.cookies.update(cookies)
        assert browser.follow(back).refusal == "expired"

    def test_runs_out(self, place: Place) -> None:
        place.provider.person = teacher("late")
        browser = place.browser()
        back = browser.answer(browser.leave())
        with place.sessions.begin() as session:
            for link in session.query(OneTimeLink).filter_by(purpose="openIdConnect"):
                link.expires_at = link.created_at
        assert browser.follow(back).refusal == "expired"


class TestCode:
    def test_that_was_used_is_refused(self, place: Place) -> None:
        place.provider.person = teacher("used-code")
        browser = place.browser()
        first = browser.answer(browser.leave())
        assert browser.follow(first).refusal is None
        thief = place.browser()
        second = thief.answer(thief.leave())
        stolen = dict(parse_qsl(urlsplit(first).query))["code"]
        assert thief.follow(f"{place.url}{CALLBACK}?state={state_of(second)}&code={stolen}").refusal == "notTrusted"

    def test_stolen_on_its_way_is_worth_nothing_without_the_verifier(self, place: Place) -> None:
        place.provider.person = teacher("stolen-code")
        owner, thief = place.browser(), place.browser()
        stolen = dict(parse_qsl(urlsplit(owner.answer(owner.leave())).query))["code"]
        place.provider.person = None
        state = state_of(thief.leave())
        assert thief.follow(f"{place.url}{CALLBACK}?state={state}&code={stolen}").refusal == "notTrusted"
        assert not thief.is_signed_in
        assert place.account("stolen-code") is None

    def test_missing_is_refused(self, place: Place) -> None:
        browser = place.browser()
        assert browser.follow(f"{place.url}{CALLBACK}?state={state_of(browser.leave())}").refusal == "providerError"


def signed(key: Key, alg: str, **header: Any) -> Callable[[Claims, Claims], str]:
    """The same claims, signed with another key or algorithm."""
    return lambda old, claims: jwt.encode({**old, "alg": alg, **header}, claims, key, algorithms=[alg])


def saying(**changes: Any) -> Callable[[Claims, Claims], str]:
    """Signed by the provider itself, and saying something else."""

    def write(header: Claims, claims: Claims) -> str:
        changed = {name: value for name, value in (claims | changes).items() if value is not ...}
        return jwt.encode(header, changed, FIRST_KEY)

    return write


def shared_secret(secret: bytes) -> Callable[[Claims, Claims], str]:
    """Signed with what both sides know, or what everybody knows."""

    def write(header: Claims, claims: Claims) -> str:
        return forge({**header, "alg": "HS256"}, claims, lambda data: hmac.new(secret, data, hashlib.sha256).digest())

    return write


def unsigned(header: Claims, claims: Claims) -> str:
    return forge({"alg": "none"}, claims, lambda _: b"")


def tampered(header: Claims, claims: Claims) -> str:
    head, _, signature = jwt.encode(header, claims, FIRST_KEY).split(".")
    return f"{head}.{forge({}, claims | {'sub': 'somebody-else'}, bytes).split('.')[1]}.{signature}"


HOUR = 3600
FORGED: dict[str, Callable[[Claims, Claims], str]] = {
    "alg none": unsigned,
    "alg none with the key's id": lambda header, claims: forge({**header, "alg": "None"}, claims, lambda _: b""),
    "no signature": lambda header, claims: jwt.encode(header, claims, FIRST_KEY).rpartition(".")[0] + ".",
    "changed after signing": tampered,
    "HS256 with the client's secret": shared_secret(CLIENT_SECRET.encode()),
    "HS256 with the public key": shared_secret(FIRST_KEY.as_pem(private=False)),
    "RS512": signed(FIRST_KEY, "RS512"),
    "a stranger's key": signed(STRANGE_KEY, "RS256"),
    "a key that it brings itself": signed(STRANGE_KEY, "RS256", jwk=STRANGE_KEY.as_dict(private=False)),
    "a key that nobody published": signed(STRANGE_KEY, "RS256", kid="another"),
    "no key named, a stranger's": lambda _, claims: jwt.encode({"alg": "RS256"}, claims, STRANGE_KEY),
    "another kind of key": signed(ECKey.generate_key("P-256", {"kid": "first"}), "ES256"),
    "wrong iss": saying(iss="https://evil.example"),
    "no iss": saying(iss=...),
    "iss with a slash": lambda header, claims: saying(iss=f"{claims['iss']}/")(header, claims),
    "of another client": saying(aud=["another"], azp="another"),
    "no aud": saying(aud=...),
    "for another client, too": saying(aud=[CLIENT_ID, "another"], azp=CLIENT_ID),
    "issued to another client": saying(azp="another"),
    "wrong nonce": saying(nonce="x" * 43),
    "no nonce": saying(nonce=...),
    "expired": saying(exp=int(time.time()) - HOUR, iat=int(time.time()) - 2 * HOUR),
    "no exp": saying(exp=...),
    "exp that is no number": saying(exp="never"),
    "no iat": saying(iat=...),
    "issued tomorrow": saying(iat=int(time.time()) + 24 * HOUR),
    "good from tomorrow": saying(nbf=int(time.time()) + 24 * HOUR),
    "no sub": saying(sub=...),
    "empty sub": saying(sub=""),
    "sub that is no text": saying(sub=7),
    "long sub": saying(sub="x" * 256),
    "no token": lambda header, claims: "",
    "three dots": lambda header, claims: "a.b.c",
    "no JSON": lambda header, claims: f"{base64url(b'[')}.{base64url(b'[')}.{base64url(b'x')}",
}


class TestToken:
    @pytest.mark.parametrize("name", FORGED)
    def test_forged_is_refused(self, place: Place, name: str) -> None:
        place.provider.person = teacher("forged")
        place.provider.forge = FORGED[name]
        browser = place.browser()
        assert browser.sign_in().refusal == "notTrusted"
        assert not browser.is_signed_in
        assert place.account("forged") is None

    @pytest.mark.parametrize("alg", ["RS256", "PS256"])
    def test_of_the_provider_is_taken(self, place: Place, alg: str) -> None:
        place.provider.person = teacher("true")
        place.provider.forge = signed(FIRST_KEY, alg)
        assert place.browser().sign_in().refusal is None

    def test_without_the_name_of_the_only_key_is_taken(self, place: Place) -> None:
        place.provider.person = teacher("nameless")
        place.provider.forge = lambda _, claims: jwt.encode({"alg": "RS256"}, claims, FIRST_KEY)
        assert place.browser().sign_in().refusal is None

    def test_signed_with_a_new_key_is_taken_and_the_old_key_no_more(self, place: Place) -> None:
        place.provider.person = teacher("rotated")
        assert place.browser().sign_in().refusal is None
        place.provider.key = SECOND_KEY
        assert place.browser().sign_in().refusal is None
        place.provider.forge = signed(FIRST_KEY, "RS256", kid="first")
        assert place.browser().sign_in().refusal == "notTrusted"
        # The next test's provider is itself again, and so are its keys.
        place.provider.forge, place.provider.key = None, FIRST_KEY
        assert place.browser().sign_in().refusal is None

    def test_keys_and_description_are_read_once(self, place: Place) -> None:
        place.provider.person = teacher("kept")
        place.browser().sign_in()
        place.provider.read.clear()
        place.browser().sign_in()
        assert place.provider.read == ["/authorize", "/token"]
