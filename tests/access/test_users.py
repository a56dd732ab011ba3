"""People with an account: who sees them, who lets them in, who keeps them out."""

from uuid import uuid4

import pytest

from bruggen.access.roles import Role
from tests.make.people import grant
from tests.make.product import As, Product, is_the_same


def an_email() -> str:
    return f"{uuid4().hex}@people.test"


def invitation(role: str = "administrator", **more: object) -> dict[str, object]:
    return {"email": an_email(), "name": "Nieuw", "role": {"role": role, **more}}


@pytest.fixture
def manager(product: Product) -> As:
    """A partner manager of an organization in Limburg."""
    return product.person(grant(Role.PARTNER_MANAGER, organization=product.organizations("LIM")[0]))


class TestListUsers:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        answer = product.client.get("/api/v1/users")
        assert answer.status_code == 401
        assert answer.json()["type"] == "urn:problem-type:belgif:noAccessToken"

    def test_whoever_may_not_see_people_is_refused(self, product: Product) -> None:
        editor = product.person(grant(Role.PARTNER_EDITOR, organization=product.organizations("LIM")[0]))
        answer = editor.get("/users")
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:problem-type:belgif:missingScope")
        assert product.events(editor, "denied") == [("denied", "operations", "listUsers", [])]

    def test_a_manager_sees_the_own_organization_alone(self, product: Product, manager: As) -> None:
        [own, other] = product.organizations("LIM")[0], product.organizations("ANT")[0]
        colleague = product.person(grant(Role.PARTNER_EDITOR, organization=own))
        stranger = product.person(grant(Role.PARTNER_EDITOR, organization=other))
        seen = {item["id"] for item in manager.get("/users", pageSize=1000).json()["items"]}
        assert {str(colleague.id), str(manager.id)} <= seen
        assert str(stranger.id) not in seen
        assert manager.get("/users", organization=str(other)).json()["total"] == 0

    def test_what_somebody_does_elsewhere_is_neither_shown_nor_found(self, product: Product, manager: As) -> None:
        own = product.organizations("LIM")[0]
        both = product.person(grant(Role.PARTNER_EDITOR, organization=own), grant(Role.REFERRER, region="ANT"), name="Dubbel")
        [item] = manager.get("/users", q=both.who.email).json()["items"]
        assert [role["role"] for role in item["roles"]] == ["partnerEditor"]
        assert manager.get("/users", q=both.who.email, role="referrer").json()["total"] == 0
        assert manager.get("/users", q=both.who.email, region="ANT").json()["total"] == 0
        [whole] = product.administrator().get("/users", q=both.who.email, role="referrer").json()["items"]
        assert sorted(role["role"] for role in whole["roles"]) == ["partnerEditor", "referrer"]

    def test_filters_by_state_and_orders_by_name(self, product: Product) -> None:
        administrator, mark = product.administrator(), uuid4().hex
        invited = product.person(name=f"B {mark}", entered=False)
        product.person(name=f"a {mark}")
        suspended = product.person(name=f"C {mark}")
        administrator.patch(f"/users/{suspended.id}", {"status": "suspended"})
        by_name = administrator.get("/users", q=mark, sort="-name").json()["items"]
        assert [(item["name"][0], item["status"]) for item in by_name] == [("C", "suspended"), ("B", "invited"), ("a", "active")]
        [found] = administrator.get("/users", q=mark, status="invited").json()["items"]
        assert found["id"] == str(invited.id)

    def test_looking_is_written_down_with_the_names_of_the_filters(self, product: Product) -> None:
        administrator = product.administrator()
        administrator.get("/users", q="a", status="active", page=1)
        administrator.get("/users", format="csv")
        assert product.events(administrator, "searched", "exported") == [
            ("searched", "users", None, ["q", "status"]),
            ("exported", "users", None, []),
        ]


class TestGetUser:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.get(f"/api/v1/users/{uuid4()}").status_code == 401

    def test_a_stranger_looks_like_nobody(self, product: Product, manager: As) -> None:
        stranger = product.person(grant(Role.REFERRER, region="LIM"))
        assert is_the_same(manager.get(f"/users/{stranger.id}"), manager.get(f"/users/{uuid4()}"))
        assert product.events(manager, "denied") == [("denied", "user_account", str(stranger.id), [])]

    def test_shows_the_roles_and_whether_they_work(self, product: Product) -> None:
        coordinator = product.person(grant(Role.COORDINATOR, region="OVL", stand_in=True))
        body = product.administrator().get(f"/users/{coordinator.id}").json()
        [role] = body["roles"]
        assert (role["role"], role["region"], role["post"], role["standIn"]) == ("coordinator", "OVL", "youthCareEducation", True)
        assert role["title"] == {"nl": "Coördinator", "en": "Coordinator"}
        assert role["usable"] is False

    def test_reading_another_is_written_down_and_reading_oneself_is_not(self, product: Product) -> None:
        administrator, other = product.administrator(), product.person()
        administrator.get(f"/users/{other.id}")
        administrator.get(f"/users/{administrator.id}")
        assert product.events(administrator, "read") == [("read", "users", str(other.id), [])]


