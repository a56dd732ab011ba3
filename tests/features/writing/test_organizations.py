"""Organizations: who adds, changes and removes them, and what they may say."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from bruggen.access.roles import Role
from bruggen.access.scopes import Scope
from bruggen.models import NetworkMember, Offer, OfferProvider, Organization
from tests.features.writing.writers import company_number, coordinator, faults, id_of, kind, new_location, new_organization
from tests.follow.servers import until
from tests.make.expertise import make_item
from tests.make.people import grant, system
from tests.make.product import As, Product

NEW = {"name": "Het Anker", "sector": "welfare"}


@pytest.fixture
def writer(product: Product) -> As:
    """A coordinator of East Flanders."""
    return coordinator(product)


@pytest.fixture
def anchor(product: Product, writer: As) -> dict[str, Any]:
    """An organization of East Flanders."""
    made = new_organization(writer)
    new_location(writer, made)
    return made


class TestAdd:
    def test_nobody_does_without_signing_in(self, product: Product) -> None:
        assert kind(product.client.post("/api/v1/organizations", json=NEW)) == (401, "noAccessToken")

    def test_a_coordinator_does(self, product: Product, writer: As) -> None:
        body = {
            **NEW,
            "shortName": "Anker",
            "description": "Voor wie even op adem wil komen.",
            "website": "https://anker.example/over-ons",
            "companyNumber": "BE 0400.378.485",
            "socialMapId": "12345",
            "contacts": [{"kind": "email", "value": "Onthaal@anker.example", "label": "Onthaal"}],
        }
        answer = writer.post("/organizations", body)
        made = answer.json()
        assert answer.status_code == 201
        assert answer.headers["location"] == made["href"]
        assert answer.headers["cache-control"] == "no-store"
        seen = product.client.get(made["href"])
        assert seen.json() == made
        assert seen.headers["etag"] == answer.headers["etag"]
        mailbox = {"kind": "email", "value": "onthaal@anker.example", "label": "Onthaal", "visibility": "public"}
        assert {name: made[name] for name in body} == {**body, "companyNumber": "0400378485", "contacts": [mailbox]}
        assert made["demo"] is False
        assert ("created", "organizations", made["id"]) in [event[:3] for event in product.events(writer, "created")]

    def test_a_partner_does_not(self, product: Product) -> None:
        partner = product.person(grant(Role.PARTNER_MANAGER, organization=product.organizations("OVL")[0], region="OVL"))
        assert kind(partner.post("/organizations", NEW)) == (403, "missingPermission")

    @pytest.mark.parametrize("role", [Role.REFERRER, Role.POLICY_OFFICER, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR])
    def test_other_roles_do_not(self, product: Product, role: Role) -> None:
        other = product.person(grant(role, region="OVL" if role == Role.REFERRER else None))
        assert kind(other.post("/organizations", NEW)) == (403, "missingScope")

    @pytest.mark.parametrize(
        ("wrong", "name"),
        [
            ({"name": " "}, "name"),
            ({"name": "<b>Anker</b>"}, "name"),
            ({"name": "An\0ker"}, "name"),
            ({"description": "<script>alert(1)</script>"}, "description"),
            ({"sector": "yoga"}, "sector"),
            ({"website": "javascript:alert(1)"}, "website"),
            ({"website": "ftp://anker.example"}, "website"),
            ({"website": "https://bank.example@evil.example"}, "website"),
            ({"website": "https://"}, "website"),
            ({"companyNumber": "0400378486"}, "companyNumber"),
            ({"companyNumber": "400378485"}, "companyNumber"),
            ({"contacts": [{"kind": "email", "value": "geen adres"}]}, "contacts.0.value"),
            ({"contacts": [{"kind": "phone", "value": "bel maar"}]}, "contacts.0.value"),
            ({"contacts": [{"kind": "url", "value": "anker.example"}]}, "contacts.0.value"),
            ({"contacts": [{"kind": "fax", "value": "09 123 45 67"}]}, "contacts.0.kind"),
            ({"contacts": [{"kind": "phone", "value": "09 123 45 67", "visibility": "secret"}]}, "contacts.0.visibility"),
            ({"owner": "ik"}, "owner"),
            ({"id": str(uuid4())}, "id"),
        ],
    )
    def test_what_is_wrong_is_named(self, writer: As, wrong: dict[str, Any], name: str) -> None:
        assert [fault for fault, _ in faults(writer.post("/organizations", {**NEW, **wrong}))] == [name]

    def test_a_company_number_is_had_once(self, writer: As) -> None:
        number = company_number(1)
        first = new_organization(writer, companyNumber=number)
        answer = writer.post("/organizations", {**NEW, "companyNumber": f"{number[:4]}.{number[4:7]}.{number[7:]}"})
        assert kind(answer) == (409, "alreadyExists")
        assert [name for name, _ in faults(answer)] == ["companyNumber"]
        assert first["href"] in answer.json()["detail"]

    def test_the_same_key_makes_one(self, writer: As) -> None:
        first, second = (writer.post("/organizations", NEW, key="een sleutel".replace(" ", "-")) for _ in range(2))
        assert (second.status_code, second.json(), second.headers["location"]) == (201, first.json(), first.headers["location"])
        other = writer.post("/organizations", {**NEW, "name": "Iets anders"}, key="een-sleutel")
        assert kind(other) == (409, "idempotencyConflict")


class TestChange:
    def test_nobody_does_without_signing_in(self, product: Product, anchor: dict[str, Any]) -> None:
        assert kind(product.client.patch(anchor["href"], json={"name": "X"})) == (401, "noAccessToken")

    @pytest.mark.parametrize("role", [Role.PARTNER_EDITOR, Role.PARTNER_MANAGER])
    def test_the_own_people_do(self, product: Product, anchor: dict[str, Any], role: Role) -> None:
        own = product.person(grant(role, organization=id_of(anchor)))
        assert own.patch(anchor["href"], {"shortName": "HA"}).json()["shortName"] == "HA"

    def test_the_own_system_does_as_far_as_it_was_allowed(self, product: Product, anchor: dict[str, Any]) -> None:
        own = product.let_in(system(product.sessions, id_of(anchor)))
        reading = product.let_in(system(product.sessions, id_of(anchor), scopes=[Scope.OFFER_READ]))
        assert own.patch(anchor["href"], {"shortName": "HA"}).status_code == 200
        assert kind(reading.patch(anchor["href"], {"shortName": "HB"})) == (403, "missingScope")

    def test_others_see_it_and_may_not(self, product: Product, anchor: dict[str, Any]) -> None:
        elsewhere = product.organizations("LIM")[0]
        for other in (
            coordinator(product, "LIM"),
            product.person(grant(Role.PARTNER_MANAGER, organization=elsewhere)),
            # In which region its coordinators look after a partner gives the partner nothing.
            product.person(grant(Role.PARTNER_EDITOR, organization=elsewhere, region="OVL")),
            product.let_in(system(product.sessions, elsewhere)),
        ):
            assert other.get(anchor["href"]).status_code == 200
            assert kind(other.patch(anchor["href"], {"name": "Gekaapt"})) == (403, "missingPermission")
            assert ("denied", "organization", anchor["id"], []) in product.events(other, "denied")
        assert kind(product.administrator().patch(anchor["href"], {"name": "Gekaapt"})) == (403, "missingScope")
        assert product.client.get(anchor["href"]).json()["name"] == "Het Anker"

    def test_only_what_was_sent(self, product: Product, writer: As) -> None:
        phone = {"kind": "phone", "value": "09 123 45 67"}
        made = new_organization(writer, website="https://anker.example", description="Rust.", contacts=[phone])
        changed = writer.patch(made["href"], {"description": None, "shortName": "HA"})
        expected = {name: value for name, value in made.items() if name != "description"}
        assert changed.json() == {**expected, "shortName": "HA", "updatedAt": changed.json()["updatedAt"]}
        assert product.events(writer, "updated")[-1] == ("updated", "organizations", made["id"], ["description", "shortName"])

    def test_contacts_are_replaced_as_a_whole(self, product: Product, writer: As) -> None:
        phone = {"kind": "phone", "value": "09 123 45 67", "visibility": "public"}
        page = {"kind": "url", "value": "https://anker.example/vragen", "visibility": "public"}
        made = new_organization(writer, contacts=[phone])
        etag = writer.get(made["href"]).headers["etag"]
        changed = writer.patch(made["href"], {"contacts": [page, phone]}, etag=etag)
        assert changed.json()["contacts"] == [page, phone]
        assert changed.headers["etag"] != etag
        gone = writer.patch(made["href"], {"contacts": []})
        assert gone.json()["contacts"] == []
        assert gone.headers["etag"].partition(".")[0] != changed.headers["etag"].partition(".")[0]
        assert product.events(writer, "updated")[-1][3] == ["contacts"]

    def test_what_is_required_cannot_be_taken_away(self, writer: As) -> None:
        made = new_organization(writer)
        assert faults(writer.patch(made["href"], {"name": None}))[0][0] == "name"
        assert faults(writer.patch(made["href"], {"demo": True})) == [("demo", "unknownInput")]

    def test_to_another_ones_company_number_is_refused(self, writer: As) -> None:
        new_organization(writer, companyNumber=company_number(2))
        made = new_organization(writer, companyNumber=company_number(3))
        answer = writer.patch(made["href"], {"companyNumber": company_number(2)})
        assert kind(answer) == (409, "alreadyExists")
        assert writer.patch(made["href"], {"companyNumber": company_number(3), "name": "Zelfde"}).status_code == 200

    def test_needs_the_state_that_was_seen(self, writer: As) -> None:
        made = new_organization(writer)
        seen = writer.get(made["href"]).headers["etag"]
        assert kind(writer.send("PATCH", made["href"], json={"name": "X"})) == (428, "preconditionRequired")
        assert writer.patch(made["href"], {"name": "Eerst"}, etag=seen).status_code == 200
        assert kind(writer.patch(made["href"], {"name": "Dan"}, etag=seen)) == (412, "preconditionFailed")
        assert writer.get(made["href"]).json()["name"] == "Eerst"

    def test_a_new_name_shows_on_the_cards_of_its_offers(self, product: Product, writer: As) -> None:
        with product.sessions() as session:
            own = session.scalars(
                select(Organization)
                .join(OfferProvider, OfferProvider.organization_id == Organization.id)
                .join(Offer, Offer.id == OfferProvider.offer_id)
                .where(Offer.status == "published", Organization.id.in_(product.organizations("OVL")))
            ).first()
        assert own
        cards = f"/api/v1/offers?organization={own.id}&facets=organization"
        assert product.client.get(cards).json()["total"] > 0
        assert writer.patch(f"/organizations/{own.id}", {"name": "Zwmrqx vzw"}).status_code == 200

        def renamed() -> bool:
            page = product.client.get(cards).json()
            names = [{one["name"] for one in item["providers"] if one["id"] == str(own.id)} for item in page["items"]]
            labels = [one["label"] for one in page["facets"]["organization"] if one["code"] == str(own.id)]
            return names == [{"Zwmrqx vzw"}] * len(names) and labels == ["Zwmrqx vzw"]

        until(renamed)
        until(lambda: product.client.get("/api/v1/offers", params={"q": "zwmrqx"}).json()["total"] > 0)


class TestRemove:
    def test_nobody_does_without_signing_in(self, product: Product, anchor: dict[str, Any]) -> None:
        assert kind(product.client.delete(anchor["href"])) == (401, "noAccessToken")

    def test_a_coordinator_removes_one_of_the_region_with_its_locations(
        self, product: Product, writer: As, anchor: dict[str, Any]
    ) -> None:
        etag = writer.get(anchor["href"]).headers["etag"]
        assert kind(writer.send("DELETE", anchor["href"])) == (428, "preconditionRequired")
        assert kind(writer.delete(anchor["href"], etag='"99.x"')) == (412, "preconditionFailed")
        assert writer.delete(anchor["href"], etag=etag).status_code == 204
        assert product.client.get(anchor["href"]).status_code == 404
        assert product.events(writer, "deleted") == [("deleted", "organizations", anchor["id"], [])]

    def test_a_partner_does_not_remove_the_own_one(self, product: Product, anchor: dict[str, Any]) -> None:
        own = product.person(grant(Role.PARTNER_MANAGER, organization=id_of(anchor)))
        assert kind(own.delete(anchor["href"])) == (403, "missingPermission")
        both = product.person(grant(Role.PARTNER_MANAGER, organization=id_of(anchor)), grant(Role.COORDINATOR, region="LIM"))
        assert kind(both.delete(anchor["href"])) == (403, "missingPermission")

    def test_one_that_is_needed_stays_and_says_by_what(self, product: Product, writer: As) -> None:
        with product.sessions() as session:
            own = session.scalars(
                select(OfferProvider.organization_id).where(OfferProvider.organization_id.in_(product.organizations("OVL")))
            ).first()
            offers = session.scalars(select(OfferProvider.offer_id).where(OfferProvider.organization_id == own)).all()
        answer = writer.delete(f"/organizations/{own}")
        assert kind(answer) == (409, "stillUsed")
        uses = {issue["name"]: issue["value"] for issue in answer.json()["issues"]}
        assert uses["offers"] >= len(set(offers))

    def test_one_that_leads_or_joins_a_network_stays(self, product: Product, writer: As) -> None:
        made = new_organization(writer)
        with product.sessions.begin() as session:
            network = make_item(session, "network", organization=id_of(made)).id
            session.add(NetworkMember(network_id=network, organization_id=id_of(made), role="lead"))
        answer = writer.delete(made["href"])
        assert kind(answer) == (409, "stillUsed")
        assert {issue["name"]: issue["value"] for issue in answer.json()["issues"]} == {"networks": 1, "networkMembers": 1}

    def test_one_that_is_a_partner_of_an_initiative_stays(self, product: Product, writer: As) -> None:
        made = new_organization(writer)
        with product.sessions.begin() as session:
            make_item(session, "initiative", participants=[{"organization": id_of(made), "sector": "welfare"}])
        answer = writer.delete(made["href"])
        assert {issue["name"]: issue["value"] for issue in answer.json()["issues"]} == {"initiativeParticipants": 1}

    def test_one_that_people_and_systems_work_for_stays(self, product: Product, writer: As) -> None:
        made = new_organization(writer)
        product.person(grant(Role.PARTNER_EDITOR, organization=id_of(made)))
        system(product.sessions, id_of(made))
        answer = writer.delete(made["href"])
        assert kind(answer) == (409, "stillUsed")
        assert {issue["name"]: issue["value"] for issue in answer.json()["issues"]} == {"roleAssignments": 1, "apiClients": 1}
