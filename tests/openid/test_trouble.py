"""A provider that is down, slow or speaks nonsense, and settings that cannot work: told, never a 500."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from bruggen.kit.failures import OperatorError
from bruggen.main import create_app
from tests.conftest import House
from tests.kit.sockets import reserve
from tests.openid.conftest import BEGIN, CALLBACK, Place, opened, teacher
from tests.openid.provider import CLIENT_ID, Provider


@pytest.fixture(scope="module")
def quiet_house(make_house: Callable[[str], House]) -> House:
    """No rows are asked about here."""
    return make_house("sqlite")


@pytest.fixture
def near(quiet_house: House, provider: Provider) -> Any:
    """A product that nobody has signed in to yet."""
    provider.reset()
    with opened(quiet_house, provider) as place:
        yield place


def nobody_there() -> str:
    """An address at which nobody listens."""
    with reserve() as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


class TestProvider:
    def test_that_is_down_is_told_on_the_way_out(self, quiet_house: House, provider: Provider) -> None:
        with opened(quiet_house, provider, oidc_issuer=nobody_there()) as place:
            assert place.browser().sign_in().refusal == "providerUnavailable"

    def test_that_is_down_again_on_the_way_back(self, near: Place) -> None:
        near.provider.person = teacher("down")
        near.provider.broken = True
        browser = near.browser()
        assert browser.sign_in().refusal == "providerUnavailable"
        assert not browser.is_signed_in
        near.provider.broken = False
        assert browser.sign_in().refusal is None

    def test_that_is_slow_is_not_waited_for(self, near: Place) -> None:
        near.provider.person = teacher("slow")
        browser = near.browser()
        back = browser.answer(browser.leave())
        near.provider.quick.clear()
        # Another process of the same product, which asks the provider anew and has less patience.
        with opened(near.house, near.provider, public_url=near.url, oidc_timeout_seconds=0.2) as hasty:
            assert browser.follow(back.replace(near.url, hasty.url)).refusal == "providerUnavailable"
            assert browser.follow(f"{hasty.url}{BEGIN}").refusal == "providerUnavailable"
        near.provider.quick.set()

    def test_that_calls_itself_something_else_is_not_used(self, quiet_house: House, provider: Provider) -> None:
        provider.reset()
        with opened(quiet_house, provider, oidc_issuer=provider.url.replace("127.0.0.1", "localhost")) as place:
            assert place.browser().sign_in().refusal == "providerUnavailable"

    def test_with_another_secret_gives_nothing(self, quiet_house: House, provider: Provider) -> None:
        provider.reset()
        provider.person = teacher("secret")
        with opened(quiet_house, provider, oidc_client_secret=SecretStr("wrong")) as place:
            assert place.browser().sign_in().refusal == "notTrusted"


class TestWithoutProvider:
    def test_there_is_nothing_to_click(self, quiet_house: House) -> None:
        with TestClient(create_app(quiet_house.settings)) as client:
            assert client.get("/auth/methods").json() == {"password": True, "openIdConnect": False}
            assert client.get(BEGIN, follow_redirects=False).status_code == 404
            assert client.get(CALLBACK, follow_redirects=False).status_code == 404


class TestSettings:
    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"oidc_issuer": "http://provider.example"}, "https"),
            ({"oidc_client_id": ""}, "BRUGGEN_OIDC_CLIENT_ID"),
            ({"oidc_scopes": "profile vo"}, "openid"),
            ({"oidc_scopes": "openid profile rrn"}, "national number"),
            ({"oidc_role_claims": {"a": {"b": {"role": "king"}}}}, "a.b.role"),
            ({"oidc_role_claims": {"a": {"b": {"role": "referrer"}}}}, "region, sector"),
            ({"oidc_role_claims": {"a": {"b": {"role": "policyOfficer", "sector": "clb"}}}}, "no sector clb"),
            ({"oidc_role_claims": {"a": {"b": {"role": "administrator", "until": "x"}}}}, "until"),
        ],
    )
    def test_that_cannot_work_are_told_at_the_start(self, quiet_house: House, changes: dict[str, Any], said: str) -> None:
        working = {"oidc_issuer": "https://provider.example", "oidc_client_id": CLIENT_ID}
        with pytest.raises(OperatorError, match=said):
            create_app(quiet_house.settings.model_copy(update=working | changes))