class TestInviteUser:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.post("/api/v1/users", json=invitation()).status_code == 401

    def test_an_administrator_lets_anybody_in(self, product: Product) -> None:
        administrator, body = product.administrator(), invitation("coordinator", region="WVL", post="togetherAgainstDropout")
        made = administrator.post("/users", body)
        assert made.status_code == 201
        assert administrator.get(made.headers["Location"]).json() == made.json()
        assert made.json()["status"] == "invited"
        [(template, content)] = product.mails(str(body["email"]))
        assert template == "invitation"
        assert "/wachtwoord#" in content["link"]

    def test_a_manager_lets_a_colleague_in_and_nobody_else(self, product: Product, manager: As) -> None:
        own, other = str(product.organizations("LIM")[0]), str(product.organizations("ANT")[0])
        body = invitation("partnerEditor", organization=own)
        assert manager.post("/users", body).status_code == 202
        [item] = manager.get("/users", q=body["email"]).json()["items"]
        assert item["status"] == "invited"
        for refused in (
            invitation("partnerEditor", organization=other),
            invitation("administrator"),
            invitation("coordinator", region="LIM", post="youthCareEducation"),
            invitation("referrer", region="LIM", sector="clb"),
        ):
            answer = manager.post("/users", refused)
            assert (answer.status_code, answer.json()["type"]) == (403, "urn:problem-type:belgif:missingPermission")
            assert product.mails(str(refused["email"])) == []

    def test_a_manager_does_not_learn_who_has_an_account(self, product: Product, manager: As) -> None:
        stranger = product.person(grant(Role.REFERRER, region="LIM"))
        body = {**invitation("partnerEditor", organization=str(product.organizations("LIM")[0])), "email": stranger.who.email}
        fresh = invitation("partnerEditor", organization=str(product.organizations("LIM")[0]))
        known, unknown = manager.post("/users", body), manager.post("/users", fresh)
        assert (known.status_code, known.content) == (unknown.status_code, unknown.content) == (202, b"")
        assert manager.get("/users", q=stranger.who.email).json()["total"] == 0
        assert [template for template, _ in product.mails(stranger.who.email)] == ["accountExists"]

    def test_whoever_may_see_the_account_is_told_that_it_exists(self, product: Product, manager: As) -> None:
        own = product.organizations("LIM")[0]
        colleague = product.person(grant(Role.PARTNER_EDITOR, organization=own))
        body = {**invitation("partnerEditor", organization=str(own)), "email": colleague.who.email.upper()}
        for caller in (manager, product.administrator()):
            answer = caller.post("/users", body)
            assert (answer.status_code, answer.json()["type"]) == (409, "urn:problem-type:bruggen:alreadyExists")

    def test_the_same_key_makes_one_account(self, product: Product) -> None:
        administrator, body = product.administrator(), invitation("policyOfficer", sector="welfare")
        first, again = (administrator.post("/users", body, key="once") for _ in range(2))
        assert first.status_code == again.status_code == 201
        assert first.headers["Location"] == again.headers["Location"]
        assert len(product.mails(str(body["email"]))) == 1
        assert administrator.post("/users", invitation(), key="once").status_code == 409

    @pytest.mark.parametrize(
        ("role", "faulty"),
        [
            ({"role": "coordinator", "region": "LIM"}, ["role.post"]),
            ({"role": "coordinator", "post": "youthCareEducation"}, ["role.region"]),
            ({"role": "partnerEditor"}, ["role.organization"]),
            ({"role": "policyOfficer"}, ["role.sector"]),
            ({"role": "policyOfficer", "sector": "clb"}, ["role.sector"]),
            ({"role": "referrer", "region": "LIM", "sector": "welfare"}, ["role.sector"]),
            ({"role": "administrator", "region": "LIM", "sector": "clb"}, ["role.region", "role.sector"]),
            ({"role": "administrator", "standIn": True}, ["role.standIn"]),
            ({"role": "administrator", "validFrom": "2020-01-01"}, ["role.validFrom"]),
            ({"role": "administrator", "validUntil": "2020-01-01"}, ["role.validUntil"]),
        ],
        ids=str,
    )
    def test_a_role_must_fit_its_rule(self, product: Product, role: dict[str, object], faulty: list[str]) -> None:
        answer = product.administrator().post("/users", {"email": an_email(), "name": "Nieuw", "role": role})
        assert answer.status_code == 400
        assert [issue["name"] for issue in answer.json()["issues"]] == faulty

    def test_what_is_referred_to_must_exist(self, product: Product) -> None:
        answer = product.administrator().post("/users", invitation("partnerEditor", organization=str(uuid4())))
        [issue] = answer.json()["issues"]
        assert issue["type"] == "urn:problem-type:belgif:input-validation:referencedResourceNotFound"
        assert issue["name"] == "role.organization"


