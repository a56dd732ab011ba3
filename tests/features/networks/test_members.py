"""Who takes part in a network: who may say so, what is refused, and what everybody reads."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from bruggen.access.roles import Role
from bruggen.models import NetworkMember
from tests.features.writing.writers import coordinator, kind
from tests.make.expertise import make_item
from tests.make.people import grant
from tests.make.product import As, Product


def of(network: UUID) -> str:
    return f"/networks/{network}/members"


def add(writer: As, network: UUID, **more: Any) -> dict[str, Any]:
    answer = writer.post(of(network), {"post": "Zorgcoördinator", **more})
    assert answer.status_code == 201, answer.json()
    made: dict[str, Any] = answer.json()
    return made


class TestAdd:
    def test_an_organization_takes_part_in_a_role(self, product: Product, writer: As, network: UUID) -> None:
        organization = product.organizations("OVL")[0]
        body = {
            "organization": str(organization),
            "post": "Team leerlingenbegeleiding",
            "role": "chair",
            "since": "2025-09-01",
            "responsibility": "Zorgt dat elke school weet bij wie ze terechtkan.",
        }
        answer = writer.post(of(network), body)
        made = answer.json()
        assert (answer.status_code, answer.headers["location"]) == (201, made["href"])
        assert made["organization"]["id"] == str(organization)
        assert made["network"]["href"] == f"/api/v1/networks/{network}"
        assert {name: made[name] for name in body if name != "organization"} == {
            name: value for name, value in body.items() if name != "organization"
        }
        seen = product.client.get(made["href"])
        assert (seen.json(), seen.headers["etag"]) == (made, answer.headers["etag"])

    def test_a_post_takes_part_without_an_organization(self, writer: As, network: UUID) -> None:
        made = add(writer, network)
        assert (made["post"], made["role"]) == ("Zorgcoördinator", "member")
        assert "organization" not in made

    @pytest.mark.parametrize(
        ("body", "wrong"),
        [
            ({}, "body"),
            ({"post": "CLB", "role": "king"}, "role"),
            ({"organization": str(uuid4())}, "organization"),
            ({"post": "<script>"}, "post"),
            ({"post": "CLB", "since": "2026-02-01", "until": "2026-01-31"}, "body"),
            ({"post": "CLB", "since": 1}, "since"),
        ],
    )
    def test_refuses_what_makes_no_member(self, writer: As, network: UUID, body: dict[str, Any], wrong: str) -> None:
        answer = writer.post(of(network), body)
        assert answer.status_code == 400
        assert [issue.get("name", "body") for issue in answer.json()["issues"]] == [wrong]
        assert writer.get(of(network)).json()["total"] == 0

    def test_nobody_is_member_twice_at_the_same_time(self, product: Product, writer: As, network: UUID) -> None:
        organization = str(product.organizations("OVL")[0])
        body = {"organization": organization, "since": "2024-09-01", "until": "2025-06-30"}
        assert writer.post(of(network), body).status_code == 201
        overlapping = writer.post(of(network), body | {"since": "2025-06-30", "until": "2026-06-30"})
        assert kind(overlapping) == (409, "alreadyExists")
        assert kind(writer.post(of(network), {"organization": organization})) == (409, "alreadyExists")
        assert writer.post(of(network), {"organization": organization, "since": "2025-09-01"}).status_code == 201
        assert writer.post(of(network), {"organization": organization, "post": "Directie"}).status_code == 201

    def test_nor_when_two_say_so_at_once(self, product: Product, network: UUID) -> None:
        writers = [coordinator(product) for _ in range(4)]
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda writer: writer.post(of(network), {"post": "CLB"}), writers))
        statuses = sorted(answer.status_code for answer in answers)
        assert statuses[0] == 201
        assert set(statuses[1:]) <= {409, 412}

    def test_the_same_request_sent_again_adds_nobody(self, writer: As, network: UUID) -> None:
        first, second = (writer.post(of(network), {"post": "CLB"}, key="een-sleutel" + str(network)) for _ in range(2))
        assert first.json() == second.json()
        assert writer.get(of(network)).json()["total"] == 1


class TestList:
    def test_everybody_reads_who_takes_part(self, product: Product, writer: As, network: UUID) -> None:
        organization = product.organizations("OVL")[0]
        add(writer, network, post="Aardbei")
        add(writer, network, post="Zorgcoördinator")
        add(writer, network, post=None, organization=str(organization))
        page = product.client.get(f"/api/v1{of(network)}").json()
        names = [item.get("organization", {}).get("name") or item["post"] for item in page["items"]]
        assert page["total"] == 3
        assert names == sorted(names, key=str.lower)

    def test_a_day_and_a_role_leave_those_of_then(self, product: Product, writer: As, network: UUID) -> None:
        add(writer, network, post="Vroeger", since="2020-01-01", until="2021-01-01")
        add(writer, network, post="Nu", since="2021-01-01", role="chair")
        add(writer, network, post="Altijd")

        def posts(**params: Any) -> list[str]:
            items = product.client.get(f"/api/v1{of(network)}", params=params).json()["items"]
            return [item["post"] for item in items]

        assert posts(activeOn="2020-06-01") == ["Altijd", "Vroeger"]
        assert posts(activeOn="2021-01-01") == ["Altijd", "Nu", "Vroeger"]
        assert posts(activeOn="2026-01-01") == ["Altijd", "Nu"]
        assert posts(role="chair") == ["Nu"]
        assert posts(sort="since") == ["Altijd", "Vroeger", "Nu"]
        assert posts(sort="-since") == ["Nu", "Vroeger", "Altijd"]

    def test_as_a_table_too(self, product: Product, writer: As, network: UUID) -> None:
        organization = product.organizations("OVL")[0]
        name = add(writer, network, organization=str(organization))["organization"]["name"]
        table = product.client.get(f"/api/v1{of(network)}", params={"format": "csv"}).text
        assert "Zorgcoördinator" in table
        assert name in table

    def test_a_network_that_is_not_public_has_no_members_for_others(self, product: Product, writer: As, network: UUID) -> None:
        made = add(writer, network)
        assert writer.post(f"/networks/{network}/archivings").status_code == 204
        assert kind(product.client.get(f"/api/v1{of(network)}")) == (404, "resourceNotFound")
        assert kind(product.client.get(made["href"])) == (404, "resourceNotFound")
        assert writer.get(made["href"]).status_code == 200


class TestChange:
    def test_who_leaves_stays_in_the_history(self, product: Product, writer: As, network: UUID) -> None:
        made = add(writer, network, since="2020-01-01")
        answer = writer.patch(made["href"], {"until": "2025-06-30"})
        assert (answer.status_code, answer.json()["until"]) == (200, "2025-06-30")
        assert answer.headers["etag"] == writer.get(made["href"]).headers["etag"]

    def test_another_organization_is_shown_at_once(self, product: Product, writer: As, network: UUID) -> None:
        first, second = product.organizations("OVL")[:2]
        made = add(writer, network, organization=str(first))
        answer = writer.patch(made["href"], {"organization": str(second)})
        assert answer.json()["organization"]["id"] == str(second)
        assert "organization" not in writer.patch(made["href"], {"organization": None}).json()

    def test_nothing_is_left_of_nobody(self, writer: As, network: UUID) -> None:
        made = add(writer, network)
        assert kind(writer.patch(made["href"], {"post": None})) == (400, "badRequest")

    def test_only_what_was_seen_is_changed(self, writer: As, network: UUID) -> None:
        made = add(writer, network)
        seen = writer.get(made["href"]).headers["etag"]
        assert writer.patch(made["href"], {"role": "chair"}).status_code == 200
        assert kind(writer.patch(made["href"], {"role": "lead"}, etag=seen)) == (412, "preconditionFailed")
        assert kind(writer.send("DELETE", made["href"])) == (428, "preconditionRequired")

    def test_a_member_entered_by_mistake_goes(self, product: Product, writer: As, network: UUID) -> None:
        made = add(writer, network)
        assert writer.delete(made["href"]).status_code == 204
        assert kind(writer.get(made["href"])) == (404, "resourceNotFound")
        with product.sessions() as session:
            assert session.scalars(select(NetworkMember).where(NetworkMember.network_id == network)).all() == []


class TestWho:
    def test_those_of_another_region_look_but_do_not_touch(self, product: Product, writer: As, network: UUID) -> None:
        made = add(writer, network)
        other = coordinator(product, "LIM")
        assert other.get(made["href"]).status_code == 200
        assert kind(other.patch(made["href"], {"role": "chair"}, etag="*")) == (403, "missingPermission")
        assert kind(other.post(of(network), {"post": "CLB"})) == (403, "missingPermission")

    def test_a_partner_keeps_the_members_of_the_network_it_leads(self, product: Product) -> None:
        own, other = product.organizations("OVL")[:2]
        editor = product.person(grant(Role.PARTNER_EDITOR, organization=own))
        networks = {}
        with product.sessions.begin() as session:
            for organization in (own, other):
                networks[organization] = make_item(session, "network", organization=organization).id
        assert editor.post(of(networks[own]), {"post": "CLB"}).status_code == 201
        assert kind(editor.post(of(networks[other]), {"post": "CLB"})) == (403, "missingPermission")

    def test_the_trail_tells_who_did_it_and_not_what(self, product: Product, writer: As, network: UUID) -> None:
        made = add(writer, network, responsibility="Iets bijzonders")
        events = product.events(writer, "created")
        assert ("networkMembers", made["id"]) in [(event[1], event[2]) for event in events]
        assert "bijzonders" not in str(events)
