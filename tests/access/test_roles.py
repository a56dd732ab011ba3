"""The table of roles, and who holds which."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest

from bruggen.access.roles import ROLES, Role
from bruggen.access.scopes import DESCRIPTIONS
from bruggen.kit.clock import now, today
from bruggen.models import RoleAssignment, User
from tests.make.people import grant
from tests.make.product import As, Product, is_the_same


@pytest.fixture
def manager(product: Product) -> As:
    """A partner manager of an organization in Limburg."""
    return product.person(grant(Role.PARTNER_MANAGER, organization=product.organizations("LIM")[0]))


class TestListRoles:
    def test_the_table_is_public_and_whole(self, product: Product) -> None:
        body = product.client.get("/api/v1/roles").json()
        assert [item["role"] for item in body["items"]] == [role.value for role in Role]
        for item in body["items"]:
            rule = ROLES[Role(item["role"])]
            assert {one["scope"] for one in item["scopes"]} == {scope.value for scope in rule.scopes}
            assert (item["reach"], item["secondFactor"], item["asks"]) == (rule.reach.value, rule.second_factor, list(rule.asks))

    def test_every_scope_is_in_words(self, product: Product) -> None:
        assert all(dutch and english for dutch, english in DESCRIPTIONS.values())


class TestListRoleAssignments:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.get("/api/v1/roleAssignments").status_code == 401

    def test_a_coordinator_sees_who_was_let_in_in_the_own_region(self, product: Product) -> None:
        coordinator = product.person(grant(Role.COORDINATOR, region="OVL"))
        near = product.person(grant(Role.REFERRER, region="OVL"))
        far = product.person(grant(Role.REFERRER, region="WVL"))
        high = product.person(grant(Role.ADMINISTRATOR))
        seen = {item["user"]["id"] for item in coordinator.get("/roleAssignments", pageSize=1000).json()["items"]}
        assert {str(near.id), str(coordinator.id)} <= seen
        assert seen.isdisjoint({str(far.id), str(high.id)})
        assert coordinator.get("/roleAssignments", user=str(far.id)).json()["total"] == 0

    def test_a_partners_role_that_names_a_region_reaches_no_further(self, product: Product) -> None:
        own = product.organizations("OVL")[0]
        manager = product.person(grant(Role.PARTNER_MANAGER, organization=own, region="OVL"))
        referrer = product.person(grant(Role.REFERRER, region="OVL"))
        assert manager.get("/roleAssignments", user=str(referrer.id)).json()["total"] == 0
        assert manager.get(f"/users/{referrer.id}").status_code == 404

    def test_holds_on_a_day(self, product: Product) -> None:
        tomorrow = today() + timedelta(days=1)
        other = product.person(
            grant(Role.POLICY_OFFICER, valid_from=tomorrow),
            grant(Role.PARTNER_EDITOR, organization=product.organizations("LIM")[0], valid_until=today()),
        )
        administrator = product.administrator()
        on = {
            day: [
                item["role"]
                for item in administrator.get("/roleAssignments", user=str(other.id), activeOn=day.isoformat()).json()["items"]
            ]
            for day in (today(), tomorrow)
        }
        assert on == {today(): ["partnerEditor"], tomorrow: ["policyOfficer"]}

    def test_shows_what_runs_out_and_who_stayed_away(self, product: Product) -> None:
        soon, later = today() + timedelta(days=30), today() + timedelta(days=90)
        organization = product.organizations("LIM")[0]
        other = product.person(
            grant(Role.PARTNER_EDITOR, organization=organization, valid_until=soon),
            grant(Role.PARTNER_MANAGER, organization=organization, valid_until=later),
            grant(Role.REFERRER, region="LIM"),
        )
        administrator = product.administrator()

        def found(**filters: str) -> list[str]:
            items = administrator.get("/roleAssignments", user=str(other.id), sort="validUntil", **filters).json()["items"]
            return [item["role"] for item in items]

        assert found(endsBy=soon.isoformat()) == ["partnerEditor"]
        assert found(endsBy=later.isoformat()) == ["partnerEditor", "partnerManager"]
        assert len(found(unusedSince=today().isoformat())) == 3
        with product.sessions.begin() as session:
            session.get_one(User, other.id).last_used_on = today() - timedelta(days=10)
        assert found(unusedSince=(today() - timedelta(days=10)).isoformat()) == []
        assert len(found(unusedSince=(today() - timedelta(days=9)).isoformat())) == 3

    def test_looking_is_written_down_unless_it_is_at_oneself(self, product: Product) -> None:
        administrator = product.administrator()
        administrator.get("/roleAssignments", user=str(administrator.id))
        administrator.get("/roleAssignments", role="administrator")
        assert product.events(administrator, "searched") == [("searched", "roleAssignments", None, ["role"])]


class TestGiveRole:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.post(f"/api/v1/users/{uuid4()}/roleAssignments", json={"role": "referrer"}).status_code == 401

    def test_begins_today_and_bites_at_the_next_request(self, product: Product) -> None:
        administrator, other = product.administrator(), product.person()
        assert other.get("/auditEvents").status_code == 403
        made = administrator.post(f"/users/{other.id}/roleAssignments", {"role": "dataProtectionOfficer"})
        assert made.status_code == 201
        assert made.json()["validFrom"] == today().isoformat()
        assert administrator.get(made.headers["Location"]).json() == made.json()
        assert other.get("/auditEvents").status_code == 200

    def test_not_before_its_first_day_and_not_after_its_last(self, product: Product) -> None:
        yesterday, tomorrow = today() - timedelta(days=1), today() + timedelta(days=1)
        early = product.person(grant(Role.ADMINISTRATOR, valid_from=tomorrow))
        late = product.person(grant(Role.ADMINISTRATOR, valid_from=yesterday, valid_until=yesterday))
        assert [one.get("/users").status_code for one in (early, late)] == [403, 403]

    def test_a_role_that_needs_a_second_factor_waits_for_it(self, product: Product) -> None:
        waiting = product.administrator(second_factor=False)
        answer = waiting.get("/users")
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:problem-type:belgif:missingScope")
        assert "second factor" in answer.json()["detail"]

    def test_a_manager_gives_partners_roles_for_the_own_organization(self, product: Product, manager: As) -> None:
        own, other = product.organizations("LIM")[0], product.organizations("ANT")[0]
        colleague = product.person(grant(Role.PARTNER_EDITOR, organization=own))
        path = f"/users/{colleague.id}/roleAssignments"
        assert manager.post(path, {"role": "partnerManager", "organization": str(own)}).status_code == 201
        assert manager.post(path, {"role": "partnerManager", "organization": str(other)}).status_code == 403
        assert manager.post(path, {"role": "administrator"}).status_code == 403

    def test_a_coordinator_gives_none(self, product: Product) -> None:
        coordinator, referrer = (product.person(grant(role, region="OVL")) for role in (Role.COORDINATOR, Role.REFERRER))
        answer = coordinator.post(f"/users/{referrer.id}/roleAssignments", {"role": "administrator"})
        assert answer.json()["type"] == "urn:problem-type:belgif:missingScope"

    def test_nobody_gives_themselves_a_role(self, product: Product) -> None:
        administrator = product.administrator()
        answer = administrator.post(f"/users/{administrator.id}/roleAssignments", {"role": "dataProtectionOfficer"})
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:problem-type:belgif:missingPermission")

    def test_the_same_role_is_not_given_twice(self, product: Product) -> None:
        administrator, other = product.administrator(), product.person()
        body = {"role": "referrer", "region": "BRU", "sector": "clb"}
        path = f"/users/{other.id}/roleAssignments"
        assert [administrator.post(path, body).status_code for _ in range(2)] == [201, 409]
        assert administrator.post(path, {**body, "region": "LIM"}).status_code == 201

    def test_a_repeated_request_gives_one_role(self, product: Product) -> None:
        administrator, other, another = product.administrator(), product.person(), product.person()
        body = {"role": "policyOfficer", "sector": "education"}
        first, again = (administrator.post(f"/users/{other.id}/roleAssignments", body, key="k") for _ in range(2))
        assert (first.status_code, again.status_code, first.json()) == (201, 201, again.json())
        assert administrator.post(f"/users/{another.id}/roleAssignments", body, key="k").status_code == 409

    def test_a_stranger_looks_like_nobody(self, product: Product, manager: As) -> None:
        stranger = product.person(grant(Role.REFERRER, region="LIM"))
        body = {"role": "partnerEditor", "organization": str(product.organizations("LIM")[0])}
        answers = [manager.post(f"/users/{who}/roleAssignments", body) for who in (stranger.id, uuid4())]
        assert is_the_same(*answers)
        assert answers[0].status_code == 404


class TestChangeRoleAssignment:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.patch(f"/api/v1/roleAssignments/{uuid4()}", json={}).status_code == 401

    def test_another_last_day_or_none(self, product: Product) -> None:
        administrator, role = product.administrator(), grant(Role.REFERRER, region="LIM")
        product.person(role)
        path = f"/roleAssignments/{role.id}"
        assert administrator.send("PATCH", path, json={"validUntil": "2099-01-01"}).status_code == 428
        assert administrator.patch(path, {"validUntil": "2099-01-01"}).json()["validUntil"] == "2099-01-01"
        assert "validUntil" not in administrator.patch(path, {"validUntil": None}).json()
        assert administrator.patch(path, {"validUntil": "2020-01-01"}).status_code == 400
        assert administrator.patch(path, {"region": "ANT"}).status_code == 400

    def test_nobody_changes_their_own(self, product: Product) -> None:
        role = grant(Role.ADMINISTRATOR, valid_until=today())
        administrator = product.person(role)
        answer = administrator.patch(f"/roleAssignments/{role.id}", {"validUntil": None})
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:problem-type:belgif:missingPermission")

    def test_the_last_administrator_gets_no_last_day(self, own_product: Product) -> None:
        lasting, passing = grant(Role.ADMINISTRATOR), grant(Role.ADMINISTRATOR, valid_until=today())
        own_product.person(lasting)
        answer = own_product.person(passing).patch(f"/roleAssignments/{lasting.id}", {"validUntil": today().isoformat()})
        assert answer.json()["type"] == "urn:problem-type:bruggen:lastAdministrator"


class TestEndRole:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.post(f"/api/v1/roleAssignments/{uuid4()}/endings").status_code == 401

    def test_bites_at_the_next_request_with_the_same_token(self, product: Product) -> None:
        administrator, role = product.administrator(), grant(Role.DATA_PROTECTION_OFFICER)
        officer = product.person(role)
        assert officer.get("/auditEvents").status_code == 200
        assert administrator.post(f"/roleAssignments/{role.id}/endings").status_code == 204
        assert officer.get("/auditEvents").status_code == 403
        assert officer.get("/sessions").status_code == 200
        assert administrator.post(f"/roleAssignments/{role.id}/endings").status_code == 204
        assert "endedAt" in administrator.get(f"/roleAssignments/{role.id}").json()
        assert administrator.patch(f"/roleAssignments/{role.id}", {"validUntil": None}).status_code == 409

    def test_nobody_ends_their_own(self, product: Product) -> None:
        role = grant(Role.ADMINISTRATOR)
        product.administrator()
        answer = product.person(role).post(f"/roleAssignments/{role.id}/endings")
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:problem-type:belgif:missingPermission")

    def test_the_last_administrator_stays(self, own_product: Product) -> None:
        lasting, passing = grant(Role.ADMINISTRATOR), grant(Role.ADMINISTRATOR, valid_until=today())
        own_product.person(lasting)
        caller = own_product.person(passing)
        answer = caller.post(f"/roleAssignments/{lasting.id}/endings")
        assert (answer.status_code, answer.json()["type"]) == (409, "urn:problem-type:bruggen:lastAdministrator")
        own_product.administrator()
        assert caller.post(f"/roleAssignments/{lasting.id}/endings").status_code == 204

    def test_of_two_who_end_each_other_one_stays(self, own_product: Product) -> None:
        for _ in range(5):
            roles = [grant(Role.ADMINISTRATOR) for _ in range(2)]
            both = [own_product.person(role) for role in roles]
            start = Barrier(2)

            def end(caller: As, other: RoleAssignment, start: Barrier = start) -> int:
                start.wait()
                status: int = caller.post(f"/roleAssignments/{other.id}/endings").status_code
                return status

            with ThreadPoolExecutor(2) as threads:
                answers = list(threads.map(end, both, reversed(roles)))
            assert min(answers) == 204
            assert max(answers) in (403, 409, 412)
            left = [one for one in both if one.get("/users").status_code == 200]
            assert len(left) == 1
            # The next round begins with nobody to count on.
            with own_product.sessions.begin() as session:
                for role in roles:
                    session.get_one(RoleAssignment, role.id).ended_at = now()

    def test_a_manager_ends_colleagues_roles_and_sees_no_others(self, product: Product, manager: As) -> None:
        ours = grant(Role.PARTNER_EDITOR, organization=product.organizations("LIM")[0])
        theirs = grant(Role.PARTNER_EDITOR, organization=product.organizations("ANT")[0])
        product.person(ours)
        product.person(theirs)
        assert manager.post(f"/roleAssignments/{ours.id}/endings").status_code == 204
        hidden, missing = (manager.post(f"/roleAssignments/{one}/endings") for one in (theirs.id, uuid4()))
        assert is_the_same(hidden, missing)
        assert hidden.status_code == 404