class TestInviteAgain:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.post(f"/api/v1/users/{uuid4()}/invitations").status_code == 401

    def test_a_new_link_until_the_person_came_in(self, product: Product) -> None:
        administrator = product.administrator()
        invited, entered = product.person(entered=False), product.person()
        assert administrator.post(f"/users/{invited.id}/invitations").status_code == 202
        assert [template for template, _ in product.mails(invited.who.email)] == ["invitation"]
        refused = administrator.post(f"/users/{entered.id}/invitations")
        assert (refused.status_code, refused.json()["type"]) == (409, "urn:problem-type:bruggen:alreadyDone")

    def test_nobody_is_flooded_with_mail(self, product: Product) -> None:
        administrator, invited = product.administrator(), product.person(entered=False)
        answers = [administrator.post(f"/users/{invited.id}/invitations").status_code for _ in range(6)]
        assert answers == [202] * 5 + [429]


class TestChangeUser:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.patch(f"/api/v1/users/{uuid4()}", json={"name": "X"}).status_code == 401

    def test_a_change_needs_the_state_that_its_author_saw(self, product: Product) -> None:
        administrator, other = product.administrator(), product.person()
        path = f"/users/{other.id}"
        assert administrator.send("PATCH", path, json={"name": "X"}).status_code == 428
        seen = administrator.get(path).headers["ETag"]
        changed = administrator.patch(path, {"name": "Anders"}, etag=seen)
        assert (changed.status_code, changed.json()["name"]) == (200, "Anders")
        assert administrator.patch(path, {"name": "Nog anders"}, etag=seen).status_code == 412
        assert administrator.patch(path, {"name": "Nog anders"}, etag=changed.headers["ETag"]).status_code == 200

    def test_suspension_bites_at_the_next_request(self, product: Product) -> None:
        administrator, other = product.administrator(), product.person()
        assert other.get("/sessions").status_code == 200
        assert administrator.patch(f"/users/{other.id}", {"status": "suspended"}).json()["status"] == "suspended"
        assert other.get("/sessions").json()["type"] == "urn:problem-type:belgif:invalidAccessToken"
        assert administrator.patch(f"/users/{other.id}", {"status": "active"}).status_code == 200
        assert other.get("/sessions").status_code == 401

    def test_nobody_suspends_themselves(self, product: Product) -> None:
        administrator = product.administrator()
        answer = administrator.patch(f"/users/{administrator.id}", {"status": "suspended"})
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:problem-type:belgif:missingPermission")

    def test_a_manager_does_not_change_who_also_works_elsewhere(self, product: Product, manager: As) -> None:
        own = product.organizations("LIM")[0]
        colleague = product.person(grant(Role.PARTNER_EDITOR, organization=own))
        both = product.person(grant(Role.PARTNER_EDITOR, organization=own), grant(Role.COORDINATOR, region="ANT"))
        assert manager.patch(f"/users/{colleague.id}", {"name": "Anders"}).status_code == 200
        assert manager.patch(f"/users/{both.id}", {"status": "suspended"}).status_code == 403

    def test_the_last_administrator_stays(self, own_product: Product) -> None:
        lasting = own_product.administrator()
        passing = own_product.person(grant(Role.ADMINISTRATOR, valid_until=grant(Role.ADMINISTRATOR).valid_from))
        answer = passing.patch(f"/users/{lasting.id}", {"status": "suspended"})
        assert (answer.status_code, answer.json()["type"]) == (409, "urn:problem-type:bruggen:lastAdministrator")
        assert lasting.get("/users").status_code == 200
        own_product.administrator()
        assert passing.patch(f"/users/{lasting.id}", {"status": "suspended"}).status_code == 200

    def test_one_change_at_a_time_is_what_it_says(self, product: Product) -> None:
        other = product.person()
        refused = product.administrator().patch(f"/users/{other.id}", {"status": "asleep", "email": "x@y.be"})
        assert {issue["name"] for issue in refused.json()["issues"]} == {"status", "email"}


class TestAccessLog:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.get(f"/api/v1/users/{uuid4()}/accessLog").status_code == 401

    def test_people_see_who_looked_at_them(self, product: Product) -> None:
        administrator, other = product.administrator(name="Wie Keek"), product.person()
        administrator.get(f"/users/{other.id}")
        [newest, *_] = other.get(f"/users/{other.id}/accessLog").json()["items"]
        assert (newest["action"], newest["actor"]["name"]) == ("read", "Wie Keek")

    def test_the_log_of_another_is_for_who_watches_over_the_trail(self, product: Product) -> None:
        other, officer = product.person(), product.person(grant(Role.DATA_PROTECTION_OFFICER))
        assert product.administrator().get(f"/users/{other.id}/accessLog").status_code == 403
        assert officer.get(f"/users/{other.id}/accessLog").status_code == 200
        assert product.events(officer, "read") == [("read", "users", str(other.id), ["accessLog"])]
        assert officer.get(f"/users/{uuid4()}/accessLog").status_code == 404
