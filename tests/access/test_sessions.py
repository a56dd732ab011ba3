"""Signed-in browsers: who sees them, and how one is ended."""

from uuid import uuid4

from bruggen.access.roles import ROLES, Reach, Role
from tests.make.people import Person, grant, person
from tests.make.product import Product, is_the_same


class TestListSessions:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.get("/api/v1/sessions").status_code == 401

    def test_people_see_their_own_whatever_their_role(self, product: Product) -> None:
        product.person()
        for role in Role:
            if ROLES[role].reach == Reach.EVERYWHERE and role != Role.ADMINISTRATOR:
                own = product.person(grant(role))
                body = own.get("/sessions").json()
                assert [(item["user"]["id"], item["current"]) for item in body["items"]] == [(str(own.id), True)]
                assert product.events(own, "searched") == []

    def test_an_administrator_sees_everybodys_and_that_is_written_down(self, product: Product) -> None:
        administrator, other = product.administrator(), product.person()
        [item] = administrator.get("/sessions", user=str(other.id)).json()["items"]
        assert (item["user"]["id"], item["device"], item["current"]) == (str(other.id), "a browser", False)
        administrator.get(item["href"])
        assert product.events(administrator, "searched", "read") == [
            ("searched", "sessions", None, ["user"]),
            ("read", "sessions", item["id"], []),
        ]

    def test_the_current_one_or_the_others(self, product: Product) -> None:
        own = product.person()
        assert own.get("/sessions", current="true").json()["total"] == 1
        assert own.get("/sessions", current="false").json()["total"] == 0


class TestGetSession:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.get(f"/api/v1/sessions/{uuid4()}").status_code == 401

    def test_anothers_looks_like_none(self, product: Product) -> None:
        own, other = product.person(grant(Role.POLICY_OFFICER)), person(product.sessions)
        assert is_the_same(own.get(f"/sessions/{other.session_id}"), own.get(f"/sessions/{uuid4()}"))


class TestEndSession:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.delete(f"/api/v1/sessions/{uuid4()}").status_code == 401

    def test_its_token_is_refused_from_the_next_request_on(self, product: Product) -> None:
        other, administrator = product.person(), product.administrator()
        assert isinstance(other.who, Person)
        assert other.get("/sessions").status_code == 200
        assert administrator.delete(f"/sessions/{other.who.session_id}").status_code == 204
        answer = other.get("/sessions")
        assert (answer.status_code, answer.json()["type"]) == (401, "urn:problem-type:belgif:invalidAccessToken")
        assert administrator.get("/sessions", user=str(other.id)).json()["total"] == 0

    def test_people_end_their_own_and_nobody_elses(self, product: Product) -> None:
        own, other = product.person(grant(Role.DATA_PROTECTION_OFFICER)), person(product.sessions)
        assert isinstance(own.who, Person)
        assert own.delete(f"/sessions/{other.session_id}").status_code == 404
        assert own.delete(f"/sessions/{own.who.session_id}").status_code == 204
        assert own.get("/sessions").status_code == 401
