"""Asking for an account, and who decides."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from bruggen.access.roles import Role
from bruggen.models import AccountRequest
from tests.make.people import grant
from tests.make.product import As, Product, is_the_same

PATH = "/api/v1/accountRequests"
NOWHERE = "01900000-0000-7000-8000-000000000000"


def a_request(**more: Any) -> dict[str, Any]:
    email = f"{uuid4().hex}@people.test"
    return {"email": email, "name": "An Vraagt", "role": "referrer", "sector": "clb", "region": "VBR", "motivation": "Ik", **more}


def ask(product: Product, **more: Any) -> tuple[str, str]:
    """Somebody asks for an account; the id of the request and the address."""
    body = a_request(**more)
    product.forget_tries()
    assert product.client.post(PATH, json={k: v for k, v in body.items() if v is not None}).status_code == 202
    with product.sessions() as session:
        [key] = session.scalars(select(AccountRequest.id).where(AccountRequest.email == body["email"]))
    return str(key), body["email"]


@pytest.fixture
def coordinator(product: Product) -> As:
    """A coordinator of Flemish Brabant."""
    return product.person(grant(Role.COORDINATOR, region="VBR"))


class TestRequestAccount:
    def test_nobody_needs_to_sign_in_and_both_sides_are_told(self, product: Product, coordinator: As) -> None:
        _, email = ask(product)
        assert product.mails(email) == [("accountRequestReceived", {})]
        assert [template for template, _ in product.mails(coordinator.who.email)] == ["accountRequestArrived"]

    def test_an_address_with_an_account_gets_the_same_answer(self, product: Product) -> None:
        product.forget_tries()
        known = product.client.post(PATH, json=a_request(email=product.person().who.email))
        unknown = product.client.post(PATH, json=a_request())
        assert (known.status_code, known.content) == (unknown.status_code, unknown.content) == (202, b"")

    def test_asking_again_changes_nothing(self, product: Product, coordinator: As) -> None:
        _, email = ask(product)
        again = product.client.post(PATH, json=a_request(email=email))
        assert again.status_code == 202
        assert len(product.mails(email)) == 1
        found = coordinator.get("/accountRequests", pageSize=1000).json()["items"]
        assert [item["email"] for item in found].count(email) == 1

    @pytest.mark.parametrize(
        ("wrong", "faulty"),
        [
            ({"sector": None}, "sector"),
            ({"role": "administrator"}, "role"),
            ({"role": "partnerEditor", "sector": None}, "organization"),
            ({"role": "partnerEditor", "organizationName": "Wij"}, "sector"),
            ({"region": "XYZ"}, "region"),
            ({"organization": NOWHERE}, "organization"),
            ({"email": "nobody"}, "email"),
        ],
        ids=str,
    )
    def test_what_cannot_be_decided_is_refused(self, product: Product, wrong: dict[str, Any], faulty: str) -> None:
        product.forget_tries()
        body = {name: value for name, value in a_request(**wrong).items() if value is not None}
        answer = product.client.post(PATH, json=body)
        assert (answer.status_code, [issue["name"] for issue in answer.json()["issues"]]) == (400, [faulty])

    def test_nobody_is_flooded_with_mail(self, product: Product) -> None:
        product.forget_tries()
        body = a_request()
        answers = [product.client.post(PATH, json={**body, "region": code}) for code in ("BRU", "VBR", "ANT", "LIM")]
        assert [answer.status_code for answer in answers] == [202, 202, 202, 429]
        assert int(answers[-1].headers["Retry-After"]) > 0


class TestListAccountRequests:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.get(PATH).status_code == 401

    def test_coordinators_see_their_region_and_administrators_all(self, product: Product, coordinator: As) -> None:
        (near, _), (far, _) = ask(product), ask(product, region="LIM")
        seen = {item["id"] for item in coordinator.get("/accountRequests", pageSize=1000).json()["items"]}
        assert near in seen
        assert far not in seen
        assert coordinator.get("/accountRequests", region="LIM").json()["total"] == 0
        everything = product.administrator().get("/accountRequests", status="new", pageSize=1000).json()["items"]
        assert {near, far} <= {item["id"] for item in everything}
        assert product.events(coordinator, "searched")[0] == ("searched", "accountRequests", None, [])


class TestGetAccountRequest:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.get(f"{PATH}/{uuid4()}").status_code == 401

    def test_of_another_region_looks_like_none(self, product: Product, coordinator: As) -> None:
        far, _ = ask(product, region="LIM")
        assert is_the_same(coordinator.get(f"/accountRequests/{far}"), coordinator.get(f"/accountRequests/{uuid4()}"))


class TestApprove:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.post(f"{PATH}/{uuid4()}/approvals", json={}).status_code == 401

    def test_makes_the_account_and_its_role_and_mails_the_way_in(self, product: Product, coordinator: As) -> None:
        key, email = ask(product)
        assert coordinator.post(f"/accountRequests/{key}/approvals", {"validUntil": "2099-06-30"}).status_code == 204
        [user] = coordinator.get("/users", q=email).json()["items"]
        [role] = user["roles"]
        assert (user["status"], role["role"], role["region"], role["sector"]) == ("invited", "referrer", "VBR", "clb")
        assert role["validUntil"] == "2099-06-30"
        assert [template for template, _ in product.mails(email)] == ["accountRequestReceived", "invitation"]
        decided = coordinator.get(f"/accountRequests/{key}").json()
        assert (decided["status"], decided["decidedBy"]["id"]) == ("approved", str(coordinator.id))

    def test_an_account_that_is_there_gets_the_role(self, product: Product, coordinator: As) -> None:
        known = product.person(grant(Role.POLICY_OFFICER))
        key, _ = ask(product, email=known.who.email)
        assert coordinator.post(f"/accountRequests/{key}/approvals").status_code == 204
        [user] = coordinator.get("/users", q=known.who.email).json()["items"]
        assert [role["role"] for role in user["roles"]] == ["referrer"]
        assert [template for template, _ in product.mails(known.who.email)] == ["accountRequestReceived", "roleGiven"]

    def test_of_another_region_is_not_theirs(self, product: Product, coordinator: As) -> None:
        far, _ = ask(product, region="LIM")
        refused = coordinator.post(f"/accountRequests/{far}/approvals")
        assert is_the_same(refused, coordinator.post(f"/accountRequests/{uuid4()}/approvals"))
        assert refused.status_code == 404

    def test_a_partner_needs_an_organization_within_reach(self, product: Product, coordinator: As) -> None:
        key, email = ask(product, role="partnerEditor", sector=None, organizationName="Wij")
        path = f"/accountRequests/{key}/approvals"
        nowhere, unknown = coordinator.post(path), coordinator.post(path, {"organization": str(uuid4())})
        assert [answer.json()["issues"][0]["name"] for answer in (nowhere, unknown)] == ["organization", "organization"]
        far, near = product.organizations("LIM")[0], product.organizations("VBR")[0]
        assert coordinator.post(path, {"organization": str(far)}).status_code == 403
        assert coordinator.post(path, {"organization": str(near)}).status_code == 204
        [user] = coordinator.get("/users", q=email).json()["items"]
        assert user["roles"][0]["organization"]["id"] == str(near)

    def test_is_decided_once(self, product: Product, coordinator: As) -> None:
        key, _ = ask(product)
        assert coordinator.post(f"/accountRequests/{key}/refusals", {"reason": "Onbekend"}).status_code == 204
        again = coordinator.post(f"/accountRequests/{key}/approvals")
        assert (again.status_code, again.json()["type"]) == (409, "urn:problem-type:bruggen:alreadyDone")

    def test_nobody_decides_on_their_own(self, product: Product, coordinator: As) -> None:
        key, _ = ask(product, email=coordinator.who.email)
        assert coordinator.post(f"/accountRequests/{key}/approvals").status_code == 403


class TestRefuse:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.post(f"{PATH}/{uuid4()}/refusals", json={"reason": "x"}).status_code == 401

    def test_tells_who_asked_without_the_reason(self, product: Product, coordinator: As) -> None:
        key, email = ask(product)
        assert coordinator.post(f"/accountRequests/{key}/refusals", {}).status_code == 400
        assert coordinator.post(f"/accountRequests/{key}/refusals", {"reason": "Niet van hier"}).status_code == 204
        [_, (template, content)] = product.mails(email)
        assert (template, list(content)) == ("accountRequestRefused", ["link"])
        assert coordinator.get(f"/accountRequests/{key}").json()["reason"] == "Niet van hier"
        assert product.administrator().get("/users", q=email).json()["total"] == 0
