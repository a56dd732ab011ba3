"""Partners' systems: connected, changed, cut off."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from bruggen.access.roles import Role
from bruggen.kit.clock import today
from bruggen.models import ApiClient
from tests.make.people import grant, system
from tests.make.product import As, Product, is_the_same

PATH = "/api/v1/apiClients"
NOWHERE = "01900000-0000-7000-8000-000000000000"


@pytest.fixture
def own(product: Product) -> UUID:
    """An organization in Limburg."""
    return product.organizations("LIM")[0]


@pytest.fixture
def manager(product: Product, own: UUID) -> As:
    """The partner manager of that organization."""
    return product.person(grant(Role.PARTNER_MANAGER, organization=own))


def a_client(of: UUID, **more: Any) -> dict[str, Any]:
    return {"name": "Ons systeem", "organization": str(of), "scopes": ["offer:write", "offer:read"], **more}


class TestListApiClients:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.get(PATH).status_code == 401

    def test_a_manager_sees_the_own_organizations(self, product: Product, manager: As, own: UUID) -> None:
        ours, theirs = system(product.sessions, own), system(product.sessions, product.organizations("ANT")[0])
        seen = {item["id"] for item in manager.get("/apiClients", pageSize=1000).json()["items"]}
        assert str(ours.id) in seen
        assert str(theirs.id) not in seen
        everything = product.administrator().get("/apiClients", pageSize=1000, active="true").json()["items"]
        assert {str(ours.id), str(theirs.id)} <= {item["id"] for item in everything}
        assert product.events(manager, "searched") == [("searched", "apiClients", None, [])]


class TestGetApiClient:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.get(f"{PATH}/{uuid4()}").status_code == 401

    def test_anothers_looks_like_none(self, product: Product, manager: As) -> None:
        theirs = system(product.sessions, product.organizations("ANT")[0])
        assert is_the_same(manager.get(f"/apiClients/{theirs.id}"), manager.get(f"/apiClients/{uuid4()}"))


class TestConnect:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.post(PATH, json={}).status_code == 401

    def test_the_secret_is_shown_once_and_kept_nowhere(self, product: Product, manager: As, own: UUID) -> None:
        made = manager.post("/apiClients", a_client(own), key="one")
        assert (made.status_code, made.json()["scopes"]) == (201, ["offer:read", "offer:write"])
        secret = made.json()["secret"]
        assert secret not in manager.get(made.headers["Location"]).text
        assert "secret" not in manager.post("/apiClients", a_client(own), key="one").json()
        with product.sessions() as session:
            assert session.get_one(ApiClient, UUID(made.json()["id"])).secret_hash != secret

    def test_only_for_the_own_organization(self, product: Product, manager: As) -> None:
        other = product.organizations("ANT")[0]
        assert manager.post("/apiClients", a_client(other)).status_code == 403
        assert product.administrator().post("/apiClients", a_client(other)).status_code == 201

    @pytest.mark.parametrize(
        ("wrong", "faulty"),
        [
            ({"scopes": ["user:read"]}, "scopes"),
            ({"scopes": []}, "scopes"),
            ({"organization": NOWHERE}, "organization"),
            ({"expiresOn": "2020-01-01"}, "expiresOn"),
            ({"expiresOn": "2999-01-01"}, "expiresOn"),
        ],
        ids=str,
    )
    def test_what_a_system_cannot_have(self, manager: As, own: UUID, wrong: dict[str, Any], faulty: str) -> None:
        answer = manager.post("/apiClients", a_client(own, **wrong))
        assert (answer.status_code, answer.json()["issues"][0]["name"]) == (400, faulty)


class TestChangeApiClient:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.patch(f"{PATH}/{uuid4()}", json={}).status_code == 401

    def test_a_lost_scope_bites_at_the_next_request(self, product: Product, manager: As, own: UUID) -> None:
        ours = system(product.sessions, own)
        path = f"/apiClients/{ours.id}"
        changed = manager.patch(path, {"scopes": ["offer:read"], "expiresOn": today().isoformat()})
        assert (changed.status_code, changed.json()["scopes"]) == (200, ["offer:read"])
        assert manager.patch(path, {"expiresOn": "2020-01-01"}).status_code == 400
        assert manager.patch(path, {"organization": str(own)}).status_code == 400
        assert manager.send("PATCH", path, json={"name": "X"}).status_code == 428


class TestCutOff:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.delete(f"{PATH}/{uuid4()}").status_code == 401

    def test_its_running_token_is_refused_from_the_next_request_on(self, product: Product, manager: As, own: UUID) -> None:
        ours = system(product.sessions, own)
        running = product.let_in(ours)
        assert running.get("/users").json()["type"] == "urn:problem-type:belgif:missingScope"
        assert manager.send("DELETE", f"/apiClients/{ours.id}").status_code == 428
        assert manager.delete(f"/apiClients/{ours.id}").status_code == 204
        assert running.get("/users").json()["type"] == "urn:problem-type:belgif:invalidAccessToken"
        assert "revokedAt" in manager.get(f"/apiClients/{ours.id}").json()
        assert manager.patch(f"/apiClients/{ours.id}", {"name": "X"}).status_code == 409

    def test_so_is_the_token_of_one_whose_time_is_over(self, product: Product, own: UUID) -> None:
        late = product.let_in(system(product.sessions, own, expires_on=today() - timedelta(days=1)))
        assert late.get("/users").json()["type"] == "urn:problem-type:belgif:invalidAccessToken"


class TestRenewSecret:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.post(f"{PATH}/{uuid4()}/secretRenewals").status_code == 401

    def test_the_old_one_is_worth_nothing(self, product: Product, manager: As, own: UUID) -> None:
        ours = system(product.sessions, own)
        renewed = manager.post(f"/apiClients/{ours.id}/secretRenewals").json()["secret"]

        def token(secret: str) -> int:
            form = {"grant_type": "client_credentials", "client_id": str(ours.id), "client_secret": secret}
            return product.client.post("/oauth/token", data=form).status_code

        assert [token(secret) for secret in (ours.secret, renewed)] == [401, 200]
